import type { InboxFilters, InboxItem } from '#contracts';
import { type Nearness, nearness } from '../../i18n/deadline';

export interface InboxGroup {
  /** null: not by the term */
  nearness: Nearness | null;
  items: InboxItem[];
}

const ORDER: readonly Nearness[] = ['late', 'today', 'soon', 'later', 'none'];

/** Items by how near their term is: overdue, today, this week, later, without one. Empty groups are left out. */
export function groupByTerm(items: readonly InboxItem[], now: Date): InboxGroup[] {
  const groups = Map.groupBy(items, (item) => nearness(item.dueAt, now));
  return ORDER.flatMap((near) => {
    const members = groups.get(near);
    return members ? [{ nearness: near, items: members }] : [];
  });
}

/**
 * How many there are of each group: of a list that is here as a whole, its own; else what the server counted.
 * @param filters what the list can be narrowed to, whose counts are without its own filter
 */
export function countsOfGroups(
  items: readonly InboxItem[],
  now: Date,
  complete: boolean,
  filters: InboxFilters | undefined,
): Partial<Record<Nearness, number>> {
  const counts = complete
    ? groupByTerm(items, now).map((group) => [group.nearness, group.items.length])
    : filters?.due.map(({ value, count }) => [value, count]);
  return Object.fromEntries(counts ?? []);
}
