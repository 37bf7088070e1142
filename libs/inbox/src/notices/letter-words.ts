import type { InboxVerb, Language } from '#contracts';

/** How near the term is when the letter goes. */
export type TermState = 'ahead' | 'today' | 'passed';

/** Words of the letters, in the three languages of the portal. */
export interface LetterWords {
  readonly portal: string;
  readonly verbs: Record<InboxVerb, string>;
  /** What a reminder begins with. */
  readonly reminders: Record<TermState, string>;
  readonly number: (number: string) => string;
  /** Before the name of the principal, for his stand-in. */
  readonly inSteadOf: string;
  readonly body: string;
  readonly term: string;
  /** Said after the term; nothing while it is ahead. */
  readonly termStates: Record<TermState, string>;
  /** In place of a title that stays inside the portal. */
  readonly hidden: string;
  readonly open: string;
  readonly digest: (count: number) => string;
  /** Why the letter came, and that nobody reads answers. */
  readonly footer: string;
  readonly settings: string;
}

const kk: LetterWords = {
  portal: '«Келісім» порталы',
  verbs: {
    agree_draft: 'Келісу',
    give_visa: 'Виза қою',
    sign_draft: 'Қол қою',
    rework_draft: 'Пысықтау',
    register_draft: 'Тіркеу',
    assign_units: 'Бөлімшелерді анықтау',
    give_opinion: 'Пікір беру',
    choose_outcome: 'Нәтижені таңдау',
    agree_outcome: 'Нәтижені келісу',
    sign_outcome: 'Нәтижеге қол қою',
    place_new_version: 'Жаңа нұсқаны орналастыру',
    confirm_directory: 'Анықтамалықтың дұрыстығын растау',
    check_directory: 'Анықтамалықты толық тексеріп, растау',
    decide_account: 'Есептік жазбаға өтінімді қарау',
    give_activation_code: 'Есептік жазбаны іске қосу кодын тапсыру',
    account_refused: 'Есептік жазбаға өтінімнен бас тартылды',
    account_activated: 'Есептік жазба іске қосылды',
    body_agreed: 'Ескертулерсіз келісті',
    body_agreed_with_remarks: 'Ескертулермен келісті',
    body_refused: 'Келісуден бас тартты',
    work_handed_over: 'Жұмыс басқа орындаушыға тапсырылды',
    all_agreed: 'Барлық орган келісті',
    file_infected: 'Файлдан вирус табылды',
    file_unscannable: 'Файлды вирусқа тексеру мүмкін болмады',
    reader_named: 'Құжатпен танысуға рұқсат берілді',
    mark_removed: 'Құжаттан «қызмет бабында пайдалану үшін» белгісі алынды',
    term_passed: 'Қызметкердің мерзімі өтті',
  },
  reminders: { ahead: 'Мерзімі таяу', today: 'Мерзімі бүгін', passed: 'Мерзімі өтті' },
  number: (number) => `№ ${number}`,
  inSteadOf: 'Кімнің орнына',
  body: 'Мемлекеттік орган',
  term: 'Мерзімі',
  termStates: { ahead: '', today: 'бүгін', passed: 'өтіп кетті' },
  hidden: 'Құжаттың атауы порталда ғана көрінеді.',
  open: 'Порталда ашу',
  digest: (count) => `Хабарламалар: ${count}`,
  footer: '«Келісім» порталы бұл хатты өзі жіберді. Оған жауап жазбаңыз: жауаптарды ешкім оқымайды.',
  settings: 'Хабарламаларды баптау',
};

const ru: LetterWords = {
  portal: 'Портал «Келісім»',
  verbs: {
    agree_draft: 'Согласовать',
    give_visa: 'Завизировать',
    sign_draft: 'Подписать',
    rework_draft: 'Доработать',
    register_draft: 'Зарегистрировать',
    assign_units: 'Определить подразделения',
    give_opinion: 'Дать мнение',
    choose_outcome: 'Выбрать результат',
    agree_outcome: 'Согласовать результат',
    sign_outcome: 'Подписать результат',
    place_new_version: 'Разместить новую версию',
    confirm_directory: 'Подтвердить, что справочник верен',
    check_directory: 'Проверить и подтвердить весь справочник',
    decide_account: 'Рассмотреть заявку на учётную запись',
    give_activation_code: 'Передать код активации учётной записи',
    account_refused: 'В заявке на учётную запись отказано',
    account_activated: 'Учётная запись активирована',
    body_agreed: 'Согласовано без замечаний',
    body_agreed_with_remarks: 'Согласовано с замечаниями',
    body_refused: 'В согласовании отказано',
    work_handed_over: 'Работа передана другому исполнителю',
    all_agreed: 'Согласовано всеми органами',
    file_infected: 'В файле найден вирус',
    file_unscannable: 'Файл не удалось проверить на вирусы',
    reader_named: 'Вы допущены к документу',
    mark_removed: 'С документа снята пометка «для служебного пользования»',
    term_passed: 'У сотрудника истёк срок',
  },
  reminders: { ahead: 'Срок подходит', today: 'Срок сегодня', passed: 'Срок истёк' },
  number: (number) => `№ ${number}`,
  inSteadOf: 'За кого',
  body: 'Государственный орган',
  term: 'Срок',
  termStates: { ahead: '', today: 'сегодня', passed: 'истёк' },
  hidden: 'Название документа видно только в портале.',
  open: 'Открыть в портале',
  digest: (count) => `Уведомления: ${count}`,
  footer:
    'Письмо отправлено порталом «Келісім» автоматически. Отвечать на него не нужно: ответы никто не читает.',
  settings: 'Настройка уведомлений',
};

const en: LetterWords = {
  portal: 'The Kelisim portal',
  verbs: {
    agree_draft: 'Agree',
    give_visa: 'Give a visa',
    sign_draft: 'Sign',
    rework_draft: 'Rework',
    register_draft: 'Register',
    assign_units: 'Name the units',
    give_opinion: 'Give an opinion',
    choose_outcome: 'Choose the outcome',
    agree_outcome: 'Agree the outcome',
    sign_outcome: 'Sign the outcome',
    place_new_version: 'Place the new version',
    confirm_directory: 'Confirm that the directory is right',
    check_directory: 'Check the whole directory and confirm it',
    decide_account: 'Decide a request for an account',
    give_activation_code: 'Hand over the activation code of an account',
    account_refused: 'A request for an account was refused',
    account_activated: 'An account was activated',
    body_agreed: 'Agreed',
    body_agreed_with_remarks: 'Agreed with remarks',
    body_refused: 'Refused to agree',
    work_handed_over: 'Handed over to another executor',
    all_agreed: 'All bodies agreed',
    file_infected: 'A virus was found in a file',
    file_unscannable: 'A file could not be checked for viruses',
    reader_named: 'You were named as a reader',
    mark_removed: 'The mark "for official use" was taken off',
    term_passed: 'Overdue at an employee',
  },
  reminders: { ahead: 'The term is near', today: 'The term is today', passed: 'Overdue' },
  number: (number) => `No. ${number}`,
  inSteadOf: 'In the stead of',
  body: 'State body',
  term: 'Term',
  termStates: { ahead: '', today: 'today', passed: 'passed' },
  hidden: 'The title of the document is shown in the portal only.',
  open: 'Open in the portal',
  digest: (count) => `Notices: ${count}`,
  footer: 'The Kelisim portal sent this letter by itself. Please do not answer it: nobody reads the answers.',
  settings: 'Settings of notices',
};

export const LETTER_WORDS: Readonly<Record<Language, LetterWords>> = { kk, ru, en };
