import { CALENDAR_SPAN, type CalendarDay, type CalendarDayKind, isWeekend } from '#contracts';
import { DAY_MS, wall } from '../../i18n/format';
import type { MessageId } from '../../i18n/ids';

/** What a day is: by the plain week, or as the calendar says. */
export type DayLook = CalendarDayKind | 'weekend' | 'plain';

export interface MonthDay {
  /** `YYYY-MM-DD` */
  day: string;
  look: DayLook;
  entry: CalendarDay | undefined;
}

export interface Month {
  /** 0 for January */
  month: number;
  /** Seven places each, Monday first; null outside the month */
  weeks: readonly (readonly (MonthDay | null)[])[];
  workingDays: number;
}

export const isWorked = (look: DayLook): boolean => look === 'plain' || look === 'working_day';

/** The day of an instant in Astana, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return new Date(wall(instant).dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** The twelve months of a year. */
export function monthsOf(year: number, days: readonly CalendarDay[]): Month[] {
  const entries = new Map(days.map((entry) => [entry.day, entry]));
  return Array.from({ length: 12 }, (_, month) => monthOf(year, month, entries));
}

function monthOf(year: number, month: number, entries: ReadonlyMap<string, CalendarDay>): Month {
  const first = Date.UTC(year, month, 1);
  const length = (Date.UTC(year, month + 1, 1) - first) / DAY_MS;
  const lead = (new Date(first).getUTCDay() + 6) % 7;
  const days = Array.from({ length }, (_, place): MonthDay => {
    const day = new Date(first + place * DAY_MS).toISOString().slice(0, 10);
    const entry = entries.get(day);
    return { day, entry, look: entry?.kind ?? (isWeekend(day) ? 'weekend' : 'plain') };
  });
  const places: (MonthDay | null)[] = [...Array<null>(lead).fill(null), ...days];
  while (places.length % 7 > 0) places.push(null);
  const weeks = Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7));
  return { month, weeks, workingDays: days.filter(({ look }) => isWorked(look)).length };
}

/** A year in the span that the calendar is kept for. */
export function withinSpan(year: number): number {
  return Math.min(Math.max(year, CALENDAR_SPAN.first), CALENDAR_SPAN.last);
}

export const byDay = (a: CalendarDay, b: CalendarDay): number => (a.day < b.day ? -1 : 1);

/** Fields of the form that adds a day. */
export type DayField = 'day' | 'kk' | 'ru' | 'en';

/** What is wrong with a day that is to be added, by field. */
export function faultsOf(
  { day, kind, name }: CalendarDay,
  year: number,
  days: readonly CalendarDay[],
): Partial<Record<DayField, MessageId>> {
  const faults: Partial<Record<DayField, MessageId>> = {};
  if (!day.startsWith(`${year}-`)) faults.day = 'calendar.fault.year';
  else if (days.some((other) => other.day === day)) faults.day = 'calendar.fault.twice';
  else if (kind === 'day_off' && isWeekend(day)) faults.day = 'calendar.fault.offAnyway';
  else if (kind === 'working_day' && !isWeekend(day)) faults.day = 'calendar.fault.workedAnyway';
  for (const language of ['kk', 'ru', 'en'] as const) {
    if (!name[language].trim()) faults[language] = 'calendar.fault.name';
  }
  return faults;
}
