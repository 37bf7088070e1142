import { Injectable } from '@nestjs/common';
import { SIGNED_STEPS } from '#contracts';
import { type Actor, AppError, Outbox, type OutboxPayload, personOf } from '#kernel';
import { type CheckedSignature, type SignatureCode, WaitingSignatures } from '#signing';
import { SignatureEffects } from '../signing/signature-effects.js';
import type { StepContext } from './step-context.js';
import { Steps } from './steps.js';

const TOPIC = 'signature.waiting';

/** Steps whose signature cannot be judged yet: they stay open, the portal asks again, and the card says what for. */
@Injectable()
export class WaitingSteps {
  constructor(
    private readonly outbox: Outbox,
    private readonly waiting: WaitingSignatures,
    private readonly steps: Steps,
    private readonly effects: SignatureEffects,
  ) {
    outbox.on(TOPIC, (payload) => this.askAgain(payload));
  }

  /**
   * Keeps the signature waiting, in the transaction in which the step was taken. One that waited for the step gives way
   * to that of another key.
   * @throws AppError SIGNATURE_WAITS where one by the same key waits already: nothing would come of a second
   */
  async hold(context: StepContext, checked: CheckedSignature, code: SignatureCode): Promise<void> {
    const { actor } = context;
    const certificateSerial = checked.proof.report.signer?.serial ?? '';
    const pending = context.step.pendingSignature;
    if (pending?.state === 'waiting' && pending.certificateSerial === certificateSerial) {
      throw new AppError('SIGNATURE_WAITS', { since: pending.since });
    }
    const { since, again } = await this.waiting.hold(actor, checked, code);
    await this.outbox.add(TOPIC, { id: checked.preparationId }, again);
    const by = personOf(actor);
    await this.steps.showPending(context, {
      state: 'waiting',
      code,
      since: since.toISOString(),
      by,
      certificateSerial,
    });
  }

  /**
   * The job: asks about one signature again, and decides the step, opens it anew or waits on. Runs in a transaction of
   * the outbox, so what it finds and what follows from it stand or fall together; the act is locked only after the
   * asking, before anything else is, and the signature looked for once more, since it may have been replaced meanwhile.
   */
  private async askAgain(payload: OutboxPayload): Promise<void> {
    const id = String(payload['id']);
    const waiting = await this.waiting.find(id);
    if (waiting === undefined) return;
    const { actor, target, since } = waiting;
    const outcome = await this.waiting.ask(waiting);
    const context = await this.take(actor, target.stepId);
    if ((await this.waiting.find(id)) === undefined) return;
    if (context instanceof AppError) {
      // decided or cancelled by somebody else, or the post is another's: the signature is not needed any more
      await this.waiting.drop(id, actor, target, context.code);
      return;
    }
    const certificateSerial = context.step.pendingSignature?.certificateSerial ?? '';
    const shown = { since: since.toISOString(), by: personOf(actor), certificateSerial };
    switch (outcome.state) {
      case 'valid': {
        const mark = await this.waiting.keep(waiting, outcome.proof);
        await this.effects.follow(context, mark);
        break;
      }
      case 'refused':
        await this.waiting.refuse(waiting, outcome.code);
        await this.steps.showPending(context, { state: 'refused', code: outcome.code, ...shown });
        break;
      case 'waiting':
        await this.outbox.add(TOPIC, { id }, await this.waiting.waitOn(waiting, outcome.code, outcome.proof));
        if (outcome.code !== waiting.code) {
          await this.steps.showPending(context, { state: 'waiting', code: outcome.code, ...shown });
        }
    }
  }

  private async take(actor: Actor, stepId: string): Promise<StepContext | AppError> {
    try {
      return await this.steps.take(actor, stepId, SIGNED_STEPS);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }
}
