import { setImmediate } from 'node:timers/promises';
import type { ImportColumn, ImportFault, ImportKind, ImportOutcome } from '#contracts';
import { columnsOf, keyColumnOf, readCell } from './columns.js';

/** An entry of the directory by its columns; a column that is not there is not known. */
export type Entry = Readonly<Partial<Record<ImportColumn, string>>>;

/** What the directory holds that an import of a kind is compared with. */
export interface Known {
  /** What may be changed: of the body, by the key of the kind. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Of other bodies, by the same key. */
  readonly elsewhere: ReadonlySet<string>;
  /** The body's units, in which people work: the Kazakh name by that and by each other name that no other unit has. */
  readonly units: ReadonlyMap<string, string>;
  /** Keys of what gives rights to whoever brings the file: himself, or the units in which he has posts. */
  readonly own: ReadonlySet<string>;
  /** Full names of the deputies of its head, who may oversee units. */
  readonly deputies: ReadonlySet<string>;
}

/** A row of the file and what it would do. */
export interface PlannedRow {
  /** As spreadsheets count. */
  readonly row: number;
  readonly key: string;
  readonly outcome: ImportOutcome;
  /** The entry as it would be. */
  readonly entry: Entry;
  readonly faults: readonly ImportFault[];
  readonly changes: readonly { column: ImportColumn; from: string; to: string }[];
}

export interface Sheet {
  /** Below the headings. */
  readonly rows: readonly (readonly string[])[];
  /** Number of the first of them, as spreadsheets count. */
  readonly firstRow: number;
  readonly mapping: readonly (ImportColumn | null)[];
}

interface Draft {
  readonly row: number;
  readonly entry: Record<string, string>;
  readonly faults: ImportFault[];
}

/** An English text that is left out is the Russian one. */
const ENGLISH: readonly (readonly [ImportColumn, ImportColumn])[] = [
  ['postEn', 'postRu'],
  ['nameEn', 'nameRu'],
  ['shortEn', 'shortRu'],
];

/** Columns that rights hang on; nobody changes them for himself. */
const RIGHTS: readonly ImportColumn[] = ['unit', 'postKind', 'unitKind'];

/** Rows after which others have their turn: some milliseconds of work. */
const STRIDE = 250;

/**
 * Compares each row with the directory. Columns that the file does not have stay as they are; entries that it does not
 * name stay too. Empty rows are passed over. It rests now and then, so that the process does what else it has to.
 */
export async function planImport(kind: ImportKind, sheet: Sheet, known: Known): Promise<PlannedRow[]> {
  const steps = planning(kind, sheet, known);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** Yields where it may rest. */
export function* planning(kind: ImportKind, sheet: Sheet, known: Known): Generator<void, PlannedRow[]> {
  const drafts: Draft[] = [];
  for (const [at, cells] of sheet.rows.entries()) {
    if (at % STRIDE === 0) yield;
    if (cells.every((cell) => cell === '')) continue;
    drafts.push(draftOf(kind, cells, sheet.firstRow + at, sheet.mapping, known));
  }
  const keyColumn = keyColumnOf(kind);
  checkTwice(drafts, keyColumn);
  yield;
  const after = new Map<string, Draft | Entry>(known.entries);
  for (const draft of drafts) after.set(keyOf(draft, keyColumn), draft.entry);
  const final = after as ReadonlyMap<string, Entry>;
  checkOwn(drafts, keyColumn, known);
  if (kind === 'people') checkPeople(drafts, final, known);
  if (kind === 'units') {
    checkParents(drafts, final, 'nameKk', 'parent');
    checkOverseers(drafts, known);
  }
  if (kind === 'bodies') checkParents(drafts, final, 'bin', 'parentBin');
  const rows: PlannedRow[] = [];
  for (const [at, draft] of drafts.entries()) {
    if (at % STRIDE === 0) yield;
    rows.push(planned(draft, keyColumn, known));
  }
  return rows;
}

const keyOf = ({ entry }: Draft, keyColumn: ImportColumn): string => entry[keyColumn] ?? '';

function draftOf(
  kind: ImportKind,
  cells: readonly string[],
  row: number,
  mapping: readonly (ImportColumn | null)[],
  known: Known,
): Draft {
  const faults: ImportFault[] = [];
  const read: Record<string, string> = {};
  const isKnown = (number: string) => known.entries.has(number) || known.elsewhere.has(number);
  mapping.forEach((column, at) => {
    if (column === null) return;
    const reading = readCell(column, cells[at] ?? '', isKnown);
    if ('fault' in reading) {
      faults.push({ column, code: reading.fault });
      read[column] = cells[at] ?? '';
    } else
      read[column] = column === 'unit' ? (known.units.get(reading.value) ?? reading.value) : reading.value;
  });
  const before = known.entries.get(read[keyColumnOf(kind)] ?? '');
  const entry: Record<string, string> = { ...before, ...read };
  for (const [english, russian] of ENGLISH) if (!entry[english]) entry[english] = entry[russian] ?? '';
  // Lists of staff seldom tell who heads what: who is known keeps his kind of post, and whoever is new heads nothing.
  if (kind === 'people') entry['postKind'] ||= before?.postKind ?? 'specialist';
  const refused = new Set(faults.map(({ column }) => column));
  // Whose row it is can't be told: what the file does not tell of may well be there.
  const isNobodys = refused.has(keyColumnOf(kind));
  const own = columnsOf(kind);
  for (const { key, required } of own) {
    entry[key] ??= '';
    const isAsked = required && !refused.has(key) && (!isNobodys || key in read);
    if (isAsked && entry[key] === '') faults.push({ column: key, code: 'MISSING' });
  }
  const keys = new Set<string>(own.map(({ key }) => key));
  return { row, entry: Object.fromEntries(Object.entries(entry).filter(([key]) => keys.has(key))), faults };
}

function checkTwice(drafts: readonly Draft[], column: ImportColumn): void {
  const first = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = draft.entry[column] ?? '';
    const before = first.get(key);
    if (key !== '' && before) draft.faults.push({ column, code: 'TWICE', row: before.row });
    else first.set(key, draft);
  }
}

