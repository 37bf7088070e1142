/** A day that differs from the plain week, as `kernel.calendar_day` keeps it. */
export interface CalendarEntry {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: 'holiday' | 'day_off';
}

/** National and public holidays, month and day. */
const HOLIDAYS = [
  '01-01',
  '01-02',
  '03-08',
  '03-21',
  '03-22',
  '03-23',
  '05-01',
  '05-07',
  '05-09',
  '07-06',
  '08-30',
  '10-25',
  '12-16',
];
/** Orthodox Christmas: a day off that is not moved when it falls on a weekend. */
const CHRISTMAS = '01-07';
/** The first day of Kurban Ait, by the lunar calendar; not moved either. */
const KURBAN_AIT: Record<number, string> = { 2026: '05-27', 2027: '05-16' };

/** Years that the demo's calendar covers. */
export const CALENDAR_YEARS = [2026, 2027];

/**
 * Kazakhstan's days off in a year besides Saturdays and Sundays. Where a holiday falls on a weekend, the working day
 * after it is off (Labour Code, article 84); after several holidays in a row, as many days.
 */
export function daysOffOf(year: number): CalendarEntry[] {
  const kurbanAit = KURBAN_AIT[year];
  if (!kurbanAit) throw new Error(`The day of Kurban Ait in ${year} is not known.`);
  const moving = HOLIDAYS.map((day) => `${year}-${day}`);
  const off = new Set([...moving, `${year}-${CHRISTMAS}`, `${year}-${kurbanAit}`]);
  const entries: CalendarEntry[] = [...off].map((day) => ({ day, kind: 'holiday' }));
  for (const holiday of moving.filter(isWeekend)) {
    let day = holiday;
    while (isWeekend(day) || off.has(day)) day = dayAfter(day);
    off.add(day);
    entries.push({ day, kind: 'day_off' });
  }
  return entries.sort((a, b) => (a.day < b.day ? -1 : 1));
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
