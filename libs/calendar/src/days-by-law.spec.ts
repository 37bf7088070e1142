import { daysByLaw } from './days-by-law.js';

const moved = async (year: number) =>
  (await daysByLaw(year)).filter(({ kind }) => kind === 'day_off').map(({ day }) => day);

describe('days off by law', () => {
  test('2026: holidays on weekends give the working days after them, Nauryz as many as it lost', async () => {
    expect(await moved(2026)).toEqual(['2026-03-09', '2026-03-24', '2026-03-25', '2026-05-11', '2026-10-26']);
  });

  test('2027: Kurban Ait falls on a Sunday and is not moved', async () => {
    expect(await moved(2027)).toEqual(['2027-01-04', '2027-03-24', '2027-05-03', '2027-05-10']);
    expect(await daysByLaw(2027)).toContainEqual({
      day: '2027-05-16',
      kind: 'holiday',
      name: {
        kk: 'Құрбан айттың бірінші күні',
        ru: 'Первый день Курбан-айта',
        en: 'First day of Kurban Ait',
      },
    });
  });

  test('the day of the Constitution was 30 August, falls out in 2026 and is 15 March from then on', async () => {
    const kept = async (year: number) =>
      (await daysByLaw(year)).filter(({ name }) => name.en === 'Constitution Day').map(({ day }) => day);
    expect(await kept(2025)).toEqual(['2025-08-30']);
    expect(await kept(2026)).toEqual([]);
    expect(await kept(2027)).toEqual(['2027-03-15']);
  });

  test('a transferred day says whose it is, in three languages', async () => {
    expect((await daysByLaw(2026)).find(({ day }) => day === '2026-03-09')?.name).toEqual({
      kk: 'Халықаралық әйелдер күні: ауыстырылған демалыс',
      ru: 'Международный женский день: перенос выходного',
      en: "International Women's Day: day off moved",
    });
  });

  test('every day is in its year, named once, in order', async () => {
    for (let year = 2022; year <= 2050; year += 1) {
      const days = (await daysByLaw(year)).map(({ day }) => day);
      expect(days.length).toBeGreaterThan(13);
      expect(days).toEqual([...new Set(days)].sort());
      expect(days.filter((day) => !day.startsWith(`${year}-`))).toEqual([]);
    }
  });
});
