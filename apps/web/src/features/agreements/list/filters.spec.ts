import { isFiltered, readFilters } from './filters';

test('known filters are taken from an address, others are not', () => {
  expect(readFilters({ q: 'қаулы', kind: 'bill', state: 'agreed', view: 'late', page: 7 })).toEqual({
    q: 'қаулы',
    kind: 'bill',
    state: 'agreed',
    view: 'late',
  });
  const none = readFilters({ q: '  ', kind: 'decree', state: 'discarded', view: 'theirs' });
  expect(isFiltered(none)).toBe(false);
});

test('a piece of a number is searched for as text', () => {
  expect(readFilters({ q: 1184 }).q).toBe('1184');
});
