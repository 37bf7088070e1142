import { formatDay, formatTime, type Wall, wall, weekdayName } from './format';
import type { Translate } from './i18n';
import { atTime, MONTHS_DATIVE, toTime, WEEKDAYS_DATIVE } from './kazakh';
import type { Language } from './language';

/** How near a term is: passed, today, within this week (Monday to Sunday), after it, or not set. */
export type Nearness = 'late' | 'today' | 'soon' | 'later' | 'none';

export interface Deadline {
  nearness: Nearness;
  words: string;
}

/** Beyond this many days the date alone is said: "1 желтоқсанға дейін". */
const COUNTED_DAYS = 14;

const RUSSIAN_UNTIL_WEEKDAY = 'понедельника вторника среды четверга пятницы субботы воскресенья'.split(' ');

/** How near a term is on the calendar of Astana. */
export function nearness(dueAt: string | null, now: Date): Nearness {
  if (dueAt === null) return 'none';
  if (Date.parse(dueAt) < now.getTime()) return 'late';
  const due = wall(dueAt);
  const today = wall(now);
  if (due.dayNumber === today.dayNumber) return 'today';
  return due.dayNumber - today.dayNumber <= 6 - today.weekday ? 'soon' : 'later';
}

/**
 * A term in words: "Бүгін, 18:00‑ге дейін", "Жұмаға дейін, 2 күн қалды", "Кеше өтті".
 * Days are calendar days. A term at the last minute of a day is said without its hour.
 */
export function describeDeadline(
  t: Translate,
  language: Language,
  dueAt: string | null,
  now: Date,
): Deadline {
  const near = nearness(dueAt, now);
  if (dueAt === null) return { nearness: near, words: t('time.none') };
  const due = wall(dueAt);
  const days = due.dayNumber - wall(now).dayNumber;
  if (near === 'late') return { nearness: near, words: latenessWords(t, language, dueAt, -days) };
  return { nearness: near, words: comingWords(t, language, dueAt, due, days, near) };
}

function latenessWords(t: Translate, language: Language, dueAt: string, days: number): string {
  if (days === 0) {
    const time = formatTime(dueAt);
    return t('time.lateToday', { at: language === 'kk' ? atTime(time) : time });
  }
  return days === 1 ? t('time.lateYesterday') : t('time.lateDays', { days });
}

function comingWords(
  t: Translate,
  language: Language,
  dueAt: string,
  due: Wall,
  days: number,
  near: Nearness,
): string {
  const time = formatTime(dueAt);
  const by = language === 'kk' ? toTime(time) : time;
  const wholeDay = time === '23:59';
  if (days === 0) return wholeDay ? t('time.today') : t('time.todayBy', { by });
  if (days === 1) return wholeDay ? t('time.tomorrow') : t('time.tomorrowBy', { by });
  if (near === 'soon') return t('time.untilWeekday', { day: untilWeekday(language, due), days });
  const day = untilDay(language, dueAt, due);
  return days > COUNTED_DAYS ? t('time.untilFar', { day }) : t('time.untilDate', { day, days });
}

function untilWeekday(language: Language, due: Wall): string {
  if (language === 'en') return weekdayName('en', due);
  const name = (language === 'kk' ? WEEKDAYS_DATIVE : RUSSIAN_UNTIL_WEEKDAY)[due.weekday] ?? '';
  return language === 'kk' ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

function untilDay(language: Language, dueAt: string, due: Wall): string {
  return language === 'kk' ? `${due.day}\u00a0${MONTHS_DATIVE[due.month]}` : formatDay(language, dueAt);
}
