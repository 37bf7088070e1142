import { Injectable } from '@nestjs/common';
import {
  type Json,
  type Preparation,
  type Remark,
  SIGNED_STEPS,
  type SignatureMark,
  type SignBody,
} from '#contracts';
import { type Actor, personOf, Tx } from '#kernel';
import { ROLE_OIDS, Signatures } from '#signing';
import { Dispatch } from './dispatch.js';
import { InternalRoute } from './internal-route.js';
import { markedNumber } from './numbers.js';
import { Review } from './review.entity.js';
import { Settlement } from './settlement.js';
import { type StepContext, Steps } from './steps.js';

/** Steps that are decided with a key (775:15, 18, 65): what is signed, and what follows from it. */
@Injectable()
export class SignedSteps {
  constructor(
    private readonly tx: Tx,
    private readonly steps: Steps,
    private readonly signatures: Signatures,
    private readonly internal: InternalRoute,
    private readonly dispatch: Dispatch,
    private readonly settlement: Settlement,
  ) {}

  /** Fixes what `actor` is to sign: his statement, and every file by its hash. Nothing is decided by it. */
  async prepare(actor: Actor, stepId: string): Promise<Preparation> {
    return this.tx.run(async () => {
      const context = await this.steps.take(actor, stepId, SIGNED_STEPS);
      const { act, version, step } = context;
      return this.signatures.prepare(actor, {
        stepId,
        statement: {
          format: 'kelisim.statement/1',
          act: {
            id: act.id,
            kind: act.kind,
            title: version.title,
            description: version.description,
            language: version.language,
            version: version.ordinal,
            number: markedNumber(act.number, version.ordinal),
            developerBody: { ...act.developerBody },
          },
          step: { id: step.id, kind: step.kind },
          decision: await this.decisionOf(context),
          signer: { ...personOf(actor), body: { name: actor.body.name, bin: actor.body.bin } },
          files: version.files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
          earlier: await this.signatures.earlier(act.id),
        },
        files: version.files.map((file) => ({
          name: file.name,
          size: file.size,
          sha256: file.sha256,
          href: `/api/agreements/${act.id}/files/${file.id}`,
        })),
      });
    });
  }

  /**
   * Decides the step by a signature. The check needs no lock and is done first; what it found is kept, and acted on, in
   * one transaction.
   */
  async sign(actor: Actor, stepId: string, body: SignBody): Promise<void> {
    // Asked before the check too, so that whose turn it is not learns nothing about signatures.
    const subject = await this.tx.run(async () => (await this.steps.take(actor, stepId, SIGNED_STEPS)).step);
    const checked = await this.signatures.check(
      actor,
      {
        stepId,
        subject: { type: 'draft_act', id: subject.actId },
        // A head signs as head; the visa of the legal service needs only a signing certificate of that person.
        purpose: subject.kind === 'legal_visa' ? {} : { roles: [ROLE_OIDS.head] },
      },
      body,
    );
    await this.tx.run(async () => {
      const context = await this.steps.take(actor, stepId, SIGNED_STEPS);
      const signature = await this.signatures.keep(actor, context.act.id, checked);
      await this.follow(actor, context, signature);
    });
  }

  private async follow(actor: Actor, context: StepContext, signature: SignatureMark): Promise<void> {
    const decision = { outcome: 'agreed', signature };
    switch (context.step.kind) {
      case 'legal_visa':
        await this.steps.decide(actor, context, 'decide', decision);
        return this.internal.afterVisa(actor, context);
      case 'developer_signature':
        await this.steps.decide(actor, context, 'decide', decision);
        return this.dispatch.run(actor, context);
      default: {
        const review = await this.reviewOf(context);
        await this.steps.decide(actor, context, 'decide', { outcome: review.outcome, signature });
        return this.settlement.run(actor, { ...context, review }, signature);
      }
    }
  }

  /** What the signature says about the act. */
  private async decisionOf(context: StepContext): Promise<{ readonly [key: string]: Json }> {
    if (context.step.kind !== 'body_signature') return { kind: context.step.kind };
    const { outcome, reason, remarks } = await this.reviewOf(context);
    return {
      kind: context.step.kind,
      outcome,
      reason,
      remarks: remarks.map(({ ordinal, point, text, proposal }: Remark) => ({
        ordinal,
        point,
        text,
        proposal,
      })),
    };
  }

  private reviewOf({ step }: StepContext): Promise<Review> {
    return this.tx.manager.findOneByOrFail(Review, { id: step.reviewId ?? '' });
  }
}
