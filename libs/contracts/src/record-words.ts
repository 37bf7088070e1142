import type { LocalizedText } from './common.js';
import { ACT_DEEDS } from './record-words/acts.js';
import { PEOPLE_DEEDS } from './record-words/people.js';
import { REVIEW_DEEDS } from './record-words/reviews.js';
import { say } from './record-words/say.js';
import { SIGNING_DEEDS } from './record-words/signing.js';

/** What the record says in plain words, on the page and in the export: one table for both. */

/** Every deed that is written into the record. A test fails on one that has no words here. */
export const RECORD_DEEDS: Readonly<Record<string, LocalizedText>> = {
  ...ACT_DEEDS,
  ...REVIEW_DEEDS,
  ...SIGNING_DEEDS,
  ...PEOPLE_DEEDS,
  // what all share
  'body.hours_changed': say(
    'Органның жұмыс уақыты өзгертілді',
    'Изменено рабочее время органа',
    'The working hours of the body were changed',
  ),
  'calendar.change': say(
    'Жұмыс күнтізбесі өзгертілді',
    'Изменён рабочий календарь',
    'The working calendar was changed',
  ),
  'letter.sent_again': say(
    'Қабылданбаған хат қайта жіберілді',
    'Отклонённое письмо отправлено снова',
    'A refused letter was sent again',
  ),
  'letter.given_up': say(
    'Қабылданбаған хаттан бас тартылды',
    'Отклонённое письмо снято с отправки',
    'A refused letter was given up',
  ),
  'acts.exported': say(
    'Жобалар тізімі жүктеп алынды',
    'Список проектов выгружен',
    'The list of drafts was exported',
  ),
  'board.exported': say('Көрсеткіштер жүктеп алынды', 'Показатели выгружены', 'The figures were exported'),
  'record.exported': say('Журнал жүктеп алынды', 'Журнал выгружен', 'The record was exported'),
};

/** Every kind of thing that has a chain in the record. */
export const RECORD_THINGS: Readonly<Record<string, LocalizedText>> = {
  draft_act: say('Акт жобасы', 'Проект акта', 'Draft act'),
  route_template: say('Маршрут үлгісі', 'Шаблон маршрута', 'Route template'),
  state_body: say('Мемлекеттік орган', 'Государственный орган', 'State body'),
  unit: say('Бөлімше', 'Подразделение', 'Unit'),
  employee: say('Қызметкер', 'Сотрудник', 'Employee'),
  delegation: say('Орнына әрекет ету', 'Замещение', 'Standing in'),
  account: say('Есептік жазба', 'Учётная запись', 'Account'),
  account_request: say('Есептік жазбаға өтінім', 'Заявка на учётную запись', 'Request for an account'),
  calendar_year: say('Күнтізбе жылы', 'Год календаря', 'Year of the calendar'),
  stored_file: say('Файл', 'Файл', 'File'),
};
