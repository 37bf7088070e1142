import { Injectable } from '@nestjs/common';
import { ARCHIVE_AFTER_WORKING_DAYS } from '#contracts';
import {
  type Actor,
  AppError,
  Audit,
  Clock,
  Outbox,
  type OutboxPayload,
  personOf,
  Sql,
  WorkingCalendar,
} from '#kernel';
import { ActStore, type LockedAct } from '../acts/act-store.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import { canArchive } from '../acts/draft-acts.policy.js';

const TOPIC = 'archive-due';

/** Acts that came to their end for good: read-only, out of the list, found by search. */
@Injectable()
export class Archive {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly calendar: WorkingCalendar,
    private readonly audit: Audit,
    private readonly acts: ActStore,
  ) {
    outbox.on(TOPIC, (payload) => this.due(payload));
  }

  /** After so many working days it goes there by itself; in the transaction that ends the act. */
  async plan({ id, developerBodyId }: DraftAct): Promise<void> {
    const { dueAt } = await this.calendar.termFromToday(developerBodyId, ARCHIVE_AFTER_WORKING_DAYS);
    await this.outbox.add(TOPIC, { actId: id }, dueAt);
  }

  /** The act is locked, and is not there yet. @throws AppError ARCHIVE_NOT_DUE */
  async put(actor: Actor | null, { act, version }: LockedAct): Promise<void> {
    if (!canArchive(version.state)) throw new AppError('ARCHIVE_NOT_DUE', { state: version.state });
    await this.sql.update('agreements.draft_act', act.id, { archived_at: this.clock.now() });
    await this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action: 'card.archived',
      actor,
      data: { ordinal: version.ordinal, by: actor && personOf(actor) },
    });
    await this.acts.shelve(act.id);
  }

  /** Idempotent: what lies there already is left alone. */
  private async due({ actId }: OutboxPayload): Promise<void> {
    const act = await this.acts.lockUnseen(String(actId));
    const version = act && (await this.acts.newestVersion(act.id));
    if (act && version && !act.archivedAt && canArchive(version.state)) {
      await this.put(null, { act, version });
    }
  }
}
