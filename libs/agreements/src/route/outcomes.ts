import type { Outcome, OutcomeBody, StepKind, VersionAction } from '#contracts';
import { AppError } from '#kernel';

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

/** The move of a version whose reviews have these outcomes; undefined while one is still awaited. */
export function settlementOf(outcomes: readonly (Outcome | null)[]): VersionAction | undefined {
  if (outcomes.length === 0 || outcomes.includes(null)) return undefined;
  if (outcomes.includes('refused')) return 'settle_refused';
  return outcomes.includes('with_remarks') ? 'settle_with_remarks' : 'settle_agreed';
}
