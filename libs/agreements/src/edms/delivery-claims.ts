import { Inject, Injectable } from '@nestjs/common';
import type { FileRef } from '#contracts';
import { Clock, Sql, Tx } from '#kernel';
import type { Delivery } from './delivery.entity.js';
import { EDMS_TIMES, type EdmsTimes } from './edms-times.js';

/** Attempts at once, of all bodies and workers; of one body there is never more than one. */
const PLACES = 8;

/** A package that this worker alone has in hand. */
export interface ClaimedDelivery extends Pick<Delivery, 'id' | 'bodyId' | 'state'> {
  readonly actId: string;
  readonly file: FileRef;
  /** Until then; it also tells this claim from a later one. */
  readonly claimedUntil: Date;
}

// A claim that ran out is an attempt that its worker did not survive: it counts.
const CLAIM = `
  WITH busy AS (SELECT body_id FROM agreements.delivery WHERE claimed_until > $1),
  due AS (
    SELECT DISTINCT ON (body_id) id, next_try_at FROM agreements.delivery
    WHERE state IN ('waiting', 'sent') AND next_try_at <= $1 AND body_id NOT IN (SELECT body_id FROM busy)
    ORDER BY body_id, next_try_at, id),
  next AS (
    SELECT id FROM due ORDER BY next_try_at, id LIMIT greatest(0, ${PLACES} - (SELECT count(*) FROM busy)))
  UPDATE agreements.delivery SET claimed_until = $2, attempts = attempts + (claimed_until IS NOT NULL)::int
  FROM next JOIN agreements.submission ON submission.id = next.id
  WHERE delivery.id = next.id AND delivery.state IN ('waiting', 'sent') AND submission.package_file IS NOT NULL
  RETURNING delivery.id, delivery.body_id AS "bodyId", delivery.state, submission.act_id AS "actId",
    submission.package_file AS file, delivery.claimed_until AS "claimedUntil"`;

/** Who has which package in hand: rows, so that no transaction has to last as long as an attempt. */
@Injectable()
export class DeliveryClaims {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    @Inject(EDMS_TIMES) private readonly times: EdmsTimes,
  ) {}

  /** Takes in hand what is due, one package of each body that has none under way: slow EDMSs hold up neither each other nor the rest. */
  take(): Promise<ClaimedDelivery[]> {
    return this.tx.run(async () => {
      // Two workers that count the places at once would both find them free.
      await this.sql.execute(`SELECT pg_advisory_xact_lock(hashtextextended('kelisim.edms-claims', 0))`);
      const now = this.clock.now();
      return this.sql.rows<ClaimedDelivery>(CLAIM, [now, new Date(now.getTime() + this.times.claimMs)]);
    });
  }

  /** Nothing came of it, and nothing is to be told: any worker may take it at once. */
  async giveBack({ id, claimedUntil }: ClaimedDelivery): Promise<void> {
    await this.sql.execute(
      'UPDATE agreements.delivery SET claimed_until = NULL WHERE id = $1 AND claimed_until = $2',
      [id, claimedUntil],
    );
  }
}
