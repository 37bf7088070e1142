import { Injectable } from '@nestjs/common';
import { Audit, Clock, jsonb, newId, Sql } from '#kernel';
import type { SubmissionContext } from '../package/submission-moves.js';
import { Steps } from '../route/steps.js';
import { Deliveries } from './deliveries.js';
import type { Delivery, KeptReceipt } from './delivery.entity.js';
import type { ClaimedDelivery } from './delivery-claims.js';
import { isOver, nextTry } from './delivery-pauses.js';
import type { WayOutcome } from './way-outcome.js';

/** What an attempt came to, written down with who is told of it. */
@Injectable()
export class DeliveryResults {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly deliveries: Deliveries,
    private readonly steps: Steps,
  ) {}

  /**
   * In the open transaction, with the act locked. That the EDMS has it counts whenever it is learned; any other outcome of
   * a claim that is over, or of an act that was withdrawn meanwhile, is nobody's any more.
   */
  async keep(
    context: SubmissionContext,
    { claimedUntil }: Pick<ClaimedDelivery, 'claimedUntil'>,
    outcome: WayOutcome,
  ): Promise<void> {
    const delivery = await this.deliveries.of(context.submission.id);
    if (!delivery) throw new Error('A delivery that was attempted is there.');
    if (outcome.state === 'received') {
      await this.received(context, delivery, outcome.receipt);
      return;
    }
    if (delivery.claimedUntil?.getTime() !== claimedUntil.getTime()) return;
    if (delivery.state !== 'waiting' && delivery.state !== 'sent') return;
    const attempts = delivery.attempts + 1;
    const now = this.clock.now();
    const tried = { attempts, last_try_at: now, claimed_until: null };
    if (isOver(now, delivery.startedAt)) {
      await this.giveUp(context, delivery, outcome, tried);
      return;
    }
    const nextTryAt = nextTry(now, attempts);
    if (outcome.state === 'sent') {
      const set = { ...tried, next_try_at: nextTryAt, fault: null, fault_detail: null };
      if (delivery.state === 'waiting') await this.deliveries.move(null, context, delivery, 'send', set);
      else await this.sql.update('agreements.delivery', delivery.id, set);
    } else await this.failed(context, delivery, outcome, { ...tried, next_try_at: nextTryAt });
  }

  private async received(
    context: SubmissionContext,
    delivery: Delivery,
    receipt: KeptReceipt,
  ): Promise<void> {
    if (delivery.state === 'received') return;
    await this.deliveries.move(
      null,
      context,
      delivery,
      'receive',
      {
        receipt: jsonb(receipt),
        attempts: delivery.attempts + 1,
        last_try_at: this.clock.now(),
        next_try_at: null,
        claimed_until: null,
        fault: null,
        fault_detail: null,
      },
      { registrationNumber: receipt.registrationNumber, registeredAt: receipt.registeredAt },
    );
    await this.steps.tell(context, context.act.initiatorId, { key: delivery.id, verb: 'handed_to_edms' });
  }

  private async giveUp(
    context: SubmissionContext,
    delivery: Delivery,
    outcome: Exclude<WayOutcome, { state: 'received' }>,
    tried: Record<string, unknown>,
  ): Promise<void> {
    const said = faultOf(outcome);
    await this.deliveries.move(
      null,
      context,
      delivery,
      'give_up',
      { ...tried, ...said, next_try_at: null },
      { code: said.fault },
    );
    // Each time is news of its own: somebody may begin anew.
    await this.steps.tell(context, context.act.initiatorId, { key: newId(), verb: 'edms_given_up' });
  }

  private async failed(
    { act, version }: SubmissionContext,
    delivery: Delivery,
    outcome: Extract<WayOutcome, { state: 'failed' }>,
    tried: Record<string, unknown>,
  ): Promise<void> {
    await this.sql.update('agreements.delivery', delivery.id, { ...tried, ...faultOf(outcome) });
    // The record tells when it began to fail, and when otherwise; the card counts the attempts.
    if (outcome.fault === delivery.fault) return;
    await this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action: 'delivery.failed',
      actor: null,
      data: { ordinal: version.ordinal, code: outcome.fault },
    });
  }
}

function faultOf(outcome: Exclude<WayOutcome, { state: 'received' }>) {
  return outcome.state === 'sent'
    ? { fault: 'receipt_awaited', fault_detail: null }
    : { fault: outcome.fault, fault_detail: outcome.detail || null };
}
