import type { OpenWork } from '#contracts';
import { allTo, takersOf } from './takers';

const named = (id: string) => ({ kk: id, ru: id, en: id });
const taker = (id: string) => ({ id, fullName: id, post: named(id), unit: named(id) });
const work = (key: string, ...ids: string[]): OpenWork => ({
  key,
  subjectId: key,
  dueAt: null,
  room: 'agreements',
  kind: 'initiator',
  bound: 'person',
  title: key,
  number: null,
  takers: ids.map(taker),
});
const WORK = [work('one', 'few', 'all'), work('two', 'all'), work('three', 'all', 'few')];

test('whoever can take more of the work stands first', () => {
  expect(takersOf(WORK).map(({ id }) => id)).toEqual(['all', 'few']);
  expect(takersOf([])).toEqual([]);
});

test('one person takes all that he can, and nothing that he cannot', () => {
  expect(allTo(WORK, 'all')).toEqual({ one: 'all', two: 'all', three: 'all' });
  expect(allTo(WORK, 'few')).toEqual({ one: 'few', three: 'few' });
  expect(allTo(WORK, '')).toEqual({});
});