function checkOwn(drafts: readonly Draft[], keyColumn: ImportColumn, { own, entries }: Known): void {
  for (const draft of drafts) {
    const key = keyOf(draft, keyColumn);
    const before = own.has(key) ? entries.get(key) : undefined;
    for (const column of before ? RIGHTS : []) {
      if (draft.entry[column] !== before?.[column]) draft.faults.push({ column, code: 'OWN_POST' });
    }
  }
}

/** @param final everybody of the body as he would be */
function checkPeople(drafts: readonly Draft[], final: ReadonlyMap<string, Entry>, known: Known): void {
  const heads = new Map<string, number>();
  for (const person of final.values()) {
    const seat = seatOf(person);
    if (seat) heads.set(seat, (heads.get(seat) ?? 0) + 1);
  }
  for (const { entry, faults } of drafts) {
    if (known.elsewhere.has(entry['iin'] ?? '')) faults.push({ column: 'iin', code: 'OTHER_BODY' });
    if (entry['unit'] && !known.units.has(entry['unit'])) {
      faults.push({ column: 'unit', code: 'UNIT_UNKNOWN' });
    }
    const seat = seatOf(entry);
    const hadIt = seat === seatOf(known.entries.get(entry['iin'] ?? '') ?? {});
    if (seat && !hadIt && (heads.get(seat) ?? 0) > 1)
      faults.push({ column: 'postKind', code: 'SECOND_HEAD' });
  }
}

/** A post that one person alone may hold. */
function seatOf({ postKind, unit }: Entry): string | undefined {
  if (postKind === 'head_of_body') return 'body';
  return postKind === 'unit_head' && unit ? `unit ${unit}` : undefined;
}

/** Whoever oversees a unit already may go on, be there another of his name. */
function checkOverseers(drafts: readonly Draft[], { entries, deputies }: Known): void {
  for (const { entry, faults } of drafts) {
    const { overseer, nameKk = '', unitKind } = entry;
    if (!overseer) continue;
    const isDeputy = deputies.has(overseer) || entries.get(nameKk)?.overseer === overseer;
    if (!isDeputy || unitKind === 'leadership') faults.push({ column: 'overseer', code: 'OVERSEER_UNKNOWN' });
  }
}

function checkParents(
  drafts: readonly Draft[],
  final: ReadonlyMap<string, Entry>,
  keyColumn: ImportColumn,
  column: ImportColumn,
): void {
  const below = belowThemselves(final, column);
  for (const { entry, faults } of drafts) {
    const parent = entry[column];
    if (!parent || faults.some((fault) => fault.column === column)) continue;
    if (!final.has(parent)) faults.push({ column, code: 'PARENT_UNKNOWN' });
    else if (below.has(entry[keyColumn] ?? '')) faults.push({ column, code: 'CYCLE' });
  }
}

/** Keys of entries that lie below themselves. Each is passed once, however deep the tree is. */
function belowThemselves(final: ReadonlyMap<string, Entry>, column: ImportColumn): Set<string> {
  const passed = new Set<string>();
  const found = new Set<string>();
  for (const start of final.keys()) {
    const path: string[] = [];
    const places = new Map<string, number>();
    let at: string | undefined = start;
    while (at && !passed.has(at) && !places.has(at)) {
      places.set(at, path.length);
      path.push(at);
      at = final.get(at)?.[column];
    }
    const circle = places.get(at ?? '');
    if (circle !== undefined) for (const key of path.slice(circle)) found.add(key);
    for (const key of path) passed.add(key);
  }
  return found;
}

function planned({ row, entry, faults }: Draft, keyColumn: ImportColumn, known: Known): PlannedRow {
  const key = entry[keyColumn] ?? '';
  const before = known.entries.get(key);
  const changes = before
    ? Object.entries(entry).flatMap(([column, to]) => {
        const from = before[column as ImportColumn] ?? '';
        return from === to ? [] : [{ column: column as ImportColumn, from, to }];
      })
    : [];
  const outcome =
    faults.length > 0 ? 'wrong' : before === undefined ? 'new' : changes.length > 0 ? 'changed' : 'same';
  return { row, key, outcome, entry, faults, changes };
}

/** What is to be entered, those first on which others hang. */
export function inOrderOfEntry(kind: ImportKind, rows: readonly PlannedRow[]): PlannedRow[] {
  const open = rows.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
  // Whoever leaves a seat leaves it before another takes it.
  if (kind === 'people')
    return open.sort((one, other) => Number(!!seatOf(one.entry)) - Number(!!seatOf(other.entry)));
  const column = kind === 'units' ? 'parent' : 'parentBin';
  const byKey = new Map(open.map((row) => [row.key, row]));
  const ordered = new Set<PlannedRow>();
  for (const row of open) {
    const chain: PlannedRow[] = [];
    for (let at: PlannedRow | undefined = row; at && !ordered.has(at); ) {
      chain.push(at);
      at = byKey.get(at.entry[column] ?? '');
    }
    for (const one of chain.reverse()) ordered.add(one);
  }
  return [...ordered];
}
