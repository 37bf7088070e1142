import { COUNTED } from '#contracts';
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

test('every figure of the board is taken with its unit and period, and neither without a figure', () => {
  const of = { unit: 'none', period: '2026-08-24/2026-11-21' };
  for (const counted of COUNTED) expect(readFilters({ counted, ...of })).toEqual({ counted, ...of });
  expect(isFiltered(readFilters({ counted: 'developed.lost', ...of }))).toBe(false);
  expect(readFilters({ counted: 'developed.late', unit: 'theirs', period: 'today' })).toEqual({
    counted: 'developed.late',
  });
});
