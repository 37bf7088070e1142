import type { Outcome, OutcomeBody, StepKind, VersionAction } from '#contracts';
import { AppError } from '#kernel';
import type { Review } from './review.entity.js';

/** What an outcome must bring along, and what the outcomes of all bodies make of a version (775:17, 19, 22). */

/**
 * What an outcome brings along. 775:17.2: "with remarks" has at least one; 775:17.3: a refusal has its reason.
 * @throws AppError REMARKS_MISSING, REASON_MISSING, VALIDATION_FAILED for remarks beside another outcome
 */
export function assertComplete(body: OutcomeBody): void {
  if (body.outcome === 'refused' && body.reason === '') throw new AppError('REASON_MISSING');
  if (body.outcome !== 'with_remarks') {
    // Remarks beside another outcome would be lost without a word.
    if (body.remarks.length > 0)
      throw new AppError('VALIDATION_FAILED', {}, [{ path: 'remarks', rule: 'unexpected' }]);
    return;
  }
  if (body.remarks.length === 0) throw new AppError('REMARKS_MISSING');
}

/**
 * Does a decided step belong to the passage that counted? What was summed up and agreed before a return was done anew
 * after it; registration, assignment and opinions stand for every passage.
 */
export function stands(step: { kind: StepKind; round: number }, lastRound: number): boolean {
  const onceForAll = step.kind === 'registration' || step.kind === 'assignment' || step.kind === 'opinion';
  return onceForAll || step.round === lastRound;
}

/** Steps that a sheet lists, in order: those of the passage that counted, with the units that kept silent in it (775:17). */
export function listedOf<
  One extends { kind: StepKind; round: number; decidedAt: Date | null; passedOverAt: Date | null },
>(steps: readonly One[], { round }: { readonly round: number }): One[] {
  const at = ({ decidedAt, passedOverAt }: One) => (decidedAt ?? passedOverAt)?.getTime() ?? 0;
  return steps.filter((step) => stands(step, round)).sort((one, other) => at(one) - at(other));
}

/** Did a body that is asked no more let its term pass without an answer? That is silence, and no consent (775:20). */
export function keptSilent({ dueAt, withdrawn }: Pick<Review, 'dueAt' | 'withdrawn'>): boolean {
  return dueAt !== null && withdrawn !== null && dueAt < new Date(withdrawn.at);
}

/** Bodies that were asked, gave no answer, and are asked no more; not those that were asked again later. */
export function unansweredOf<One extends Pick<Review, 'bodyId' | 'state'>>(reviews: readonly One[]): One[] {
  const asked = new Set(reviews.filter(({ state }) => state !== 'withdrawn').map(({ bodyId }) => bodyId));
  return reviews.filter(({ state, bodyId }) => state === 'withdrawn' && !asked.has(bodyId));
}

/** The move of a version whose reviews have these outcomes; undefined while one is still awaited. */
export function settlementOf(outcomes: readonly (Outcome | null)[]): VersionAction | undefined {
  if (outcomes.length === 0 || outcomes.includes(null)) return undefined;
  if (outcomes.includes('refused')) return 'settle_refused';
  return outcomes.includes('with_remarks') ? 'settle_with_remarks' : 'settle_agreed';
}
