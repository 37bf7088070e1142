import { Injectable } from '@nestjs/common';
import type { ErrorCode, ImportColumn, ImportKind, ImportOutcome, ImportView } from '#contracts';
import { type Actor, AppError, Clock, jsonb, Sql } from '#kernel';
import { keyColumnOf, type RememberedHeadings } from './columns.js';
import { DirectoryEntries } from './directory-entries.js';
import { type PlannedRow, planImport } from './import-plan.js';

/** Rows that are written at a time. */
const KEPT_AT_ONCE = 500;
/** For how long what was brought is kept. */
const KEPT_MS = 24 * 3_600_000;
const SAMPLE = 5;

export interface StoredImport {
  readonly id: string;
  readonly accountId: string;
  readonly bodyId: string | null;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly state: ImportView['state'];
  readonly createdAt: Date;
  readonly headings: string[];
  readonly mapping: (ImportColumn | null)[];
  readonly firstRow: number;
  readonly cells: string[][];
  readonly basis: string | null;
  readonly counts: ImportView['counts'];
  readonly entered: number;
  readonly failure: string | null;
}

const COLUMNS = `id, account_id AS "accountId", body_id AS "bodyId", kind, file_name AS "fileName", sha256, state,
  created_at AS "createdAt", headings, mapping, first_row AS "firstRow", cells, basis, counts, entered, failure`;

