import { Injectable } from '@nestjs/common';
import type { ReviewAction, StepKind } from '#contracts';
import { type Actor, AppError, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { canTakeBack, isOnTheWay } from '../acts/draft-acts.policy.js';
import { VersionMoves } from '../acts/version-moves.js';
import { PlanRunner } from './plan-runner.js';
import { followersOf, isReversible, LEAVES_BODY } from './reversals.js';
import { ReviewMoves } from './review-moves.js';
import type { RouteStep } from './route-step.entity.js';
import type { ReviewContext, StepContext } from './step-context.js';
import { Steps } from './steps.js';

/** How a review goes back with the decision; an opinion leaves it where it is. */
const REVIEW_MOVES: Partial<Record<StepKind, ReviewAction>> = {
  registration: 'take_back_registration',
  assignment: 'take_back_assignment',
  outcome: 'take_back_outcome',
};

/** Who decided takes it back, as long as the next has not opened what came of it (775:15-18). */
@Injectable()
export class TakeBack {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly versions: VersionMoves,
    private readonly reviews: ReviewMoves,
    private readonly runner: PlanRunner,
  ) {}

  /**
   * The decision lapses and is asked for anew; what it had opened is called off.
   * @throws AppError NOT_FOUND, FORBIDDEN for all but who decided, CONFLICT for what is no decision that stands,
   *   STEP_FOLLOWED where somebody has opened what followed
   */
  async run(reader: Actor, stepId: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.takeDecided(reader, stepId);
      const { act, version, step, review } = context;
      const actor = canTakeBack(reader, step);
      if (!actor) throw new AppError('FORBIDDEN');
      const peers = await this.steps.peersOf(step);
      const stands = review
        ? review.state !== 'withdrawn' && version.state === 'at_bodies'
        : step.submissionId === null && step.round === version.round && isOnTheWay(version.state);
      if (step.state !== 'done' || !stands || LEAVES_BODY.has(step.kind))
        throw new AppError('CONFLICT', { state: step.state });
      const followers = followersOf(step, peers, version.plan);
      if (!isReversible(step, peers, version.plan)) {
        throw new AppError('STEP_FOLLOWED', { by: holderOf(followers) });
      }
      const reversed = { act, version, step, actor };
      await this.steps.lapse(reversed, 'take_back');
      for (const one of followers.filter(({ state }) => state === 'open')) {
        await this.steps.cancel({ act, version, ...(review && { review }) }, one);
      }
      const scopes = review ? await this.inReview({ ...reversed, review }) : await this.inside(reversed);
      await this.acts.finish(act.id, scopes);
    });
  }

  /** Inside the developer body the plan opens the step again. */
  private async inside(context: StepContext): Promise<string[]> {
    const { version, step, actor } = context;
    const agreed = step.kind === 'unit_agreement' || step.kind === 'superior_agreement';
    if (agreed && version.state === 'legal_visa') {
      await this.versions.move(actor, context, 'take_back_agreement');
    }
    if (step.kind === 'legal_visa' && version.state === 'head_signature') {
      await this.versions.move(actor, context, 'take_back_visa');
    }
    return this.runner.goOn(null, context);
  }

  private async inReview(context: StepContext & ReviewContext): Promise<string[]> {
    const { step, actor, review } = context;
    const move = REVIEW_MOVES[step.kind];
    if (move) await this.reviews.move(actor, context, move);
    if (step.kind === 'outcome_agreement' && review.state === 'head_signature') {
      await this.reviews.move(actor, context, 'take_back_agreement');
    }
    return this.reviews.reopen(context, step);
  }
}

/** Who had opened or decided what followed. */
function holderOf(followers: readonly RouteStep[]): string | null {
  const first = followers.find(({ openedAt, decidedBy }) => openedAt !== null || decidedBy !== null);
  return first?.decidedBy?.fullName ?? first?.assignees[0]?.fullName ?? null;
}
