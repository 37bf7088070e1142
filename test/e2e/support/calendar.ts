import { type CalendarYearView, isWeekend } from '#contracts';
import { dayOf, nextDay } from '#kernel';
import { client } from './arrange.js';
import { ADMINISTRATOR } from './people.js';
import type { Person } from './person.js';

/** A year of the calendar, as the administrator reads it. */
export async function readYear(year: string): Promise<CalendarYearView> {
  return (await client(ADMINISTRATOR)).get<CalendarYearView>(`/api/calendar/${year}`);
}

/** The first day after today that is worked, by the calendar as it is; `YYYY-MM-DD`. */
export async function nextWorkingDay(): Promise<string> {
  let day = nextDay(dayOf(new Date()));
  for (;;) {
    const { days } = await readYear(day.slice(0, 4));
    const kind = days.find((entry) => entry.day === day)?.kind;
    if (kind === 'working_day' || (!kind && !isWeekend(day))) return day;
    day = nextDay(day);
  }
}

/** The editor of the year in which the next working day lies. */
export async function openCalendarEditor(person: Person): Promise<void> {
  const year = (await nextWorkingDay()).slice(0, 4);
  await person.page.goto(`/calendar?year=${year}`);
  await person.press('calendar.edit');
  await person.heading('calendar.editing', { year }).waitFor();
}

/** Puts a holiday on the list of the editor; nothing is changed in the portal yet. */
export async function addHoliday(person: Person, day: string): Promise<void> {
  await person.field('calendar.date').fill(day);
  await person.field('calendar.nameKk').fill('Сынақ мерекесі');
  await person.field('calendar.nameRu').fill('Пробный праздник');
  await person.field('calendar.nameEn').fill('Trial holiday');
  await person.press('calendar.add');
}
