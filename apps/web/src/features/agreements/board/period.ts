import { DAY_MS, wall } from '../../../i18n/format';

/** As the portal takes it: LONGEST_PERIOD of the contracts. */
const LONGEST_DAYS = 366;

const dayAt = (dayNumber: number) => new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);

/** First and last day, `YYYY-MM-DD`; an empty text for one that is not named. */
export function daysOf(period: string): [from: string, until: string] {
  const [from = '', until = ''] = period.split('/');
  return [from, until];
}

/** Two days in their order, a year apart at most. */
export function isPeriod(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [from, until] = daysOf(text).map((day) => Date.parse(day) / DAY_MS);
  if (from === undefined || until === undefined || Number.isNaN(from) || Number.isNaN(until)) return false;
  return until >= from && until - from < LONGEST_DAYS;
}

/** So many days, of which today in Astana is the last. */
export function lastDays(days: number, now: Date): string {
  const { dayNumber } = wall(now);
  return `${dayAt(dayNumber - days + 1)}/${dayAt(dayNumber)}`;
}

/** From 1 January to today in Astana. */
export function thisYear(now: Date): string {
  const { year, dayNumber } = wall(now);
  return `${year}-01-01/${dayAt(dayNumber)}`;
}