/** Imports as they are kept, and what their rows would do now. */
@Injectable()
export class ImportStore {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly entries: DirectoryEntries,
  ) {}

  /** Keeps a sheet; what the same person brought before and did not enter is dropped. @param given its cells as JSON */
  async add(
    given: Omit<
      StoredImport,
      'state' | 'createdAt' | 'basis' | 'counts' | 'entered' | 'failure' | 'cells'
    > & {
      readonly cells: string;
    },
  ) {
    await this.sql.execute(
      `DELETE FROM directory.import WHERE account_id = $1 AND state NOT IN ('ordered', 'done')`,
      [given.accountId],
    );
    await this.sql.insert('directory.import', {
      id: given.id,
      account_id: given.accountId,
      body_id: given.bodyId,
      kind: given.kind,
      file_name: given.fileName,
      sha256: given.sha256,
      state: 'read',
      created_at: this.clock.now(),
      headings: jsonb(given.headings),
      mapping: jsonb(given.mapping),
      first_row: given.firstRow,
      cells: given.cells,
    });
  }

  find(id: string): Promise<StoredImport | undefined> {
    return this.sql.row<StoredImport>(`SELECT ${COLUMNS} FROM directory.import WHERE id = $1`, [id]);
  }

  /** @throws AppError NOT_FOUND for another's too */
  async own(id: string, actor: Pick<Actor, 'accountId'>): Promise<StoredImport> {
    const found = await this.find(id);
    if (found?.accountId !== actor.accountId) throw new AppError('NOT_FOUND');
    return found;
  }

  async view(id: string, actor: Pick<Actor, 'accountId'>): Promise<ImportView> {
    const row = await this.sql.row<Omit<ImportView, 'createdAt'> & { createdAt: Date }>(
      `SELECT id, kind, body_id AS "bodyId", file_name AS "fileName", state, created_at AS "createdAt", headings,
         mapping, counts, entered, failure, json_array_length(cells) AS rows,
         (SELECT coalesce(json_agg(value), '[]') FROM (SELECT value FROM json_array_elements(cells) LIMIT ${SAMPLE}) first)
           AS sample
       FROM directory.import WHERE id = $1 AND account_id = $2`,
      [id, actor.accountId],
    );
    if (!row) throw new AppError('NOT_FOUND');
    return { ...row, createdAt: row.createdAt.toISOString() };
  }

  /** What its rows would do to the directory as it is now, and what that is. */
  async plan(given: StoredImport): Promise<{ rows: PlannedRow[]; basis: string }> {
    const { kind, bodyId, cells: rows, firstRow, mapping } = given;
    // Before the entries: what changes between the two is noticed.
    const basis = await this.basisNow(given);
    const known = await this.entries.known(kind, bodyId, keysOf(given), given.accountId);
    return { rows: await planImport(kind, { rows, firstRow, mapping }, known), basis };
  }

  /** What the directory holds now that it is compared with. */
  basisNow(given: StoredImport): Promise<string> {
    return this.entries.basis(given.kind, given.bodyId, keysOf(given));
  }

  /** Keeps what each row would do; in the transaction of `setChecked`. */
  async keepRows(id: string, rows: readonly PlannedRow[]): Promise<void> {
    await this.sql.execute('DELETE FROM directory.import_row WHERE import_id = $1', [id]);
    for (let at = 0; at < rows.length; at += KEPT_AT_ONCE) {
      await this.sql.execute(
        `INSERT INTO directory.import_row (import_id, "row", outcome, planned)
         SELECT $1::uuid, (planned->>'row')::int, planned->>'outcome', planned FROM json_array_elements($2::json) planned`,
        [id, JSON.stringify(rows.slice(at, at + KEPT_AT_ONCE))],
      );
    }
  }

  /** Rows of one outcome as they were compared, in their order. @param most undefined: all */
  async keptRows(id: string, outcome: ImportOutcome, after = 0, most?: number): Promise<PlannedRow[]> {
    const kept = await this.sql.rows<{ planned: PlannedRow }>(
      `SELECT planned FROM directory.import_row WHERE import_id = $1 AND outcome = $2 AND "row" > $3
       ORDER BY "row" LIMIT $4`,
      [id, outcome, after, most ?? null],
    );
    return kept.map(({ planned }) => planned);
  }

  /** What became of an import that was ordered. */
  async end(id: string, end: Partial<Pick<StoredImport, 'state' | 'entered' | 'failure'>>): Promise<void> {
    await this.sql.update('directory.import', id, end);
  }

  /** It could not be entered, and nothing of it was; its owner may order it again. */
  async breakOff(id: string): Promise<void> {
    await this.sql.execute(
      `UPDATE directory.import SET state = 'failed', failure = $2, entered = 0 WHERE id = $1 AND state = 'ordered'`,
      [id, 'IMPORT_BROKEN' satisfies ErrorCode],
    );
  }

  /** @throws AppError IMPORT_ORDERED where somebody was quicker, or told its columns anew in another tab */
  async setOrdered({ id, basis, mapping }: StoredImport): Promise<void> {
    const ordered = await this.sql.execute(
      `UPDATE directory.import SET state = 'ordered', failure = NULL, entered = 0
       WHERE id = $1 AND state IN ('checked', 'failed') AND basis = $2 AND mapping = $3`,
      [id, basis, jsonb(mapping)],
    );
    if (ordered === 0) throw new AppError('IMPORT_ORDERED');
  }

  /** @throws AppError IMPORT_ORDERED where it was ordered meanwhile */
  async setChecked(
    id: string,
    mapping: readonly (ImportColumn | null)[],
    basis: string,
    counts: ImportView['counts'],
  ): Promise<void> {
    const checked = await this.sql.execute(
      `UPDATE directory.import SET state = 'checked', mapping = $2, basis = $3, counts = $4, failure = NULL, entered = 0
       WHERE id = $1 AND state IN ('read', 'checked', 'failed')`,
      [id, jsonb(mapping), basis, jsonb(counts)],
    );
    if (checked === 0) throw new AppError('IMPORT_ORDERED');
  }

  /** A place in the open transaction to which `backToMark` leads. */
  async mark(): Promise<void> {
    await this.sql.execute('SAVEPOINT directory_import');
  }

  async backToMark(): Promise<void> {
    await this.sql.execute('ROLLBACK TO SAVEPOINT directory_import');
  }

  /** Told beside the open transaction, so that it is seen before that ends. */
  async tellProgress(id: string, entered: number): Promise<void> {
    await this.sql.onOwnConnection((client) =>
      client.query('UPDATE directory.import SET entered = $2 WHERE id = $1', [id, entered]),
    );
  }

  async headingsOf(accountId: string, kind: ImportKind): Promise<RememberedHeadings> {
    const rows = await this.sql.rows<{ heading: string; means: ImportColumn | null }>(
      'SELECT heading, means FROM directory.import_heading WHERE account_id = $1 AND kind = $2',
      [accountId, kind],
    );
    return new Map(rows.map(({ heading, means }) => [heading, means]));
  }

  /** Remembers what the person said the headings mean. */
  async rememberHeadings({ accountId, kind }: StoredImport, meant: RememberedHeadings): Promise<void> {
    await this.sql.execute(
      `INSERT INTO directory.import_heading (account_id, kind, heading, means)
       SELECT $1, $2, heading, means FROM unnest($3::text[], $4::text[]) AS given (heading, means)
       ON CONFLICT (account_id, kind, heading) DO UPDATE SET means = excluded.means`,
      [accountId, kind, [...meant.keys()], [...meant.values()]],
    );
  }

  /** Removes what was brought a day ago, personal data that it is. */
  async clearOld(): Promise<void> {
    await this.sql.execute(`DELETE FROM directory.import WHERE created_at <= $1 AND state <> 'ordered'`, [
      new Date(this.clock.now().getTime() - KEPT_MS),
    ]);
  }
}

/** Keys that the rows have, of twelve figures where they are numbers. */
function keysOf({ kind, mapping, cells }: StoredImport): string[] {
  const at = mapping.indexOf(keyColumnOf(kind));
  return cells.map((row) => (row[at] ?? '').replaceAll(' ', '').padStart(12, '0'));
}
