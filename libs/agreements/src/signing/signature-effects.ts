import { Injectable } from '@nestjs/common';
import type { SignatureMark } from '#contracts';
import { Files } from '#files';
import { LetterSigning } from '../package/letter-signing.js';
import { Dispatch } from '../route/dispatch.js';
import { InternalRoute } from '../route/internal-route.js';
import { Settlement } from '../route/settlement.js';
import type { StepContext } from '../route/step-context.js';
import { Steps } from '../route/steps.js';

/** What a signature decides, and what follows from it on the route (775:15, 18). */
@Injectable()
export class SignatureEffects {
  constructor(
    private readonly steps: Steps,
    private readonly internal: InternalRoute,
    private readonly dispatch: Dispatch,
    private readonly settlement: Settlement,
    private readonly files: Files,
    private readonly letters: LetterSigning,
  ) {}

  /** Nobody signs what he could not have opened. @throws AppError FILE_INFECTED, FILE_UNSCANNABLE, FILE_BEING_CHECKED */
  async assertSignable({ version }: StepContext): Promise<void> {
    await this.files.assertPassed(version.files.map(({ id }) => id));
  }

  /** Decides the step that was signed, in the open transaction. @throws AppError as `assertSignable` */
  async follow(context: StepContext, signature: SignatureMark): Promise<void> {
    await this.assertSignable(context);
    const decision = { outcome: 'agreed', signature };
    switch (context.step.kind) {
      case 'legal_visa':
      case 'co_signature':
        await this.steps.decide(context, 'decide', decision);
        return this.internal.goOn(context);
      case 'developer_signature':
        await this.steps.decide(context, 'decide', decision);
        return this.dispatch.run(context);
      case 'letter_signature':
        return this.letters.follow(context, signature);
      default: {
        const review = await this.steps.reviewOf(context.step);
        await this.steps.decide(context, 'decide', { outcome: review.outcome, signature });
        return this.settlement.run({ ...context, review }, signature);
      }
    }
  }
}
