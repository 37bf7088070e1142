import { LONGEST_PERIOD, period } from '#contracts';
import { boardPeriod } from './board-period.js';

test('a period is whole days in Astana, the last one included', () => {
  expect(boardPeriod('2026-08-24/2026-11-21', new Date())).toEqual({
    text: '2026-08-24/2026-11-21',
    from: new Date('2026-08-23T19:00:00Z'),
    until: new Date('2026-11-21T19:00:00Z'),
  });
});

test('where none is named it is ninety days, the last of which is today in Astana', () => {
  const { text, from, until } = boardPeriod(undefined, new Date('2026-11-20T20:30:00Z'));
  expect(text).toBe('2026-08-24/2026-11-21');
  expect((until.getTime() - from.getTime()) / 86_400_000).toBe(90);
});

test.each([
  ['2026-11-21/2026-11-20', 'it ends before it begins'],
  ['2026-02-30/2026-03-01', 'there is no such day'],
  ['2025-11-20/2026-11-21', `it is longer than ${LONGEST_PERIOD} days`],
  ['2026-11-21', 'it is one day'],
  ['2026-11-20/2026-11-21/2026-11-22', 'it has three ends'],
])('%s is refused: %s', (text) => {
  expect(period.safeParse(text).success).toBe(false);
});

test('one day, and a leap year, are periods', () => {
  expect(period.parse('2026-11-21/2026-11-21')).toBe('2026-11-21/2026-11-21');
  expect(period.parse('2028-01-01/2028-12-31')).toBe('2028-01-01/2028-12-31');
});
