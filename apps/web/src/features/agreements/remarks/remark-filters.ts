import type { RemarkState, RemarkThread } from '#contracts';
import { type RemarkFilters, SHOWN_STATES } from './remark-address';

export const isNarrowed = (filters: RemarkFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined);

/** How many stand at each state, in order of the way. */
export function countsOf(items: readonly RemarkThread[]): { state: RemarkState; count: number }[] {
  return SHOWN_STATES.flatMap((state) => {
    const count = items.filter((one) => one.state === state).length;
    return count > 0 ? [{ state, count }] : [];
  });
}
