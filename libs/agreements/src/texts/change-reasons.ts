import { Injectable } from '@nestjs/common';
import type { ChangeReason, ExplainBody, FileRef } from '#contracts';
import { type Actor, AppError, Clock, jsonb, personOf, Sql, Tx, utcText } from '#kernel';
import { reasonKey, Texts } from '#texts';
import { ActStore } from '../acts/act-store.js';
import { CardLifecycle } from '../acts/card-lifecycle.js';

/** Two files of an act that are compared. */
export interface FilePair {
  readonly old: FileRef;
  readonly fresh: FileRef;
  /** Of the version that holds the newer one. */
  readonly ordinal: number;
}

/** Why paragraphs were changed: the last column of the comparison table, given by the developer. */
@Injectable()
export class ChangeReasons {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly lifecycle: CardLifecycle,
    private readonly texts: Texts,
  ) {}

  /** All that were given for these two files. */
  of(actId: string, { old, fresh }: FilePair): Promise<ChangeReason[]> {
    return this.sql.rows<ChangeReason>(
      `SELECT nullif(old_anchor, '') AS old, nullif(new_anchor, '') AS new, reason, by, ${utcText('at')} AS at
       FROM agreements.change_reason WHERE act_id = $1 AND old_sha256 = $2 AND new_sha256 = $3 ORDER BY at, new_anchor`,
      [actId, old.sha256, fresh.sha256],
    );
  }

  /** The same, by the key of the comparison's row. */
  async byKey(actId: string, pair: FilePair): Promise<Record<string, string>> {
    const reasons = await this.of(actId, pair);
    return Object.fromEntries(reasons.map((one) => [reasonKey(one.old, one.new), one.reason]));
  }

  /**
   * Gives the reason for one changed paragraph, or takes it back.
   * @throws AppError NOT_FOUND for an anchor that the texts do not have; FORBIDDEN for whoever is not the initiator
   */
  async explain(reader: Actor, actId: string, pair: FilePair, body: ExplainBody): Promise<void> {
    // Whose it is not learns nothing of the texts, and the texts are not read while the act is locked.
    await this.tx.run(() => this.acts.lockOwn(reader, actId));
    await this.assertThere(reader, pair.old, body.old);
    await this.assertThere(reader, pair.fresh, body.new);
    await this.tx.run(async () => {
      const { actor } = await this.acts.lockOwn(reader, actId);
      const key = [actId, pair.old.sha256, pair.fresh.sha256, body.old ?? '', body.new ?? ''];
      if (body.reason === '') {
        await this.sql.execute(
          `DELETE FROM agreements.change_reason WHERE act_id = $1 AND old_sha256 = $2 AND new_sha256 = $3
             AND old_anchor = $4 AND new_anchor = $5`,
          key,
        );
      } else {
        await this.sql.execute(
          `INSERT INTO agreements.change_reason (act_id, old_sha256, new_sha256, old_anchor, new_anchor, reason, by, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (act_id, old_sha256, new_sha256, old_anchor, new_anchor)
           DO UPDATE SET reason = excluded.reason, by = excluded.by, at = excluded.at`,
          [...key, body.reason, jsonb(personOf(actor)), this.clock.now()],
        );
      }
      await this.lifecycle.record(actor, actId, 'card.change_explained', pair.ordinal, {
        place: body.new ?? body.old,
        reason: body.reason,
      });
      await this.acts.announce(actId);
    });
  }

  private async assertThere({ accountId }: Actor, file: FileRef, anchor: string | null): Promise<void> {
    if (anchor === null) return;
    const { paragraphs } = await this.texts.of(accountId, file);
    if (!paragraphs.some((paragraph) => paragraph.anchor === anchor)) throw new AppError('NOT_FOUND');
  }
}
