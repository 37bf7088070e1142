import type { FieldError, Outcome, OutcomeBody, Remark, Review, UnitRef } from '#contracts';

/** A remark as it is being written. */
export interface RemarkDraft {
  key: string;
  point: string;
  text: string;
  proposal: string;
  /** The unit whose opinion it came with */
  from: string | null;
  /** Taken out, and can be put back. */
  removed: boolean;
}

export interface OutcomeDraft {
  outcome: Outcome | null;
  reason: string;
  remarks: RemarkDraft[];
}

export function emptyRemark(): RemarkDraft {
  return { key: crypto.randomUUID(), point: '', text: '', proposal: '', from: null, removed: false };
}

type Inner = NonNullable<Review['inner']>;

/**
 * What the executor begins with: the interested units' remarks, to take over or leave out; after a return, what he
 * proposed before (775:17, 18).
 */
export function beginOutcome(inner: Review['inner'], nameOf: (unit: UnitRef) => string): OutcomeDraft {
  const last = lastProposal(inner);
  if (last) {
    const remarks = last.remarks.map((remark) => draftOf(remark, null));
    return { outcome: last.outcome, reason: last.comment ?? '', remarks };
  }
  const opinions = (inner?.steps ?? []).filter(({ kind, state }) => kind === 'opinion' && state === 'done');
  const remarks = opinions.flatMap(({ unit, remarks }) =>
    remarks.map((remark) => draftOf(remark, unit && nameOf(unit))),
  );
  return { outcome: null, reason: '', remarks };
}

function lastProposal(inner: Review['inner']): Inner['steps'][number] | undefined {
  return inner?.steps
    .filter(({ kind, state }) => kind === 'outcome' && state === 'done')
    .sort((one, other) => one.round - other.round)
    .at(-1);
}

function draftOf({ id, point, text, proposal }: Remark, from: string | null): RemarkDraft {
  return { key: id, point: point ?? '', text, proposal, from, removed: false };
}

/** Remarks that will be sent: neither taken out nor left wholly empty. */
export function sentRemarks({ remarks }: OutcomeDraft): RemarkDraft[] {
  return remarks.filter(
    ({ removed, point, text, proposal }) => !removed && `${point}${text}${proposal}`.trim() !== '',
  );
}

export function outcomeBodyOf(
  draft: OutcomeDraft,
): Omit<OutcomeBody, 'outcome'> & { outcome: Outcome | null } {
  return {
    outcome: draft.outcome,
    reason: draft.reason,
    remarks:
      draft.outcome === 'with_remarks'
        ? sentRemarks(draft).map(({ point, text, proposal }) => ({
            point: point.trim() || null,
            text,
            proposal,
          }))
        : [],
  };
}

/** What the order asks of an outcome: remarks where it has remarks, the reason where it refuses (775:17). */
export function missingIn(draft: OutcomeDraft): FieldError[] {
  if (draft.outcome === 'refused' && draft.reason.trim() === '')
    return [{ path: 'reason', rule: 'too_small' }];
  if (draft.outcome === 'with_remarks' && sentRemarks(draft).length === 0) {
    return [{ path: 'remarks', rule: 'too_small' }];
  }
  return [];
}
