import type { HolidaysTypes } from 'date-holidays';
import { type CalendarDay, isWeekend, type LocalizedText } from '#contracts';
import { nextDay } from '#kernel';

/** Days off that are no holidays of the state, by the rule of the library: they stay where they fall. */
const CHRISTMAS_RULE = '01-07';
const KURBAN_AIT_RULE = '10 Dhu al-Hijjah';
/** Not kept in 2026: the law that moved it from 30 August came into force on 1 July, after its new day (Z010000267_). */
const CONSTITUTION_DAY_2026 = '2026-03-15';
/** As the Law on Holidays has them (article 4); the library's differ. */
const NAMES: Readonly<Record<string, LocalizedText>> = {
  [CHRISTMAS_RULE]: {
    kk: 'Православиелік Рождество',
    ru: 'Православное Рождество',
    en: 'Orthodox Christmas',
  },
  [KURBAN_AIT_RULE]: {
    kk: 'Құрбан айттың бірінші күні',
    ru: 'Первый день Курбан-айта',
    en: 'First day of Kurban Ait',
  },
};

/**
 * Kazakhstan's days off in a year besides Saturdays and Sundays, in order, to start from: the holidays are the
 * library's. Where a holiday falls on a weekend, the working day after it is off (Labour Code, article 84); after several
 * holidays in a row, as many days, of which the library knows one. Kurban Ait is reckoned by the lunar calendar and may be
 * announced a day off; transfers by the Government are none of the law's: both are put right by hand.
 */
export async function daysByLaw(year: number): Promise<CalendarDay[]> {
  const holidays = await holidaysOf(year);
  const days = holidays.map(({ day, name }): CalendarDay => ({ day, kind: 'holiday', name }));
  const off = new Set(days.map(({ day }) => day));
  for (const { day: holiday, rule, name } of holidays) {
    if (rule in NAMES || !isWeekend(holiday)) continue;
    let day = holiday;
    while (isWeekend(day) || off.has(day)) day = nextDay(day);
    off.add(day);
    days.push({ day, kind: 'day_off', name: movedName(name) });
  }
  return days.sort((a, b) => (a.day < b.day ? -1 : 1));
}

interface Holiday {
  /** `2026-03-08` */
  readonly day: string;
  /** By which the library reckons it, e.g. `10 Dhu al-Hijjah` */
  readonly rule: string;
  readonly name: LocalizedText;
}

/** The library holds the holidays of the whole world in memory, so it is loaded when a year is asked for. */
async function holidaysOf(year: number): Promise<Holiday[]> {
  const { default: Holidays } = await import('date-holidays');
  const library = new Holidays('KZ');
  const named = (language: string): HolidaysTypes.Holiday[] =>
    library.getHolidays(year, language).filter(({ substitute }) => !substitute);
  const [kk, ru, en] = [named('kk'), named('ru'), named('en')];
  return (
    kk
      .map(({ date, rule, name }, index) => ({
        day: date.slice(0, 10),
        rule,
        name: NAMES[rule] ?? { kk: name, ru: ru[index]?.name ?? name, en: en[index]?.name ?? name },
      }))
      .filter(({ day }) => day !== CONSTITUTION_DAY_2026)
      // Kurban Ait on a day of Nauryz takes nothing from it.
      .filter(
        ({ day, rule }) =>
          !(rule in NAMES && kk.some((other) => other.date.startsWith(day) && other.rule !== rule)),
      )
  );
}

function movedName({ kk, ru, en }: LocalizedText): LocalizedText {
  return { kk: `${kk}: ауыстырылған демалыс`, ru: `${ru}: перенос выходного`, en: `${en}: day off moved` };
}
