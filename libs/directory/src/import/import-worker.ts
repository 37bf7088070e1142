import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ErrorCode, PersonRef } from '#contracts';
import { Audit, HandOvers, Outbox, type OutboxPayload } from '#kernel';
import { Sessions } from '../sessions/sessions.js';
import { ImportEntering } from './import-entering.js';
import { inOrderOfEntry, type PlannedRow } from './import-plan.js';
import { ImportStore, type StoredImport } from './import-store.js';
import { IMPORT_TOPIC } from './imports.js';

/** Whoever ordered it waits for it: a quarter of a minute of pauses, and what the attempts take. */
const MOST_ATTEMPTS = 5;

/** Enters what was ordered: all of it in one transaction, or nothing. */
@Injectable()
export class ImportWorker implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly store: ImportStore,
    private readonly entering: ImportEntering,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    private readonly handOvers: HandOvers,
  ) {}

  onModuleInit(): void {
    this.outbox.on(IMPORT_TOPIC, (payload) => this.enter(payload), {
      attempts: MOST_ATTEMPTS,
      giveUp: ({ id }) => this.store.breakOff(String(id)),
    });
  }

  /** Runs in the transaction of its outbox row. */
  private async enter({ id, subjectId, by }: OutboxPayload): Promise<void> {
    const found = await this.store.find(String(id));
    if (found?.state !== 'ordered') return;
    await this.entering.lock(found);
    const { rows, basis } = await this.store.plan(found);
    const open = inOrderOfEntry(found.kind, rows);
    const failure =
      failureOf(found, rows, basis) ??
      (await this.entering.enterAll(found, open, (by ?? null) as PersonRef | null));
    if (failure) return this.store.end(found.id, { state: 'failed', failure, entered: 0 });
    await this.store.end(found.id, { state: 'done', entered: open.length });
    await this.audit.write({
      subjectType: 'state_body',
      subjectId: String(subjectId),
      action: 'directory.imported',
      actor: null,
      data: { importId: found.id, kind: found.kind, sha256: found.sha256, counts: found.counts },
    });
    // Who is signed in acts at once as the directory has him now, and work goes to whom it belongs.
    await this.sessions.announceChange(await this.entering.peopleOf(found, open));
    if (found.bodyId !== null) await this.handOvers.readdress(null, found.bodyId);
  }
}

/** Why it can't be entered after all. */
function failureOf(found: StoredImport, rows: readonly PlannedRow[], basis: string): ErrorCode | undefined {
  if (basis !== found.basis) return 'IMPORT_STALE';
  return rows.some(({ outcome }) => outcome === 'wrong') ? 'IMPORT_ROWS_WRONG' : undefined;
}
