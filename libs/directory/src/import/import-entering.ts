import { Injectable } from '@nestjs/common';
import type { ErrorCode, PersonRef } from '#contracts';
import { KeptRecord } from '../keeping/kept-record.js';
import { DirectoryEntries } from './directory-entries.js';
import { deedOf } from './import-history.js';
import type { PlannedRow } from './import-plan.js';
import { ImportStore, type StoredImport } from './import-store.js';
import { ChangedMeanwhile, PeopleEntering } from './people-entering.js';

/** How many rows are entered between two words about it. */
const STEP = 500;
/** SQLSTATE of a second holder of a post that one alone may hold. */
const EXCLUSION_VIOLATION = '23P01';

/** Enters the rows of an import, and writes down in each history what it changed. */
@Injectable()
export class ImportEntering {
  constructor(
    private readonly store: ImportStore,
    private readonly entries: DirectoryEntries,
    private readonly people: PeopleEntering,
    private readonly record: KeptRecord,
  ) {}

  /** As `DirectoryEntries.lock`. */
  lock({ kind, bodyId }: StoredImport): Promise<void> {
    return this.entries.lock(kind, bodyId);
  }

  /**
   * In the open transaction.
   * @param by who ordered it
   * @returns why nothing is entered: a seat is held by somebody whom the file does not name, or what the rows were
   *   compared with changed
   */
  async enterAll(
    found: StoredImport,
    rows: readonly PlannedRow[],
    by: PersonRef | null,
  ): Promise<ErrorCode | undefined> {
    await this.store.mark();
    try {
      const ids = await this.enter(found, rows);
      for (let at = 0; at < rows.length; at += STEP) {
        const some = rows.slice(at, at + STEP);
        await this.record.writeOrdered(
          by,
          some.map((row) => deedOf(found.kind, row, ids.get(row.key) ?? '')),
        );
      }
      return undefined;
    } catch (error) {
      const isStale = error instanceof ChangedMeanwhile;
      if (!isStale && Object(error).code !== EXCLUSION_VIOLATION) throw error;
      await this.store.backToMark();
      return isStale ? 'IMPORT_STALE' : 'POST_HELD';
    }
  }

  /** Whose rights these rows may have changed. @returns ids of employees */
  peopleOf({ kind, bodyId }: StoredImport, rows: readonly PlannedRow[]): Promise<string[]> {
    return this.entries.peopleOf(
      kind,
      bodyId,
      rows.map(({ key }) => key),
    );
  }

  /** @returns ids by the key of the row */
  private async enter(
    { id, kind, bodyId }: StoredImport,
    rows: readonly PlannedRow[],
  ): Promise<Map<string, string>> {
    const tell = (entered: number) => this.store.tellProgress(id, entered);
    if (kind === 'people') return this.people.enter(bodyId ?? '', rows, tell);
    const enter = this.entries.entering(kind, bodyId);
    const ids = new Map<string, string>();
    for (const [at, { entry, key }] of rows.entries()) {
      ids.set(key, await enter(entry));
      if ((at + 1) % STEP === 0) await tell(at + 1);
    }
    return ids;
  }
}
