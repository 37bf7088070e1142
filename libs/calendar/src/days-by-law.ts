import { type CalendarDay, isWeekend, type LocalizedText } from '#contracts';
import { nextDay } from '#kernel';

const text = (kk: string, ru: string, en: string): LocalizedText => ({ kk, ru, en });

const NEW_YEAR = text('Жаңа жыл', 'Новый год', 'New Year');
const NAURYZ = text('Наурыз мейрамы', 'Наурыз мейрамы', 'Nauryz');

/** The national and the public holidays (Law on Holidays in the Republic of Kazakhstan, articles 3 and 4), by month and day. */
const HOLIDAYS: readonly (readonly [string, LocalizedText])[] = [
  ['01-01', NEW_YEAR],
  ['01-02', NEW_YEAR],
  ['03-08', text('Халықаралық әйелдер күні', 'Международный женский день', 'International Women’s Day')],
  ['03-21', NAURYZ],
  ['03-22', NAURYZ],
  ['03-23', NAURYZ],
  [
    '05-01',
    text(
      'Қазақстан халқының бірлігі мерекесі',
      'Праздник единства народа Казахстана',
      'Day of Unity of the People of Kazakhstan',
    ),
  ],
  ['05-07', text('Отан қорғаушы күні', 'День защитника Отечества', 'Defender of the Fatherland Day')],
  ['05-09', text('Жеңіс күні', 'День Победы', 'Victory Day')],
  ['07-06', text('Астана күні', 'День столицы', 'Capital Day')],
  [
    '08-30',
    text(
      'Қазақстан Республикасының Конституциясы күні',
      'День Конституции Республики Казахстан',
      'Constitution Day of the Republic of Kazakhstan',
    ),
  ],
  ['10-25', text('Республика күні', 'День Республики', 'Republic Day')],
  ['12-16', text('Тәуелсіздік күні', 'День Независимости', 'Independence Day')],
];
/** Days off that are no holidays and are not moved when they fall on a weekend. */
const CHRISTMAS = text('Православиелік Рождество', 'Православное Рождество', 'Orthodox Christmas');
const KURBAN_AIT = text('Құрбан айттың бірінші күні', 'Первый день Курбан-айта', 'First day of Kurban Ait');
/** The first day of Kurban Ait, by the lunar calendar; announced year by year, so later years are entered by hand. */
const KURBAN_AIT_DAYS: Readonly<Record<number, string>> = { 2026: '05-27', 2027: '05-16' };

/** Years whose list is complete. */
export const KURBAN_AIT_YEARS: readonly number[] = Object.keys(KURBAN_AIT_DAYS).map(Number);

/**
 * Kazakhstan's days off in a year besides Saturdays and Sundays, in order. Where a holiday falls on a weekend, the
 * working day after it is off (Labour Code, article 84); after several holidays in a row, as many days.
 * Kurban Ait is among them only in `KURBAN_AIT_YEARS`; transfers by the Government are none of the law's.
 */
export function daysByLaw(year: number): CalendarDay[] {
  const moving = HOLIDAYS.map(
    ([day, name]): CalendarDay => ({ day: `${year}-${day}`, kind: 'holiday', name }),
  );
  const kurbanAit = KURBAN_AIT_DAYS[year];
  const days: CalendarDay[] = [
    ...moving,
    { day: `${year}-01-07`, kind: 'holiday', name: CHRISTMAS },
    ...(kurbanAit ? [{ day: `${year}-${kurbanAit}`, kind: 'holiday' as const, name: KURBAN_AIT }] : []),
  ];
  const off = new Set(days.map(({ day }) => day));
  for (const holiday of moving.filter(({ day }) => isWeekend(day))) {
    let { day } = holiday;
    while (isWeekend(day) || off.has(day)) day = nextDay(day);
    off.add(day);
    days.push({ day, kind: 'day_off', name: movedName(holiday.name) });
  }
  return days.sort((a, b) => (a.day < b.day ? -1 : 1));
}

function movedName({ kk, ru, en }: LocalizedText): LocalizedText {
  return text(`${kk}: ауыстырылған демалыс`, `${ru}: перенос выходного`, `${en}: day off moved`);
}
