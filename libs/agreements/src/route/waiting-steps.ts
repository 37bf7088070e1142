import { Injectable } from '@nestjs/common';
import { SIGNED_STEPS } from '#contracts';
import type { CheckedSignature, SignatureCode } from '#signing';
import { SignatureEffects } from '../signing/signature-effects.js';
import { type SignedDeed, WaitingDeeds } from '../signing/waiting-deeds.js';
import type { StepContext } from './step-context.js';
import { Steps } from './steps.js';

/** Steps whose signature cannot be judged yet. */
@Injectable()
export class WaitingSteps {
  constructor(
    private readonly deeds: WaitingDeeds,
    private readonly steps: Steps,
    private readonly effects: SignatureEffects,
  ) {
    deeds.on('step', async (actor, { stepId }) => this.deedOf(await steps.take(actor, stepId, SIGNED_STEPS)));
  }

  /** As `WaitingDeeds.hold`, in the transaction in which the step was taken. */
  hold(context: StepContext, checked: CheckedSignature, code: SignatureCode): Promise<void> {
    return this.deeds.hold(this.deedOf(context), { kind: 'step', id: context.step.id }, checked, code);
  }

  private deedOf(context: StepContext): SignedDeed {
    return {
      actor: context.actor,
      pending: context.step.pendingSignature,
      show: (pending) => this.steps.showPending(context, pending),
      follow: (mark) => this.effects.follow(context, mark),
    };
  }
}
