import { dayOf, nextDay, startOf } from '#kernel';

/** Days of the period where none is named. */
const USUAL_DAYS = 90;
const DAY_MS = 86_400_000;

export interface BoardPeriod {
  /** As the contract has it: `2026-08-24/2026-11-21`. */
  readonly text: string;
  readonly from: Date;
  /** The first moment after it. */
  readonly until: Date;
}

/** The period that a reader names, or the usual one, up to today in Astana. @param text of the contract's `period` */
export function boardPeriod(text: string | undefined, now: Date): BoardPeriod {
  const named = text ?? `${dayOf(new Date(now.getTime() - (USUAL_DAYS - 1) * DAY_MS))}/${dayOf(now)}`;
  const [first = '', last = ''] = named.split('/');
  return { text: named, from: startOf(first), until: startOf(nextDay(last)) };
}
