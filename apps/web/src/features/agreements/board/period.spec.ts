import { LONGEST_PERIOD, period } from '#contracts';
import { daysOf, isPeriod, lastDays, thisYear } from './period';

const NIGHT = new Date('2026-11-20T20:30:00Z');

test('the last days end today in Astana; the year begins with its first day', () => {
  expect(lastDays(90, NIGHT)).toBe('2026-08-24/2026-11-21');
  expect(thisYear(NIGHT)).toBe('2026-01-01/2026-11-21');
  expect(daysOf('2026-11-21/')).toEqual(['2026-11-21', '']);
});

test.each([
  '2026-08-24/2026-11-21',
  '2028-01-01/2028-12-31',
  '2026-01-01/2027-01-01',
  '2026-01-01/2027-01-02',
  '2026-11-21/2026-11-20',
  '2026-11-21/',
  '/2026-11-21',
  '2026-13-01/2026-13-02',
])('the page takes %s for a period where the portal does', (text) => {
  expect([isPeriod(text), LONGEST_PERIOD]).toEqual([period.safeParse(text).success, 366]);
});
