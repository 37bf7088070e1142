import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ErrorCode } from '#contracts';
import { Audit, HandOvers, Outbox, type OutboxPayload } from '#kernel';
import { Sessions } from '../sessions/sessions.js';
import { DirectoryEntries } from './directory-entries.js';
import { inOrderOfEntry, type PlannedRow } from './import-plan.js';
import { ImportStore, type StoredImport } from './import-store.js';
import { IMPORT_TOPIC } from './imports.js';

/** How many rows are entered between two words about it. */
const STEP = 200;
/** SQLSTATE of a second holder of a post that one alone may hold. */
const EXCLUSION_VIOLATION = '23P01';

/** Enters what was ordered: all of it in one transaction, or nothing. */
@Injectable()
export class ImportWorker implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly store: ImportStore,
    private readonly entries: DirectoryEntries,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    private readonly handOvers: HandOvers,
  ) {}

  onModuleInit(): void {
    this.outbox.on(IMPORT_TOPIC, (payload) => this.enter(payload));
  }

  /** Runs in the transaction of its outbox row. */
  private async enter({ id, subjectId }: OutboxPayload): Promise<void> {
    const found = await this.store.find(String(id));
    if (found?.state !== 'ordered') return;
    await this.entries.lock(found.kind, found.bodyId);
    const { rows, basis } = await this.store.plan(found);
    const failure = failureOf(found, rows, basis);
    if (failure) return this.store.end(found.id, { state: 'failed', failure });
    const open = inOrderOfEntry(found.kind, rows);
    if (!(await this.enterAll(found, open))) {
      return this.store.end(found.id, { state: 'failed', failure: 'POST_HELD' });
    }
    await this.store.end(found.id, { state: 'done', entered: open.length });
    await this.audit.write({
      subjectType: 'state_body',
      subjectId: String(subjectId),
      action: 'directory.imported',
      actor: null,
      data: { importId: found.id, kind: found.kind, sha256: found.sha256, counts: found.counts },
    });
    // Who is signed in acts at once as the directory has him now, and work goes to whom it belongs.
    const keys = open.map(({ key }) => key);
    const people = await this.entries.peopleOf(found.kind, found.bodyId, keys);
    await this.sessions.announceChange(people);
    if (found.bodyId !== null) await this.handOvers.readdress(null, found.bodyId);
  }

  /** @returns false, and nothing is entered, where a seat is held by somebody whom the file does not name */
  private async enterAll({ id, kind, bodyId }: StoredImport, rows: readonly PlannedRow[]): Promise<boolean> {
    const enter = this.entries.entering(kind, bodyId);
    await this.store.mark();
    try {
      for (const [at, { entry }] of rows.entries()) {
        await enter(entry);
        if ((at + 1) % STEP === 0) await this.store.tellProgress(id, at + 1);
      }
      return true;
    } catch (error) {
      if (Object(error).code !== EXCLUSION_VIOLATION) throw error;
      await this.store.backToMark();
      return false;
    }
  }
}

/** Why it can't be entered after all. */
function failureOf(found: StoredImport, rows: readonly PlannedRow[], basis: string): ErrorCode | undefined {
  if (basis !== found.basis) return 'IMPORT_STALE';
  return rows.some(({ outcome }) => outcome === 'wrong') ? 'IMPORT_ROWS_WRONG' : undefined;
}
