import type { Language, Texts } from './language';

/*
 * Chromium carries no Kazakh locale data ("2026 M11 20, Fri"), so the names of months and weekdays are
 * here for all three languages. Intl only splits an instant into the clock of Astana.
 */

type Table = Readonly<Record<Language, readonly string[]>>;

const MONTHS: Table = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
/** Monday first. */
const WEEKDAYS: Table = {
  kk: 'дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі'.split(' '),
  ru: 'понедельник вторник среда четверг пятница суббота воскресенье'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
};

const NO_BREAK = '\u00a0';
export const DAY_MS = 86_400_000;

/** An instant on the wall clock and calendar of Astana. `weekday` is 0 for Monday. */
export interface Wall {
  year: number;
  /** 0 for January */
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
  /** days since 1 January 1970: the difference of two is the number of days between them */
  dayNumber: number;
}

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Almaty',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});

/** @param instant an ISO string with an offset, or a Date */
export function wall(instant: string | Date): Wall {
  const found = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const { type, value } of parts.formatToParts(new Date(instant))) {
    if (type in found) found[type as keyof typeof found] = Number(value);
  }
  const dayNumber = Date.UTC(found.year, found.month - 1, found.day) / DAY_MS;
  // 1 January 1970 was a Thursday.
  return { ...found, month: found.month - 1, weekday: (dayNumber + 3) % 7, dayNumber };
}

function monthName(language: Language, at: Wall): string {
  return MONTHS[language][at.month] ?? '';
}

export function weekdayName(language: Language, at: Wall): string {
  return WEEKDAYS[language][at.weekday] ?? '';
}

/** "20 қараша", "20 ноября", "20 November": where the year goes without saying */
export function formatDay(language: Language, instant: string | Date): string {
  const at = wall(instant);
  return `${at.day}${NO_BREAK}${monthName(language, at)}`;
}

/** "2026 ж. 20 қараша", "20 ноября 2026 г.", "20 November 2026" */
export function formatDate(language: Language, instant: string | Date): string {
  const { year } = wall(instant);
  const day = formatDay(language, instant);
  if (language === 'kk') return `${year}${NO_BREAK}ж. ${day}`;
  return language === 'ru' ? `${day} ${year}${NO_BREAK}г.` : `${day} ${year}`;
}

/** "09:05" on the clock of Astana */
export function formatTime(instant: string | Date): string {
  const at = wall(instant);
  return `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`;
}

/** "2026 ж. 20 қараша, 09:05" */
export function formatDateTime(language: Language, instant: string | Date): string {
  return `${formatDate(language, instant)}, ${formatTime(instant)}`;
}

/** "20 қараша, 09:05"; with the year when it is not the year of `now` */
export function formatMoment(language: Language, instant: string | Date, now: Date): string {
  const day =
    wall(instant).year === wall(now).year ? formatDay(language, instant) : formatDate(language, instant);
  return `${day}, ${formatTime(instant)}`;
}

/** "сәрсенбі, 2026 ж. 18 қараша" */
export function formatWeekdayDate(language: Language, instant: string | Date): string {
  return `${weekdayName(language, wall(instant))}, ${formatDate(language, instant)}`;
}

const NUMBER_LOCALE: Texts = { kk: 'ru-KZ', ru: 'ru-KZ', en: 'en-GB' };

/** Groups of three with a no-break space (kk, ru) or a comma (en) */
export function formatNumber(language: Language, value: number, fractionDigits = 0): string {
  return value.toLocaleString(NUMBER_LOCALE[language], { maximumFractionDigits: fractionDigits });
}

const SIZE_UNITS: Table = { kk: ['Б', 'КБ', 'МБ'], ru: ['Б', 'КБ', 'МБ'], en: ['B', 'KB', 'MB'] };

/** "186 КБ", "1,4 МБ": 1 КБ is 1024 bytes, as file managers count and as the limit of 60 MB is meant */
export function formatSize(language: Language, bytes: number): string {
  const power = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const value = bytes / 1024 ** power;
  return `${formatNumber(language, value, power === 2 ? 1 : 0)}${NO_BREAK}${SIZE_UNITS[language][power]}`;
}

/** "№ 26-1184/2": the number is not broken from its sign and keeps the plain hyphen, to be searched by */
export function formatActNumber(number: string): string {
  return `№${NO_BREAK}${number}`;
}
