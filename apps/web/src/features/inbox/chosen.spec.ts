import type { InboxItem } from '#contracts';
import { allOrNone, type Chosen, NONE, toggled, upTo, without } from './chosen';

const items = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `${place}` }) as InboxItem);
const ids = (chosen: Chosen) => [...chosen.ids];

test('an item goes in, and out again', () => {
  const one = toggled(NONE, 'a', 20);
  expect(ids(one)).toEqual(['a']);
  expect(ids(toggled(one, 'a', 20))).toEqual([]);
});

test('a full choice takes no more, and still lets go', () => {
  const full = allOrNone(NONE, items(30), 20);
  expect(full.ids.size).toBe(20);
  expect(toggled(full, 'another', 20).ids).toEqual(full.ids);
  expect(toggled(full, '0', 20).ids.size).toBe(19);
});

test('all are chosen at once, and none after that', () => {
  const all = allOrNone(toggled(NONE, '1', 20), items(3), 20);
  expect(ids(all)).toEqual(['0', '1', '2']);
  expect(ids(allOrNone(all, items(3), 20))).toEqual([]);
});

test('a range goes from the last choice to here, down or up', () => {
  const list = items(9);
  const down = upTo(toggled(NONE, '2', 20), '5', list, 20);
  expect(ids(down)).toEqual(['2', '3', '4', '5']);
  expect(ids(upTo(down, '4', list, 20))).toEqual(['2', '3', '4', '5']);
  expect(ids(upTo(toggled(NONE, '5', 20), '3', list, 20))).toEqual(['5', '4', '3']);
});

test('a range takes no more than may be chosen, nearest to where it began', () => {
  expect(ids(upTo(toggled(NONE, '7', 3), '0', items(9), 3))).toEqual(['7', '6', '5']);
});

test('what is dealt with is chosen no more, though it should come back', () => {
  const [first, , third] = items(3);
  const all = allOrNone(NONE, items(3), 20);
  expect(
    ids(
      without(
        all,
        [first, third].flatMap((item) => item ?? []),
      ),
    ),
  ).toEqual(['1']);
});

test('a range without a beginning takes the one item, and one that is not there nothing', () => {
  expect(ids(upTo(NONE, '4', items(9), 20))).toEqual(['4']);
  expect(ids(upTo(toggled(NONE, 'gone', 20), '4', items(9), 20))).toEqual(['gone', '4']);
  expect(upTo(NONE, 'gone', items(9), 20)).toEqual(NONE);
});
