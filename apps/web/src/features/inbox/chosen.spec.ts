import type { InboxItem } from '#contracts';
import { allOrNone, MOST_CHOSEN, toggled } from './chosen';

const items = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `${place}` }) as InboxItem);

test('an item goes in, and out again', () => {
  const one = toggled(new Set(), 'a');
  expect([...one]).toEqual(['a']);
  expect([...toggled(one, 'a')]).toEqual([]);
});

test('a full choice takes no more, and still lets go', () => {
  const full = allOrNone(new Set(), items(30));
  expect(full.size).toBe(MOST_CHOSEN);
  expect(toggled(full, 'another')).toEqual(full);
  expect(toggled(full, '0').size).toBe(MOST_CHOSEN - 1);
});

test('all are chosen at once, and none after that', () => {
  const all = allOrNone(new Set(['1']), items(3));
  expect([...all]).toEqual(['0', '1', '2']);
  expect([...allOrNone(all, items(3))]).toEqual([]);
});
