import { type OutcomeBody, REMARK_MACHINE, type RemarkAction, type RemarkState } from '#contracts';
import { AppError } from '#kernel';

/** States from which a move leads on. */
export function openPartOf(action: RemarkAction): RemarkState[] {
  return REMARK_MACHINE.transitions.filter((row) => row.action === action).map(({ from }) => from);
}

/**
 * What the executor's outcome makes of the units' remarks (775:17): each is taken up by one of his at least, or left out
 * with a reason; where the outcome has no remarks, all are left out.
 * @param open ids of the units' remarks that were stated
 * @throws AppError UNIT_REMARKS_OPEN with those of which nothing is said; VALIDATION_FAILED for ids of other remarks, and
 *   for one that is both taken up and left out
 */
export function sumUp(
  open: readonly string[],
  { remarks, leftOut }: Pick<OutcomeBody, 'remarks' | 'leftOut'>,
): { kept: string[]; leftOut: OutcomeBody['leftOut'] } {
  const known = new Set(open);
  const kept = new Set(remarks.flatMap(({ sources }) => sources));
  const out = new Set(leftOut.map(({ id }) => id));
  const refuse = (path: string, rule: string): never => {
    throw new AppError('VALIDATION_FAILED', {}, [{ path, rule }]);
  };
  if (out.size !== leftOut.length) refuse('leftOut', 'NOT_DISTINCT');
  if ([...kept].some((id) => !known.has(id))) refuse('remarks', 'unknown_source');
  if ([...out].some((id) => !known.has(id) || kept.has(id))) refuse('leftOut', 'unknown_source');
  const ids = open.filter((id) => !kept.has(id) && !out.has(id));
  if (ids.length > 0) throw new AppError('UNIT_REMARKS_OPEN', { count: ids.length, ids });
  return { kept: [...kept], leftOut: [...leftOut] };
}
