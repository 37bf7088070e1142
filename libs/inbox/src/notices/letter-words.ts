import type { Duty, InboxVerb, Language, OwnNewsKind } from '#contracts';

/** How near the term is when the letter goes. */
export type TermState = 'ahead' | 'today' | 'passed';

/** What news of one's own is about, all named duties as one. */
export type OwnFact = Exclude<OwnNewsKind, Duty> | 'duty';

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
  /** Before what news of one's own names: with whom and on which days, who did it, from where. */
  readonly own: Record<OwnFact, string>;
  readonly duty: string;
  readonly duties: Record<Duty, string>;
  /** Before the hour at which it happened. */
  readonly happened: string;
  /** What to do where it was not the reader. */
  readonly notYou: string;
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
    answer_remarks: 'Ескертулерге жауап беру',
    consider_answers: 'Ескертулерге берілген жауаптарды қарау',
    decide_suggestion: 'Ұсынылған орган бойынша шешім қабылдау',
    complete_bodies: 'Келісуші органды көрсету',
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
    body_left: 'Жоба басқа органға арналған деп қайтарылды',
    review_withdrawn: 'Келісу енді сұралмайды',
    suggestion_answered: 'Ұсынған органыңыз бойынша жауап бар',
    all_agreed: 'Барлық орган келісті',
    file_infected: 'Файлдан вирус табылды',
    file_unscannable: 'Файлды вирусқа тексеру мүмкін болмады',
    reader_named: 'Құжатпен танысуға рұқсат берілді',
    mark_removed: 'Құжаттан «қызмет бабында пайдалану үшін» белгісі алынды',
    term_passed: 'Қызметкердің мерзімі өтті',
    delegation_given: 'Сізге орнын басу тапсырылды',
    delegation_withdrawn: 'Орнын басу тоқтатылды',
    delegation_ending: 'Орнын басу мерзімі аяқталып келеді',
    delegation_ended: 'Орнын басу мерзімі аяқталды',
    stand_in_named: 'Орныңызға басқа қызметкер тағайындалды',
    stand_in_withdrawn: 'Орныңызға тағайындалған қызметкердің өкілеттігі тоқтатылды',
    duty_given: 'Сізге міндет жүктелді',
    duty_taken: 'Сізден міндет алынды',
    account_blocked: 'Есептік жазбаңыз бұғатталды',
    account_unblocked: 'Есептік жазбаңыздың бұғаты алынды',
    password_reset: 'Құпиясөзіңіз жойылды',
    password_changed: 'Құпиясөзіңіз өзгертілді',
    second_factor_reset: 'Екінші факторыңыз жойылды',
    second_factor_added: 'Екінші фактор қосылды',
    second_factor_removed: 'Екінші фактор өшірілді',
    signed_in_anew: 'Есептік жазбаңызға жаңа құрылғыдан кірді',
  },
  reminders: { ahead: 'Мерзімі таяу', today: 'Мерзімі бүгін', passed: 'Мерзімі өтті' },
  number: (number) => `№ ${number}`,
  inSteadOf: 'Кімнің орнына',
  body: 'Мемлекеттік орган',
  own: { delegation: 'Кім, қай күндері', account: 'Кім жасады', place: 'Қайдан', duty: 'Кім жасады' },
  duty: 'Міндет',
  duties: {
    portal_administrator: 'Портал әкімшісі',
    authorised_body_officer: 'Уәкілетті органның қызметкері',
    coordinator: 'Органның үйлестірушісі',
    documentation_officer: 'Құжаттамалық қамтамасыз ету қызметкері',
    hr_officer: 'Кадр қызметінің қызметкері',
    controller: 'Бақылаушы',
    session_officer: 'Отырыстарға жауапты қызметкер',
    support: 'Техникалық қолдау',
  },
  happened: 'Уақыты',
  notYou:
    'Егер бұл сіз болмасаңыз немесе мұны күтпеген болсаңыз, органыңыздың үйлестірушісіне бірден хабарлаңыз.',
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
    answer_remarks: 'Ответить на замечания',
    consider_answers: 'Рассмотреть ответы на замечания',
    decide_suggestion: 'Решить о предложенном органе',
    complete_bodies: 'Указать согласующий орган',
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
    body_left: 'Орган вернул проект: адресован не ему',
    review_withdrawn: 'Согласование больше не требуется',
    suggestion_answered: 'Есть ответ о предложенном вами органе',
    all_agreed: 'Согласовано всеми органами',
    file_infected: 'В файле найден вирус',
    file_unscannable: 'Файл не удалось проверить на вирусы',
    reader_named: 'Вы допущены к документу',
    mark_removed: 'С документа снята пометка «для служебного пользования»',
    term_passed: 'У сотрудника истёк срок',
    delegation_given: 'Вам поручено замещение',
    delegation_withdrawn: 'Замещение прекращено',
    delegation_ending: 'Срок замещения подходит к концу',
    delegation_ended: 'Срок замещения закончился',
    stand_in_named: 'Вместо вас назначен другой сотрудник',
    stand_in_withdrawn: 'Замещение вас прекращено',
    duty_given: 'На вас возложена обязанность',
    duty_taken: 'С вас снята обязанность',
    account_blocked: 'Ваша учётная запись заблокирована',
    account_unblocked: 'Ваша учётная запись разблокирована',
    password_reset: 'Ваш пароль сброшен',
    password_changed: 'Ваш пароль изменён',
    second_factor_reset: 'Ваш второй фактор сброшен',
    second_factor_added: 'Второй фактор подключён',
    second_factor_removed: 'Второй фактор отключён',
    signed_in_anew: 'Вход в вашу учётную запись с нового устройства',
  },
  reminders: { ahead: 'Срок подходит', today: 'Срок сегодня', passed: 'Срок истёк' },
  number: (number) => `№ ${number}`,
  inSteadOf: 'За кого',
  body: 'Государственный орган',
  own: { delegation: 'Кто, в какие дни', account: 'Кем сделано', place: 'Откуда', duty: 'Кем сделано' },
  duty: 'Обязанность',
  duties: {
    portal_administrator: 'Администратор портала',
    authorised_body_officer: 'Сотрудник уполномоченного органа',
    coordinator: 'Координатор органа',
    documentation_officer: 'Сотрудник документационного обеспечения',
    hr_officer: 'Сотрудник кадровой службы',
    controller: 'Контролёр',
    session_officer: 'Ответственный за заседания',
    support: 'Техническая поддержка',
  },
  happened: 'Время',
  notYou: 'Если это были не вы или вы этого не ждали, сразу сообщите координатору вашего органа.',
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
    answer_remarks: 'Answer the remarks',
    consider_answers: 'Consider the answers to remarks',
    decide_suggestion: 'Decide on a suggested body',
    complete_bodies: 'Name an approving body',
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
    body_left: 'Sent back: not meant for this body',
    review_withdrawn: 'Agreement is no longer asked for',
    suggestion_answered: 'Your suggested body was answered',
    all_agreed: 'All bodies agreed',
    file_infected: 'A virus was found in a file',
    file_unscannable: 'A file could not be checked for viruses',
    reader_named: 'You were named as a reader',
    mark_removed: 'The mark "for official use" was taken off',
    term_passed: 'Overdue at an employee',
    delegation_given: 'You were named a stand-in',
    delegation_withdrawn: 'Your standing in was ended',
    delegation_ending: 'Your standing in ends soon',
    delegation_ended: 'Your standing in is over',
    stand_in_named: 'A stand-in was named for you',
    stand_in_withdrawn: 'Your stand-in was withdrawn',
    duty_given: 'You were given a duty',
    duty_taken: 'A duty was taken from you',
    account_blocked: 'Your account was blocked',
    account_unblocked: 'Your account was unblocked',
    password_reset: 'Your password was reset',
    password_changed: 'Your password was changed',
    second_factor_reset: 'Your second factor was reset',
    second_factor_added: 'A second factor was added',
    second_factor_removed: 'The second factor was removed',
    signed_in_anew: 'Your account was signed in to from a new device',
  },
  reminders: { ahead: 'The term is near', today: 'The term is today', passed: 'Overdue' },
  number: (number) => `No. ${number}`,
  inSteadOf: 'In the stead of',
  body: 'State body',
  own: { delegation: 'Who, on which days', account: 'Done by', place: 'From', duty: 'Done by' },
  duty: 'Duty',
  duties: {
    portal_administrator: 'Administrator of the portal',
    authorised_body_officer: 'Officer of the authorised body',
    coordinator: 'Coordinator of the body',
    documentation_officer: 'Documentation officer',
    hr_officer: 'HR officer',
    controller: 'Controller',
    session_officer: 'Session officer',
    support: 'Support',
  },
  happened: 'Time',
  notYou: 'If this was not you, or you did not expect it, tell the coordinator of your body at once.',
  term: 'Term',
  termStates: { ahead: '', today: 'today', passed: 'passed' },
  hidden: 'The title of the document is shown in the portal only.',
  open: 'Open in the portal',
  digest: (count) => `Notices: ${count}`,
  footer: 'The Kelisim portal sent this letter by itself. Please do not answer it: nobody reads the answers.',
  settings: 'Settings of notices',
};

export const LETTER_WORDS: Readonly<Record<Language, LetterWords>> = { kk, ru, en };
