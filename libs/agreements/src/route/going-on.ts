import { Injectable } from '@nestjs/common';
import { type Actor, AppError, Clock, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { areSilent, canAskUnit, isAwaited } from '../acts/draft-acts.policy.js';
import { ReviewMoves } from './review-moves.js';
import { Steps } from './steps.js';

/** The executor of an approving body goes on without units that let their term pass (775:17). */
@Injectable()
export class GoingOn {
  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly reviews: ReviewMoves,
  ) {}

  /**
   * It is his turn to sum up. A unit that was silent may still answer until the outcome is proposed; if it does not, its
   * silence stays on the route and on the sheets, and it agrees to nothing.
   * @returns the id of the act
   * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT where he waits for no unit, UNITS_HAVE_TIME with `until`
   */
  withoutSilent(reader: Actor, reviewId: string): Promise<string> {
    return this.tx.run(async () => {
      const context = await this.steps.takeReview(reader, reviewId);
      const { act, version, review } = context;
      const actor = canAskUnit(reader, { ...review, executorId: review.executor?.id ?? null });
      if (!actor) throw new AppError('FORBIDDEN');
      const awaited = (await this.steps.openSteps(version.id, review.id)).filter(isAwaited);
      if (awaited.length === 0) throw new AppError('CONFLICT', { state: review.state });
      const now = this.clock.now();
      if (!areSilent(awaited, now)) {
        const terms = awaited.flatMap(({ dueAt }) => (dueAt ? [dueAt.getTime()] : []));
        throw new AppError('UNITS_HAVE_TIME', { until: new Date(Math.max(...terms)).toISOString() });
      }
      const executor = awaited
        .flatMap(({ assignees }) => assignees.map(({ fullName }) => fullName))
        .join(', ');
      await this.reviews.move(actor, context, 'go_on', {}, { executor });
      await this.steps.passOver(awaited, now);
      await this.acts.finish(act.id, await this.reviews.sumUpWhenAnswered(context));
      return act.id;
    });
  }
}
