import { daysOffOf } from './working-calendar.js';

const moved = (year: number) =>
  daysOffOf(year)
    .filter((entry) => entry.kind === 'day_off')
    .map((entry) => entry.day);

describe('the working calendar', () => {
  test('2026: holidays on weekends give the working days after them', () => {
    expect(moved(2026)).toEqual([
      '2026-03-09',
      '2026-03-24',
      '2026-03-25',
      '2026-05-11',
      '2026-08-31',
      '2026-10-26',
    ]);
  });

  test('2027: Kurban Ait falls on a Sunday and is not moved', () => {
    expect(moved(2027)).toEqual(['2027-01-04', '2027-03-24', '2027-05-03', '2027-05-10']);
    expect(daysOffOf(2027)).toContainEqual({ day: '2027-05-16', kind: 'holiday' });
  });

  test('every day is named once, in order', () => {
    for (const year of [2026, 2027]) {
      const days = daysOffOf(year).map((entry) => entry.day);
      expect(days).toEqual([...new Set(days)].sort());
    }
  });

  test('a year whose Kurban Ait is not known is not guessed', () => {
    expect(() => daysOffOf(2028)).toThrow('2028');
  });
});
