import {
  formatActNumber,
  formatDate,
  formatDateTime,
  formatMoment,
  formatNumber,
  formatSize,
  formatTime,
  formatWeekdayDate,
  wall,
} from './format';

/** No-break spaces shown, so that a test can be read. */
const seen = (text: string) => text.replace(/[\u00a0\u202f]/g, '_');

const evening = '2026-11-20T13:05:00.000Z';

test.each([
  ['kk', '2026_ж. 20_қараша'],
  ['ru', '20_ноября 2026_г.'],
  ['en', '20_November 2026'],
] as const)('a date in %s', (language, words) => {
  expect(seen(formatDate(language, evening))).toBe(words);
});

test('a day begins at midnight in Astana, wherever the computer is', () => {
  expect(seen(formatDate('kk', '2026-11-19T18:59:00Z'))).toBe('2026_ж. 19_қараша');
  expect(seen(formatDate('kk', '2026-11-19T19:00:00Z'))).toBe('2026_ж. 20_қараша');
  expect(formatTime('2026-11-19T19:00:00Z')).toBe('00:00');
});

test('the week begins on Monday', () => {
  expect(wall('2026-11-16T06:00:00Z').weekday).toBe(0);
  expect(wall('2026-11-22T06:00:00Z').weekday).toBe(6);
  expect(seen(formatWeekdayDate('kk', '2026-11-18T06:00:00Z'))).toBe('сәрсенбі, 2026_ж. 18_қараша');
});

test('a moment names its year only when it is another one', () => {
  const now = new Date('2026-11-21T06:00:00Z');
  expect(seen(formatMoment('kk', evening, now))).toBe('20_қараша, 18:05');
  expect(seen(formatMoment('ru', '2025-12-31T06:00:00Z', now))).toBe('31_декабря 2025_г., 11:00');
  expect(seen(formatDateTime('en', evening))).toBe('20_November 2026, 18:05');
});

test.each([
  [0, '0_Б'],
  [1023, '1_023_Б'],
  [1024, '1_КБ'],
  [190_464, '186_КБ'],
  [62_914_560, '60_МБ'],
  [1_572_864, '1,5_МБ'],
])('%d bytes', (bytes, words) => {
  expect(seen(formatSize('kk', bytes))).toBe(words);
});

test('figures', () => {
  expect(seen(formatNumber('ru', 20_000))).toBe('20_000');
  expect(formatNumber('en', 20_000)).toBe('20,000');
  expect(seen(formatActNumber('26-1184/2'))).toBe('№_26-1184/2');
});
