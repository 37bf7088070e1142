import { Injectable } from '@nestjs/common';
import type { AskProlongationBody, DecideProlongationBody } from '#contracts';
import { type Actor, AppError, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { canSuggest } from '../acts/draft-acts.policy.js';
import { VersionMoves } from '../acts/version-moves.js';
import { Review } from '../route/review.entity.js';
import { Steps } from '../route/steps.js';
import { Prolongation } from './prolongation.entity.js';
import { ProlongedTerms } from './prolonged-terms.js';

/**
 * More time for an approving body (775:20): it asks, the developer decides. The term is the developer's claim on the other
 * body, and he answers to the Government for the whole; a body that could prolong its own term would have none.
 */
@Injectable()
export class Prolongations {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly versions: VersionMoves,
    private readonly terms: ProlongedTerms,
  ) {}

  /**
   * @returns the id of the act
   * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT before a term is set or while one is asked for already
   */
  async ask(reader: Actor, reviewId: string, body: AskProlongationBody): Promise<string> {
    return this.tx.run(async () => {
      const context = await this.steps.takeReview(reader, reviewId);
      const { review } = context;
      const actor = canSuggest(reader, { ...review, executorId: review.executor?.id ?? null });
      if (!actor) throw new AppError('FORBIDDEN');
      if (review.dueAt === null) throw new AppError('CONFLICT', { state: review.state });
      const id = await this.terms.ask(actor, context, review.dueAt, body);
      await this.versions.askInitiator(context, id, 'decide_prolongation');
      await this.acts.finish(context.act.id);
      return context.act.id;
    });
  }

  /** @returns the id of the act. @throws AppError NOT_FOUND, FORBIDDEN, PROLONGATION_DECIDED */
  async decide(reader: Actor, id: string, { grant, reason }: DecideProlongationBody): Promise<string> {
    return this.tx.run(async () => {
      const asked = await this.tx.manager.findOneBy(Prolongation, { id });
      if (!asked) throw new AppError('NOT_FOUND');
      const locked = await this.acts.lockOwn(reader, asked.actId);
      const review = await this.tx.manager.findOneByOrFail(Review, { id: asked.reviewId });
      const isOver = review.state === 'settled' || review.state === 'withdrawn';
      if (isOver || review.versionId !== locked.version.id) throw new AppError('PROLONGATION_DECIDED');
      const context = { ...locked, review };
      const to = grant ? await this.terms.prolong(context, asked.workingDays) : null;
      await this.terms.answer(locked.actor, context, asked, { to, reason });
      await this.steps.tell(locked, asked.by.id, {
        key: id,
        verb: grant ? 'prolongation_granted' : 'prolongation_refused',
      });
      await this.acts.finish(asked.actId);
      return asked.actId;
    });
  }
}
