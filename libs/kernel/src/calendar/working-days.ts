import { type CalendarDayKind, type CountedTerm, isWeekend, type LocalizedText } from '#contracts';

/** A day that differs from the plain week: a holiday, or a weekend day that is worked (or the reverse) by transfer. */
export interface CalendarException {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: CalendarDayKind;
  readonly name?: LocalizedText;
}

export const TIME_ZONE = 'Asia/Almaty';

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, dateStyle: 'short' });

/** The calendar day of an instant in Astana, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return dayFormat.format(instant);
}

/** The instant of a time of day in Astana (UTC+5 since 2024-03-01, all year). @param day `YYYY-MM-DD` @param time `HH:MM` */
export function instantOf(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+05:00`);
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, timeStyle: 'short' });

/** The time of day of an instant in Astana, `HH:MM`. */
export function timeOf(instant: Date): string {
  return timeFormat.format(instant);
}

/** The instant at which a calendar day begins in Astana. */
export function beginningOf(day: string): Date {
  return new Date(`${day}T00:00:00+05:00`);
}

/** The first moment of a day in Astana. @param day `YYYY-MM-DD` */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+05:00`);
}

/** @param day `YYYY-MM-DD` */
export function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/**
 * Counts `workingDays` working days after the day `from`, which itself does not count (775:20).
 * @param from `YYYY-MM-DD`
 * @param exceptions days of the working calendar that differ from Monday to Friday
 * @param closes when the body whose term it is ends its working day, `HH:MM` in Astana; the term ends with it
 * @returns the end, and the arithmetic that shows how it was reached
 */
export function countWorkingDays(
  from: string,
  workingDays: number,
  exceptions: readonly CalendarException[],
  closes: string,
): { dueAt: Date; term: CountedTerm } {
  const known = new Map(exceptions.map((exception) => [exception.day, exception]));
  const counted: string[] = [];
  const daysOff: CountedTerm['daysOff'] = [];
  let day = from;
  while (counted.length < workingDays) {
    day = nextDay(day);
    const { kind, name } = known.get(day) ?? {};
    if (kind === 'holiday') daysOff.push({ day, reason: 'holiday', ...(name && { name }) });
    else if (kind === 'day_off') daysOff.push({ day, reason: 'transfer', ...(name && { name }) });
    else if (kind !== 'working_day' && isWeekend(day)) daysOff.push({ day, reason: 'weekend' });
    else counted.push(day);
  }
  return { dueAt: instantOf(day, closes), term: { from, workingDays, counted, daysOff, closes } };
}

/** Whether a day is worked, by the plain week and what differs from it. @param day `YYYY-MM-DD` */
export type WorkedDays = (day: string) => boolean;

/** @param exceptions days of the working calendar that differ from Monday to Friday */
export function workedDays(exceptions: readonly CalendarException[]): WorkedDays {
  const kinds = new Map(exceptions.map(({ day, kind }) => [day, kind]));
  return (day) => {
    const kind = kinds.get(day);
    return kind ? kind === 'working_day' : !isWeekend(day);
  };
}

/** How many days after `first`, and up to `last`, are worked; 0 where `last` is not later. */
export function workedBetween(first: string, last: string, isWorked: WorkedDays): number {
  let count = 0;
  for (let day = first; day < last; ) {
    day = nextDay(day);
    if (isWorked(day)) count += 1;
  }
  return count;
}
