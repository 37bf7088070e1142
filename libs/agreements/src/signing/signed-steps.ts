import { Injectable } from '@nestjs/common';
import { type Preparation, SIGNED_STEPS, type SignBody } from '#contracts';
import { type Actor, Tx } from '#kernel';
import { rolesOfStep, Signatures } from '#signing';
import { Steps } from '../route/steps.js';
import { WaitingSteps } from '../route/waiting-steps.js';
import { SignatureEffects } from './signature-effects.js';
import { SignedContent } from './signed-content.js';
import { signerIn, statementOn } from './statement.js';

/** Steps that are decided with a key (775:15, 18, 65): what is signed, and what follows from it. */
@Injectable()
export class SignedSteps {
  constructor(
    private readonly tx: Tx,
    private readonly steps: Steps,
    private readonly signatures: Signatures,
    private readonly effects: SignatureEffects,
    private readonly waiting: WaitingSteps,
    private readonly content: SignedContent,
  ) {}

  /** Fixes what `actor` is to sign: his statement, and every file by its hash. Nothing is decided by it. */
  async prepare(reader: Actor, stepId: string): Promise<Preparation> {
    return this.tx.run(async () => {
      const context = await this.steps.take(reader, stepId, SIGNED_STEPS);
      const { act, version, step, actor } = context;
      await this.effects.assertSignable(context);
      // Whoever prepares to sign has it before his eyes: nobody takes back what led to it any more.
      await this.steps.opened(reader, stepId);
      const files = await this.content.filesOf(context);
      return this.signatures.prepare(actor, {
        stepId,
        statement: {
          ...statementOn(act, version),
          step: { id: step.id, kind: step.kind },
          decision: await this.content.decisionOf(context),
          signer: signerIn(actor),
          files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
          earlier: await this.content.earlierOf(context),
        },
        files,
      });
    });
  }

  /**
   * Decides the step by a signature. The check needs no lock and is done first; what it found is kept, and acted on, in
   * one transaction. A signature that cannot be judged yet is kept waiting, and the step stays open.
   */
  async sign(reader: Actor, stepId: string, body: SignBody): Promise<void> {
    // Asked before the check too, so that whose turn it is not learns nothing about signatures.
    const { step: subject, actor } = await this.tx.run(() => this.steps.take(reader, stepId, SIGNED_STEPS));
    const checked = await this.signatures.check(
      actor,
      {
        stepId,
        subject: { type: 'draft_act', id: subject.actId },
        purpose: { roles: rolesOfStep(subject.kind, actor.actsFor !== undefined) },
      },
      body,
    );
    await this.tx.run(async () => {
      const context = await this.steps.take(actor, stepId, SIGNED_STEPS);
      if (checked.waitsFor !== null) return this.waiting.hold(context, checked, checked.waitsFor);
      const signature = await this.signatures.keep(actor, context.act.id, checked);
      return this.effects.follow(context, signature);
    });
  }
}
