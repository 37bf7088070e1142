import type { LocalizedText } from './common.js';

/** Columns, kinds and faults of an import, with their words: they stand in the files as well as on the screen. */

export const IMPORT_KINDS = ['people', 'units', 'bodies'] as const;

interface Column<Key extends string> {
  readonly key: Key;
  readonly name: LocalizedText;
  /** A new entry has to have it. */
  readonly required?: true;
}

const words = (kk: string, ru: string, en: string): LocalizedText => ({ kk, ru, en });

function column<const Key extends string>(key: Key, name: LocalizedText, required?: 'required'): Column<Key> {
  return { key, name, ...(required ? { required: true } : {}) };
}

const NAME_KK = column(
  'nameKk',
  words('Атауы (қазақша)', 'Наименование (на казахском)', 'Name (Kazakh)'),
  'required',
);
const NAME_RU = column(
  'nameRu',
  words('Атауы (орысша)', 'Наименование (на русском)', 'Name (Russian)'),
  'required',
);
const NAME_EN = column(
  'nameEn',
  words('Атауы (ағылшынша)', 'Наименование (на английском)', 'Name (English)'),
);

/** The first is what an entry is known by. An English text that is left out is the Russian one, a kind of post that of a member of staff. */
export const IMPORT_COLUMNS = {
  people: [
    column('iin', words('ЖСН', 'ИИН', 'IIN'), 'required'),
    column('surname', words('Тегі', 'Фамилия', 'Surname'), 'required'),
    column('givenName', words('Аты', 'Имя', 'Given name'), 'required'),
    column('patronymic', words('Әкесінің аты', 'Отчество', 'Patronymic')),
    column('unit', words('Бөлімше', 'Подразделение', 'Unit'), 'required'),
    column('postKk', words('Лауазымы (қазақша)', 'Должность (на казахском)', 'Post (Kazakh)'), 'required'),
    column('postRu', words('Лауазымы (орысша)', 'Должность (на русском)', 'Post (Russian)'), 'required'),
    column('postEn', words('Лауазымы (ағылшынша)', 'Должность (на английском)', 'Post (English)')),
    column('postKind', words('Лауазым түрі', 'Вид должности', 'Kind of post')),
    column('workPhone', words('Жұмыс телефоны', 'Рабочий телефон', 'Work phone')),
    column('office', words('Кабинет', 'Кабинет', 'Office')),
    column('email', words('Электрондық пошта', 'Электронная почта', 'E-mail')),
  ],
  units: [
    NAME_KK,
    NAME_RU,
    NAME_EN,
    column('unitKind', words('Бөлімше түрі', 'Вид подразделения', 'Kind of unit'), 'required'),
    column(
      'parent',
      words(
        'Жоғары тұрған бөлімше (қазақша)',
        'Вышестоящее подразделение (на казахском)',
        'Part of (Kazakh)',
      ),
    ),
    column(
      'overseer',
      words('Жетекшілік ететін орынбасар', 'Курирующий заместитель', 'Overseeing deputy head'),
    ),
  ],
  bodies: [
    column('bin', words('БСН', 'БИН', 'BIN'), 'required'),
    NAME_KK,
    NAME_RU,
    NAME_EN,
    column(
      'shortKk',
      words('Қысқаша атауы (қазақша)', 'Краткое наименование (на казахском)', 'Short name (Kazakh)'),
      'required',
    ),
    column(
      'shortRu',
      words('Қысқаша атауы (орысша)', 'Краткое наименование (на русском)', 'Short name (Russian)'),
      'required',
    ),
    column(
      'shortEn',
      words('Қысқаша атауы (ағылшынша)', 'Краткое наименование (на английском)', 'Short name (English)'),
    ),
    column('bodyKind', words('Орган түрі', 'Вид органа', 'Kind of body'), 'required'),
    column(
      'parentBin',
      words('Жоғары тұрған органның БСН', 'БИН вышестоящего органа', 'BIN of the superior body'),
    ),
  ],
} as const;

