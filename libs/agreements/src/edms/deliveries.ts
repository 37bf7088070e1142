import { Injectable } from '@nestjs/common';
import { DELIVERY_MACHINE, type DeliveryAction } from '#contracts';
import { type Actor, AppError, Clock, personOf, Sql, Transitions, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { ActVersion } from '../acts/act-version.entity.js';
import { Submission } from '../package/submission.entity.js';
import type { SubmissionContext } from '../package/submission-moves.js';
import { Delivery } from './delivery.entity.js';

/** Packages on their way to EDMSs, as rows: begun, begun anew, called off. Their attempts are the work of the `Courier`. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly transitions: Transitions,
    private readonly acts: ActStore,
  ) {}

  /**
   * Puts the package on its way, or brings the next attempt forward; where the body has set no way nothing is begun.
   * In the open transaction, with the act locked.
   * @param actor null: the portal, when the package is built
   * @throws AppError EDMS_WAY_MISSING where somebody asks for it, DELIVERY_NOT_DUE where the EDMS has it
   */
  async begin(actor: Actor | null, context: SubmissionContext): Promise<void> {
    const { act, submission } = context;
    const way = await this.sql.row('SELECT body_id FROM agreements.edms_way WHERE body_id = $1', [
      act.developerBodyId,
    ]);
    if (!way) {
      if (actor) throw new AppError('EDMS_WAY_MISSING');
      return;
    }
    const now = this.clock.now();
    const found = await this.of(submission.id);
    if (!found) {
      await this.sql.insert('agreements.delivery', {
        id: submission.id,
        body_id: act.developerBodyId,
        state: DELIVERY_MACHINE.initial,
        attempts: 0,
        started_at: now,
        next_try_at: now,
      });
    } else if (found.state === 'given_up') {
      await this.move(actor, context, found, 'try_again', { started_at: now, attempts: 0, next_try_at: now });
    } else if (found.state === 'waiting' || found.state === 'sent') {
      await this.sql.update('agreements.delivery', found.id, { next_try_at: now });
    } else throw new AppError('DELIVERY_NOT_DUE', { state: found.state });
  }

  /** What a package belongs to, with its act locked. */
  async lock({ id, actId }: { id: string; actId: string }): Promise<SubmissionContext> {
    const act = await this.acts.lockUnseen(actId);
    if (!act) throw new Error(`The act ${actId} of a package is not there.`);
    const submission = await this.tx.manager.findOneByOrFail(Submission, { id });
    const version = await this.tx.manager.findOneByOrFail(ActVersion, { id: submission.versionId });
    return { act, version, submission };
  }

  /** Null where nothing was begun. */
  of(id: string): Promise<Delivery | null> {
    return this.tx.manager.findOneBy(Delivery, { id });
  }

  /** The act was withdrawn. */
  async callOff(context: SubmissionContext): Promise<void> {
    const found = await this.of(context.submission.id);
    if (!found || found.state === 'received' || found.state === 'called_off') return;
    await this.move(null, context, found, 'call_off', { next_try_at: null });
  }

  /** Moves the delivery; `delivery.state` is the state that it must be in. */
  async move(
    actor: Actor | null,
    { act, version }: SubmissionContext,
    delivery: Delivery,
    action: DeliveryAction,
    set: Record<string, unknown> = {},
    data: Record<string, unknown> = {},
  ): Promise<void> {
    delivery.state = await this.transitions.apply({
      machine: DELIVERY_MACHINE,
      table: 'agreements.delivery',
      id: delivery.id,
      from: delivery.state,
      action,
      actor,
      set,
      subject: { type: 'draft_act', id: act.id },
      data: { ordinal: version.ordinal, by: actor && personOf(actor), ...data },
    });
  }
}
