import { Injectable } from '@nestjs/common';
import {
  IMPORT_COLUMNS,
  IMPORT_FAULT_WORDS,
  type ImportColumn,
  type ImportQuery,
  type ImportRow,
  type ImportRows,
  type ImportRowsQuery,
  type ImportView,
  type Language,
  WRONG_ROWS_WORDS,
} from '#contracts';
import { type Actor, AppError, Audit, newId, Outbox, personOf, Tx } from '#kernel';
import { columnsOf, recognise, toRemember } from './columns.js';
import { canImport } from './import.policy.js';
import type { PlannedRow } from './import-plan.js';
import { ImportStore, type StoredImport } from './import-store.js';
import type { ReceivedSheet } from './receive-sheet.js';
import { writeCsv } from './sheet/csv.js';
import { readSheet } from './sheet/read-sheet.js';

/** Topic of the outbox: an import is to be entered; the payload names it. */
export const IMPORT_TOPIC = 'directory.import';
const PAGE = 50;

/** Import into the directory: a sheet is read, its columns told, its rows compared; then all of it or nothing is entered. */
@Injectable()
export class Imports {
  constructor(
    private readonly store: ImportStore,
    private readonly tx: Tx,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** @throws AppError FORBIDDEN; as `readSheet` */
  async read(actor: Actor, { kind, body: given }: ImportQuery, sheet: ReceivedSheet): Promise<ImportView> {
    const body = given ?? null;
    mayImport(actor, kind, body);
    const { headings, firstRow, cells } = await readSheet(kind, sheet.path);
    const remembered = await this.store.headingsOf(actor.accountId, kind);
    const id = newId();
    await this.tx.run(() =>
      this.store.add({
        id,
        accountId: actor.accountId,
        bodyId: body,
        kind,
        fileName: sheet.name,
        sha256: sheet.sha256,
        headings,
        mapping: recognise(kind, headings, remembered),
        firstRow,
        cells,
      }),
    );
    return this.store.view(id, actor);
  }

  /** @throws AppError NOT_FOUND, FORBIDDEN where the duty is gone meanwhile: people of the body stand in it */
  async view(actor: Actor, id: string): Promise<ImportView> {
    const view = await this.store.view(id, actor);
    mayImport(actor, view.kind, view.bodyId);
    return view;
  }

  /**
   * Compares each row with the directory; nothing is changed.
   * @throws AppError NOT_FOUND, IMPORT_ORDERED, IMPORT_COLUMNS_WRONG with `column` where it is known
   */
  async check(actor: Actor, id: string, mapping: readonly (ImportColumn | null)[]): Promise<ImportView> {
    const found = await this.open(actor, id);
    refuseMapping(found, mapping);
    const told = { ...found, mapping: [...mapping] };
    const { rows, basis } = await this.store.plan(told);
    const remembered = await this.store.headingsOf(found.accountId, found.kind);
    const counts = { new: 0, changed: 0, same: 0, wrong: 0 };
    for (const { outcome } of rows) counts[outcome] += 1;
    await this.tx.run(async () => {
      await this.store.setChecked(id, mapping, basis, counts);
      await this.store.keepRows(id, rows);
      await this.store.rememberHeadings(found, toRemember(found.kind, told, remembered));
    });
    return this.store.view(id, actor);
  }

  /** Rows of one outcome, as they were compared. @throws AppError as `view` */
  async rows(actor: Actor, id: string, { outcome, after }: ImportRowsQuery): Promise<ImportRows> {
    await this.view(actor, id);
    const rows = await this.store.keptRows(id, outcome, after, PAGE + 1);
    return { items: rows.slice(0, PAGE).map(viewOf), more: rows.length > PAGE };
  }

  /** The wrong rows as a file: where, why, and the cells as they came, to be put right and brought again. @throws AppError as `view` */
  async wrongRows(actor: Actor, id: string, language: Language): Promise<Buffer> {
    const found = await this.store.own(id, actor);
    mayImport(actor, found.kind, found.bodyId);
    const wrong = await this.store.keptRows(id, 'wrong');
    const { row, why } = WRONG_ROWS_WORDS;
    return writeCsv([
      [...found.headings, row[language], why[language]],
      ...wrong.map((one) => {
        const cells = found.cells[one.row - found.firstRow] ?? [];
        const padded = found.headings.map((_, at) => cells[at] ?? '');
        return [...padded, String(one.row), whyOf(found, one, language)];
      }),
    ]);
  }

  /**
   * Orders that all new and changed rows be entered, by the worker.
   * @throws AppError NOT_FOUND, IMPORT_ORDERED, IMPORT_ROWS_WRONG, IMPORT_EMPTY where nothing would change, IMPORT_STALE
   */
  async enter(actor: Actor, id: string): Promise<ImportView> {
    const found = await this.open(actor, id);
    const { counts } = found;
    if (!counts || counts.wrong > 0) throw new AppError('IMPORT_ROWS_WRONG');
    if (counts.new + counts.changed === 0) throw new AppError('IMPORT_EMPTY');
    if ((await this.store.basisNow(found)) !== found.basis) throw new AppError('IMPORT_STALE');
    await this.tx.run(async () => {
      await this.store.setOrdered(found);
      await this.audit.write({
        subjectType: 'state_body',
        subjectId: found.bodyId ?? actor.body.id,
        action: 'directory.import_ordered',
        actor,
        data: { importId: id, kind: found.kind, file: found.fileName, sha256: found.sha256, counts },
      });
      await this.outbox.add(IMPORT_TOPIC, {
        id,
        subjectId: found.bodyId ?? actor.body.id,
        by: personOf(actor),
      });
    });
    return this.store.view(id, actor);
  }

  /** @throws AppError NOT_FOUND, FORBIDDEN where the duty is gone meanwhile, IMPORT_ORDERED */
  private async open(actor: Actor, id: string): Promise<StoredImport> {
    const found = await this.store.own(id, actor);
    mayImport(actor, found.kind, found.bodyId);
    if (found.state === 'ordered' || found.state === 'done') throw new AppError('IMPORT_ORDERED');
    return found;
  }
}

function mayImport(actor: Actor, kind: ImportQuery['kind'], bodyId: string | null): void {
  if (!canImport(actor, kind, bodyId)) throw new AppError('FORBIDDEN');
}

function refuseMapping({ kind, headings }: StoredImport, mapping: readonly (ImportColumn | null)[]): void {
  const own = new Set(columnsOf(kind).map(({ key }) => key));
  const told = mapping.flatMap((column) => column ?? []);
  if (mapping.length !== headings.length || told.some((column) => !own.has(column))) {
    throw new AppError('IMPORT_COLUMNS_WRONG');
  }
  const twice = told.find((column, at) => told.indexOf(column) !== at);
  const [{ key }] = IMPORT_COLUMNS[kind];
  const wrong = twice ?? (told.includes(key) ? undefined : key);
  if (wrong !== undefined) throw new AppError('IMPORT_COLUMNS_WRONG', { column: wrong });
}

function viewOf({ row, key, outcome, entry, faults, changes }: PlannedRow): ImportRow {
  const { surname, givenName, patronymic, nameKk } = entry;
  const name = nameKk ?? [surname, givenName, patronymic].filter(Boolean).join(' ');
  return { row, key, outcome, name, faults: [...faults], changes: [...changes] };
}

function whyOf({ kind }: StoredImport, { faults }: PlannedRow, language: Language): string {
  const nameOf = (column: ImportColumn) =>
    columnsOf(kind).find(({ key }) => key === column)?.name[language] ?? column;
  return faults
    .map(({ column, code, row }) =>
      `${nameOf(column)}: ${IMPORT_FAULT_WORDS[code][language]}`.replace('{row}', String(row ?? '')),
    )
    .join('; ');
}
