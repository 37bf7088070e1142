import { type Closings, closingOf } from './closing-times.js';
import type { OpenTerm, RecountedTerm, TermMover } from './counted-terms.js';
import { type CalendarException, countWorkingDays, dayOf, instantOf } from './working-days.js';

/** By what terms are counted once a change is made. */
export interface Counting {
  readonly mover: TermMover;
  /** All that differ from the plain week, in every year that a term may reach. */
  readonly days: readonly CalendarException[];
  /** Of every body that has one of the terms. */
  readonly closings: Closings;
}

/**
 * The terms that end otherwise once the change is made, the nearest first. Another calendar leaves those alone whose last
 * day stays: they keep the hour that they were given.
 */
export function recount(terms: readonly OpenTerm[], { mover, days, closings }: Counting): RecountedTerm[] {
  return terms
    .map((open): RecountedTerm => {
      const closes = closingOf(closings, open.body.id);
      if (!open.counted) return { ...open, to: instantOf(dayOf(open.dueAt), closes), term: null };
      const { from, workingDays } = open.counted;
      const { dueAt: to, term } = countWorkingDays(from, workingDays, days, closes);
      if (open.until !== null && open.until < dayOf(to)) {
        return { ...open, to: instantOf(open.until, closes), term: null };
      }
      return { ...open, to, term };
    })
    .filter(({ dueAt, to }) =>
      mover === 'calendar' ? dayOf(dueAt) !== dayOf(to) : dueAt.getTime() !== to.getTime(),
    )
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.key < b.key ? -1 : 1));
}
