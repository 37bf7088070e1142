import type { InboxFilters, InboxItem } from '#contracts';
import { countsOfGroups, groupByTerm } from './inbox-groups';

const now = new Date('2026-11-18T05:24:00Z');
const item = (id: string, dueAt: string | null) => ({ id, dueAt }) as InboxItem;

test('what is late comes first, what has no term comes last, empty groups are not shown', () => {
  const groups = groupByTerm(
    [
      item('none', null),
      item('today-1', '2026-11-18T13:00:00Z'),
      item('late', '2026-11-17T13:00:00Z'),
      item('today-2', '2026-11-18T14:00:00Z'),
      item('later', '2026-12-01T13:00:00Z'),
    ],
    now,
  );
  expect(groups.map(({ nearness, items }) => [nearness, items.map(({ id }) => id)])).toEqual([
    ['late', ['late']],
    ['today', ['today-1', 'today-2']],
    ['later', ['later']],
    ['none', ['none']],
  ]);
});

describe('the counts of the groups', () => {
  const items = [item('late', '2026-11-17T13:00:00Z'), item('none', null)];
  const filters = { due: [{ value: 'late', count: 70 }] } as InboxFilters;

  test('are of the list where it is here as a whole', () => {
    expect(countsOfGroups(items, now, true, filters)).toEqual({ late: 1, none: 1 });
  });

  test('are what the server counted where more is to come, and unknown until then', () => {
    expect(countsOfGroups(items, now, false, filters)).toEqual({ late: 70 });
    expect(countsOfGroups(items, now, false, undefined)).toEqual({});
  });
});
