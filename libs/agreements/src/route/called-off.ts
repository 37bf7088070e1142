import { type EntityManager, IsNull, Not } from 'typeorm';
import { AppError } from '#kernel';
import type { DraftAct } from '../acts/draft-act.entity.js';
import { Review } from './review.entity.js';
import { RouteStep } from './route-step.entity.js';

/**
 * Says why a step that was called off is asked of nobody any more, as far as it is known.
 * @throws AppError ACT_WITHDRAWN, ACT_RECALLED, ACT_RETURNED, REVIEW_WITHDRAWN, STEP_TAKEN_BACK, NOT_YOUR_TURN where it is
 *   asked of another now
 */
export async function refuseCalledOff(
  manager: EntityManager,
  { initiator, withdrawn }: DraftAct,
  step: RouteStep,
): Promise<never> {
  if (withdrawn) throw new AppError('ACT_WITHDRAWN', { by: withdrawn.by.fullName });
  const { versionId, round } = step;
  const reviewId = step.reviewId ?? IsNull();
  const returned = await manager.findOneBy(RouteStep, {
    versionId,
    reviewId,
    submissionId: step.submissionId ?? IsNull(),
    round,
    state: 'returned',
    // A unit that returns what was asked of it calls nothing off.
    kind: Not('opinion'),
  });
  if (returned) throw new AppError('ACT_RETURNED', { by: returned.decidedBy?.fullName ?? null });
  const review = step.reviewId && (await manager.findOneBy(Review, { id: step.reviewId }));
  if (review && review.state === 'withdrawn') throw new AppError('REVIEW_WITHDRAWN');
  const lapsed = await manager.findOne(RouteStep, {
    where: { versionId, reviewId, round, state: 'lapsed' },
    order: { decidedAt: 'DESC' },
  });
  if (lapsed) throw new AppError('STEP_TAKEN_BACK', { by: lapsed.lapsed?.by.fullName ?? null });
  if (step.reviewId === null) throw new AppError('ACT_RECALLED', { by: initiator.fullName });
  // Inside a body it is asked of another now.
  throw new AppError('NOT_YOUR_TURN');
}
