import { joinDays } from './join-days';

test.each([
  ['kk', ['2026-11-19', '2026-11-20', '2026-11-23'], '19, 20, 23\u00a0қараша'],
  ['ru', ['2026-11-30', '2026-12-01'], '30\u00a0ноября, 1\u00a0декабря'],
  ['en', ['2026-12-31', '2027-01-05', '2027-01-06'], '31\u00a0December, 5, 6\u00a0January'],
] as const)('in %s the month is said once', (language, days, words) => {
  expect(joinDays(language, days)).toBe(words);
});
