import { daysByLaw, KURBAN_AIT_YEARS } from './days-by-law.js';

const moved = (year: number) =>
  daysByLaw(year)
    .filter((entry) => entry.kind === 'day_off')
    .map((entry) => entry.day);

describe('days off by law', () => {
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
    expect(daysByLaw(2027)).toContainEqual(expect.objectContaining({ day: '2027-05-16', kind: 'holiday' }));
  });

  test('a transferred day says whose it is, in three languages', () => {
    expect(daysByLaw(2026).find(({ day }) => day === '2026-03-09')?.name).toEqual({
      kk: 'Халықаралық әйелдер күні: ауыстырылған демалыс',
      ru: 'Международный женский день: перенос выходного',
      en: 'International Women’s Day: day off moved',
    });
  });

  test('a transfer may not go over the end of its year', () => {
    for (let year = 2024; year <= 2100; year += 1) {
      expect(daysByLaw(year).filter(({ day }) => !day.startsWith(`${year}-`))).toEqual([]);
    }
  });

  test('every day is named once, in order', () => {
    for (const year of [2026, 2027, 2028]) {
      const days = daysByLaw(year).map((entry) => entry.day);
      expect(days).toEqual([...new Set(days)].sort());
    }
  });

  test('a year whose Kurban Ait is not known has all days but that one', () => {
    expect(KURBAN_AIT_YEARS).not.toContain(2028);
    expect(daysByLaw(2028).map(({ name }) => name.en)).not.toContain('First day of Kurban Ait');
  });
});