/** What cells of the columns with kinds may hold, in any of the languages. */
export const IMPORT_KIND_WORDS = {
  postKind: {
    head_of_body: words('Орган басшысы', 'Руководитель органа', 'Head of the body'),
    deputy_head: words('Орган басшысының орынбасары', 'Заместитель руководителя органа', 'Deputy head'),
    unit_head: words('Бөлімше басшысы', 'Руководитель подразделения', 'Head of the unit'),
    specialist: words('Қызметкер', 'Сотрудник', 'Member of staff'),
  },
  unitKind: {
    leadership: words('Басшылық', 'Руководство', 'Leadership'),
    legal: words('Заң қызметі', 'Юридическая служба', 'Legal service'),
    documentation: words(
      'Құжаттамалық қамтамасыз ету қызметі',
      'Служба документационного обеспечения',
      'Documentation service',
    ),
    hr: words('Кадр қызметі', 'Кадровая служба', 'HR service'),
    ordinary: words('Бөлімше', 'Подразделение', 'Unit'),
  },
  bodyKind: {
    central: words('Орталық мемлекеттік орган', 'Центральный государственный орган', 'Central body'),
    local: words('Жергілікті мемлекеттік орган', 'Местный государственный орган', 'Local body'),
    institution: words(
      'Ведомстволық бағынысты ұйым',
      'Подведомственная организация',
      'Subordinate institution',
    ),
    pmo: words('Премьер-Министрдің Кеңсесі', 'Канцелярия Премьер-Министра', 'Prime Minister’s Office'),
  },
} as const;

/** Why a row can't be entered. `row` stands for the other row that it is about. */
export const IMPORT_FAULT_WORDS = {
  MISSING: words('толтырылмаған', 'не заполнено', 'is empty'),
  TEXT: words(
    'тым ұзын не тыйым салынған таңбалары бар',
    'слишком длинно или содержит недопустимые знаки',
    'is too long, or holds characters that are not allowed',
  ),
  NOT_IIN: words(
    'ЖСН емес: 12 цифр және дұрыс бақылау цифры керек',
    'не ИИН: нужны 12 цифр и верный контрольный разряд',
    'is no IIN: it takes 12 figures with the right control figure',
  ),
  NOT_BIN: words(
    'БСН емес: 12 цифр және дұрыс бақылау цифры керек',
    'не БИН: нужны 12 цифр и верный контрольный разряд',
    'is no BIN: it takes 12 figures with the right control figure',
  ),
  NOT_EMAIL: words('электрондық пошта мекенжайы емес', 'не адрес электронной почты', 'is no e-mail address'),
  NOT_KIND: words('мұндай түр жоқ', 'такого вида нет', 'is none of the kinds'),
  TWICE: words('{row}-жолда да бар', 'есть и в строке {row}', 'stands in row {row} too'),
  OTHER_BODY: words('басқа органда жұмыс істейді', 'работает в другом органе', 'works in another body'),
  OWN_POST: words(
    'өз лауазымыңызды және өз бөлімшеңіздің түрін өзгерте алмайсыз',
    'свою должность и вид своего подразделения менять нельзя',
    'is your own post, or the kind of your own unit: somebody else changes it',
  ),
  UNIT_UNKNOWN: words(
    'органда мұндай бөлімше жоқ: алдымен бөлімшелерді импорттаңыз',
    'такого подразделения в органе нет: сначала импортируйте подразделения',
    'is no unit of the body: import the units first',
  ),
  SECOND_HEAD: words(
    'басшы бар: екеуі болмайды',
    'руководитель уже есть: двух быть не может',
    'has a head already: there can’t be two',
  ),
  OVERSEER_UNKNOWN: words(
    'орган басшысының мұндай орынбасары жоқ; басшылыққа жетекшілік етілмейді',
    'такого заместителя руководителя в органе нет; руководство никто не курирует',
    'is no deputy head of the body; a leadership is overseen by nobody',
  ),
  PARENT_UNKNOWN: words('мұндай жоғары тұрған жоқ', 'такого вышестоящего нет', 'is not there to be part of'),
  CYCLE: words('өзіне өзі бағынып тұр', 'оказывается в подчинении у самого себя', 'would be below itself'),
} as const satisfies Record<string, LocalizedText>;

export type ImportFaultCode = keyof typeof IMPORT_FAULT_WORDS;
export const IMPORT_FAULTS = Object.keys(IMPORT_FAULT_WORDS) as [ImportFaultCode, ...ImportFaultCode[]];

/** Headings of the file with the wrong rows. */
export const WRONG_ROWS_WORDS = {
  row: words('Жол', 'Строка', 'Row'),
  why: words('Неге қате', 'Почему неверно', 'What is wrong'),
} as const;
