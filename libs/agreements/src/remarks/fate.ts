import type { RemarkThread } from '#contracts';
import type { RemarkRow } from './remark.entity.js';

/** A remark as far as what became of it depends on it. */
export type FatedRemark = Pick<
  RemarkRow,
  'id' | 'level' | 'state' | 'sources' | 'text' | 'proposal' | 'leftOutReason'
>;

/**
 * What the executor made of a unit's remark when he summed up (775:17): taken up as it was, in other words or merged with
 * others, or left out with the reason. Null for a body's own remark, and while nothing is decided of it.
 * @param all remarks of the same body, among which stands what it was taken up into
 */
export function fateOf(remark: FatedRemark, all: readonly FatedRemark[]): RemarkThread['fate'] {
  if (remark.state === 'left_out') return { became: 'left_out', into: null, reason: remark.leftOutReason };
  if (remark.level !== 'unit' || remark.state !== 'kept') return null;
  const into = all.find(({ sources }) => sources.includes(remark.id));
  if (!into) return { became: 'kept', into: null, reason: null };
  const isSame = into.text === remark.text && into.proposal === remark.proposal;
  const became = into.sources.length > 1 ? 'merged' : isSame ? 'kept' : 'edited';
  return { became, into: into.id, reason: null };
}
