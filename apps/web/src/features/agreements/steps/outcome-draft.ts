import type { FieldError, Outcome, OutcomeBody, Review } from '#contracts';

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

/** What the interested units remarked: the executor takes it over or leaves it out (775:17). */
export function remarksOfUnits(
  inner: Review['inner'],
  unitName: (unit: NonNullable<NonNullable<Review['inner']>['steps'][number]['unit']>) => string,
): RemarkDraft[] {
  const opinions = (inner?.steps ?? []).filter(({ kind, state }) => kind === 'opinion' && state === 'done');
  return opinions.flatMap(({ unit, remarks }) =>
    remarks.map(({ id, point, text, proposal }) => ({
      key: id,
      point: point ?? '',
      text,
      proposal,
      from: unit ? unitName(unit) : null,
      removed: false,
    })),
  );
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
