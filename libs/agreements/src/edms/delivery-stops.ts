import { Injectable } from '@nestjs/common';
import type { DeliveryState, HandOverSettings } from '#contracts';
import { type Actor, Clock, newId, Sql } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import type { SubmissionContext } from '../package/submission-moves.js';
import { Steps } from '../route/steps.js';
import { Deliveries } from './deliveries.js';
import type { Delivery } from './delivery.entity.js';

const ON_THEIR_WAY: readonly DeliveryState[] = ['waiting', 'sent'];
const STOPPED: readonly DeliveryState[] = ['stopped'];

/** What becomes of the packages of a body when its way to the EDMS is taken off, set again, or changed. */
@Injectable()
export class DeliveryStops {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly deliveries: Deliveries,
    private readonly steps: Steps,
  ) {}

  async count(bodyId: string): Promise<HandOverSettings['packages']> {
    const found = await this.sql.row<HandOverSettings['packages']>(
      `SELECT count(*) FILTER (WHERE state IN ('waiting', 'sent'))::int AS "onTheirWay",
         count(*) FILTER (WHERE state = 'stopped')::int AS stopped
       FROM agreements.delivery WHERE body_id = $1 AND state IN ('waiting', 'sent', 'stopped')`,
      [bodyId],
    );
    return found ?? { onTheirWay: 0, stopped: 0 };
  }

  /**
   * Packages that are on their way stop where they are, and their initiators are told. An attempt that is under way comes to
   * nothing, unless the EDMS has the package. In the open transaction. @returns how many
   */
  stop(actor: Actor, bodyId: string): Promise<number> {
    return this.eachOf(bodyId, ON_THEIR_WAY, async (context, delivery) => {
      await this.deliveries.move(actor, context, delivery, 'stop', {
        next_try_at: null,
        claimed_until: null,
      });
      await this.steps.tell(context, context.act.initiatorId, { key: newId(), verb: 'edms_stopped' });
    });
  }

  /** Those that stopped go on by the way that is set now, as if they were begun anew. In the open transaction. @returns how many */
  resume(actor: Actor, bodyId: string): Promise<number> {
    const now = this.clock.now();
    return this.eachOf(bodyId, STOPPED, (context, delivery) =>
      this.deliveries.move(actor, context, delivery, 'resume', {
        started_at: now,
        attempts: 0,
        next_try_at: now,
      }),
    );
  }

  /** By a way that was changed they are tried at once: the pause was for the one before. In the open transaction. */
  async hasten(bodyId: string): Promise<void> {
    await this.sql.execute(
      `UPDATE agreements.delivery SET next_try_at = $2
       WHERE body_id = $1 AND state IN ('waiting', 'sent') AND next_try_at > $2`,
      [bodyId, this.clock.now()],
    );
  }

  /** Act after act, in one order always: of two that lock several neither waits for the other. */
  private async eachOf(
    bodyId: string,
    states: readonly DeliveryState[],
    run: (context: SubmissionContext, delivery: Delivery) => Promise<void>,
  ): Promise<number> {
    const found = await this.sql.rows<{ id: string; actId: string }>(
      `SELECT delivery.id, submission.act_id AS "actId"
       FROM agreements.delivery JOIN agreements.submission ON submission.id = delivery.id
       WHERE delivery.body_id = $1 AND delivery.state = ANY($2) ORDER BY submission.act_id, delivery.id`,
      [bodyId, states],
    );
    let count = 0;
    for (const one of found) {
      const context = await this.deliveries.lock(one);
      const delivery = await this.deliveries.of(one.id);
      // What it came to before its act was locked stays.
      if (!delivery || !states.includes(delivery.state)) continue;
      await run(context, delivery);
      await this.acts.announce(one.actId);
      count += 1;
    }
    return count;
  }
}
