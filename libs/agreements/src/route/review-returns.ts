import { Injectable } from '@nestjs/common';
import { Directory, personRefOf } from '#directory';
import { type Actor, AppError, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { actingOn } from '../acts/draft-acts.policy.js';
import { ReviewMoves } from './review-moves.js';
import { ReviewOpener } from './review-opener.js';
import { Steps } from './steps.js';

/** Back to whoever did the step before, with the reason, inside an approving body up to the outcome (775:16, 17). */
@Injectable()
export class ReviewReturns {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly reviews: ReviewMoves,
    private readonly opener: ReviewOpener,
    private readonly directory: Directory,
  ) {}

  /** The management returns it to the documentation service: the term, the number or the addressee is wrong. */
  async toOfficers(actor: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.takeInReview(actor, stepId, ['assignment'], 'return');
      await this.steps.decide(context, 'return', { comment: reason });
      await this.reviews.move(context.actor, context, 'return_registration', {}, { reason });
      await this.lapse(context, ['registration']);
      await this.acts.finish(context.act.id, await this.opener.openRegistration(context));
    });
  }

  /**
   * The executor returns it to the management: other units should have been named. Opinions stay; of units that are not
   * named again they lapse.
   */
  async toManagement(actor: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.takeInReview(actor, stepId, ['outcome'], 'return');
      await this.steps.decide(context, 'return', { comment: reason });
      await this.reviews.move(context.actor, context, 'return_assignment', {}, { reason });
      await this.lapse(context, ['assignment']);
      // Units that had not answered are asked anew where they are named again.
      await this.steps.cancelOpen(context, { reviewId: context.review.id });
      const management = await this.directory.management(context.review.bodyId);
      const scopes = await this.reviews.openStep(context, 'assignment', management.map(personRefOf));
      await this.acts.finish(context.act.id, scopes);
    });
  }

  /**
   * A unit returns the request for its opinion: it is not its competence (775:16). It is asked no more, nor to agree the
   * outcome; the executor is told why, and goes on with the others.
   */
  async opinionRequest(actor: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.takeInReview(actor, stepId, ['opinion'], 'return');
      await this.steps.decide(context, 'return', { comment: reason });
      await this.acts.finish(context.act.id, await this.reviews.letGo(context));
    });
  }

  /**
   * While he sums up, the executor returns an opinion to its unit for rework; he goes on when it is given anew.
   * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT where it is no opinion that stands, NOT_YOUR_TURN for all but the executor who sums up
   */
  async opinion(reader: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const { act, version, step, review } = await this.steps.takeDecided(reader, stepId);
      const open = review ? await this.steps.openSteps(version.id, review.id) : [];
      const summing = open.find(({ kind }) => kind === 'outcome');
      const actor =
        review &&
        summing &&
        actingOn(reader, {
          kind: summing.kind,
          bodyId: review.bodyId,
          unitId: undefined,
          assigneeIds: summing.assigneeIds,
        });
      if (!actor) throw new AppError('NOT_YOUR_TURN');
      if (step.kind !== 'opinion' || step.state !== 'done')
        throw new AppError('CONFLICT', { state: step.state });
      const context = { act, version, review, actor, step };
      await this.steps.lapse(context, 'lapse', reason);
      await this.steps.cancel(context, summing);
      await this.acts.finish(act.id, await this.reviews.askAnew(context, step));
    });
  }

  private async lapse(
    context: Awaited<ReturnType<Steps['takeInReview']>>,
    kinds: readonly string[],
  ): Promise<void> {
    const peers = await this.steps.peersOf(context.step);
    for (const step of peers.filter(({ kind, state }) => kinds.includes(kind) && state === 'done')) {
      await this.steps.lapse({ ...context, step }, 'lapse');
    }
  }
}
