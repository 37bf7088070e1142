import {
  hasControlFigure,
  IMPORT_COLUMNS,
  IMPORT_KIND_WORDS,
  type ImportColumn,
  type ImportFaultCode,
  type ImportKind,
  importText,
  isEmail,
  type LocalizedText,
} from '#contracts';

export interface ColumnSpec {
  readonly key: ImportColumn;
  readonly name: LocalizedText;
  readonly required?: true;
}

export const columnsOf = (kind: ImportKind): readonly ColumnSpec[] => IMPORT_COLUMNS[kind];

/** The column by which an entry is known. */
export const keyColumnOf = (kind: ImportKind): ImportColumn => IMPORT_COLUMNS[kind][0].key;

/** Other headings that lists of staff have. */
const ALSO: Partial<Record<ImportColumn, readonly string[]>> = {
  iin: ['ЖСН/ИИН', 'ИИН/ЖСН'],
  bin: ['БСН/БИН', 'БИН/БСН'],
  givenName: ['Есімі', 'First name', 'Name'],
  surname: ['Last name', 'Тегі (фамилиясы)'],
  patronymic: ['Әкесінің аты (бар болса)', 'Отчество (при наличии)', 'Middle name'],
  unit: ['Бөлімше (қазақша)', 'Структурное подразделение', 'Құрылымдық бөлімше', 'Department'],
  postKk: ['Лауазымы', 'Лауазым', 'Должность', 'Post', 'Position'],
  workPhone: ['Телефон', 'Телефоны', 'Phone', 'Служебный телефон'],
  office: ['Бөлме', 'Room', '№ кабинета', 'Кабинет №'],
  email: ['Email', 'Эл. почта', 'Пошта', 'Почта'],
  nameKk: ['Атауы', 'Бөлімше'],
  parent: ['Жоғары тұрған бөлімше', 'Вышестоящее подразделение', 'Part of'],
  overseer: ['Жетекшілік етеді', 'Жетекшісі', 'Курирует', 'Куратор', 'Overseen by'],
};

/** Headings are the same whatever their case, signs and blanks are. */
const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

function headingsOf(kind: ImportKind): Map<string, ImportColumn> {
  const known = new Map<string, ImportColumn>();
  for (const { key, name } of columnsOf(kind)) {
    for (const heading of [key, ...Object.values(name), ...(ALSO[key] ?? [])]) known.set(plain(heading), key);
  }
  return known;
}

/** What somebody said of headings, each in small letters, without signs and blanks; null: the column is left out. */
export type RememberedHeadings = ReadonlyMap<string, ImportColumn | null>;

/**
 * Which columns of the file are which of the directory's; each at most once.
 * @param remembered what the same person said of headings before
 */
export function recognise(
  kind: ImportKind,
  headings: readonly string[],
  remembered: RememberedHeadings,
): (ImportColumn | null)[] {
  const known = headingsOf(kind);
  const own = new Set(columnsOf(kind).map(({ key }) => key));
  const taken = new Set<ImportColumn>();
  return headings.map((heading) => {
    const said = remembered.get(plain(heading));
    const column = said === undefined ? known.get(plain(heading)) : said;
    if (column === undefined || column === null || !own.has(column) || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/**
 * What is to be remembered of a file whose columns were told: what each is, and which of those that were recognised are left
 * out. What nobody recognised is not left out on purpose, nor is the second of two that mean the same.
 */
export function toRemember(
  kind: ImportKind,
  { headings, mapping }: { headings: readonly string[]; mapping: readonly (ImportColumn | null)[] },
  remembered: RememberedHeadings,
): RememberedHeadings {
  const recognised = recognise(kind, headings, remembered);
  const said = headings.map((heading, at) => [plain(heading), mapping[at] ?? null, recognised[at]] as const);
  const named = said.filter(([heading]) => heading !== '');
  return new Map([
    ...named.flatMap(([heading, told, known]) => (told === null && known ? [[heading, null] as const] : [])),
    ...named.flatMap(([heading, told]) => (told === null ? [] : [[heading, told] as const])),
  ]);
}

/** How far down headings are looked for: above them stand titles and dates. */
const MOST_TITLE_ROWS = 20;

/** Where the headings stand: the first line in which two are known, or else the first that is not empty. */
export function headingRowOf(kind: ImportKind, rows: readonly (readonly string[])[]): number {
  const known = headingsOf(kind);
  const knownIn = (row: readonly string[]) => row.filter((cell) => known.has(plain(cell))).length;
  const found = rows.slice(0, MOST_TITLE_ROWS).findIndex((row) => knownIn(row) >= 2);
  return found >= 0
    ? found
    : Math.max(
        0,
        rows.findIndex((row) => row.some((cell) => cell !== '')),
      );
}

export type Reading = { readonly value: string } | { readonly fault: ImportFaultCode };

/** Fewest figures that spreadsheets leave of a number with zeros before it. */
const LEAST_FIGURES = 7;

/** A number as it is known already, or a good one; zeros that a spreadsheet took for nothing come back. */
function registered(cell: string, fault: ImportFaultCode, isKnown: (number: string) => boolean): Reading {
  const figures = cell.replaceAll(' ', '');
  if (!/^\d+$/.test(figures) || figures.length < LEAST_FIGURES) return { fault };
  const value = figures.padStart(12, '0');
  return isKnown(value) || hasControlFigure(value) ? { value } : { fault };
}

function kindNamed(column: keyof typeof IMPORT_KIND_WORDS, cell: string): Reading {
  for (const [kind, name] of Object.entries(IMPORT_KIND_WORDS[column])) {
    if ([kind, ...Object.values(name)].some((word) => plain(word) === plain(cell))) return { value: kind };
  }
  return { fault: 'NOT_KIND' };
}

/**
 * What a cell says.
 * @param cell trimmed
 * @param isKnown whether the directory has an entry of that number
 */
export function readCell(
  column: ImportColumn,
  cell: string,
  isKnown: (number: string) => boolean = () => false,
): Reading {
  const text = importText.safeParse(cell);
  if (!text.success) return { fault: 'TEXT' };
  if (cell === '') return { value: '' };
  switch (column) {
    case 'iin':
      return registered(cell, 'NOT_IIN', isKnown);
    case 'bin':
    case 'parentBin':
      return registered(cell, 'NOT_BIN', isKnown);
    case 'postKind':
    case 'unitKind':
    case 'bodyKind':
      return kindNamed(column, cell);
    case 'email':
      return isEmail(cell) ? { value: cell } : { fault: 'NOT_EMAIL' };
    default:
      return { value: cell };
  }
}

/** What stands in a file for a value: kinds by their words. */
export function cellOf(column: ImportColumn, value: string, language: keyof LocalizedText): string {
  if (column !== 'postKind' && column !== 'unitKind' && column !== 'bodyKind') return value;
  const words: Readonly<Record<string, LocalizedText>> = IMPORT_KIND_WORDS[column];
  return words[value]?.[language] ?? value;
}
