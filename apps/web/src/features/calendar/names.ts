import type { Language } from '../../i18n/language';

/** Names as headings: Chromium carries no Kazakh ones, and the Russian of a date is in another case. */
type Names = Readonly<Record<Language, readonly string[]>>;

export const MONTHS: Names = {
  kk: 'Қаңтар Ақпан Наурыз Сәуір Мамыр Маусым Шілде Тамыз Қыркүйек Қазан Қараша Желтоқсан'.split(' '),
  ru: 'Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** Monday first. */
export const WEEKDAYS: Names = {
  kk: 'Дс Сс Ср Бс Жм Сб Жс'.split(' '),
  ru: 'Пн Вт Ср Чт Пт Сб Вс'.split(' '),
  en: 'Mon Tue Wed Thu Fri Sat Sun'.split(' '),
};
