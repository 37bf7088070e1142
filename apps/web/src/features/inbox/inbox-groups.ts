import type { InboxItem } from '#contracts';
import { type Nearness, nearness } from '../../i18n/deadline';

export interface InboxGroup {
  nearness: Nearness;
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
