import type { CalendarDay } from '#contracts';
import type { DaySpan } from '#kernel';

/** What of a year's days is different: added, taken out, or of another kind or name. */
export interface DaysChange {
  readonly added: readonly CalendarDay[];
  readonly removed: readonly CalendarDay[];
  /** From the first day to the last whose kind is different; null where only names are. */
  readonly span: DaySpan | null;
}

/** Compares the days of a year before and after a change. */
export function changeOf(before: readonly CalendarDay[], after: readonly CalendarDay[]): DaysChange {
  const missing = (from: readonly CalendarDay[], others: readonly CalendarDay[], alike: typeof isSame) =>
    from.filter((day) => !others.some((other) => alike(day, other)));
  const days = [...missing(after, before, countsAlike), ...missing(before, after, countsAlike)]
    .map(({ day }) => day)
    .sort();
  const [first] = days;
  const last = days.at(-1);
  return {
    added: missing(after, before, isSame),
    removed: missing(before, after, isSame),
    span: first !== undefined && last !== undefined ? { first, last } : null,
  };
}

function countsAlike(a: CalendarDay, b: CalendarDay): boolean {
  return a.day === b.day && a.kind === b.kind;
}

function isSame(a: CalendarDay, b: CalendarDay): boolean {
  return countsAlike(a, b) && a.name.kk === b.name.kk && a.name.ru === b.name.ru && a.name.en === b.name.en;
}
