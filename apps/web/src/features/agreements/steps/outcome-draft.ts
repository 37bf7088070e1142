import type { FieldError, Outcome, OutcomeBody, RemarkKind, RemarkPlace, StepRemarks } from '#contracts';

/** A remark as it is being written. */
export interface RemarkDraft {
  /** Its id in the portal too. */
  id: string;
  /** Of what the portal keeps of it; 0: nothing yet. */
  revision: number;
  kind: RemarkKind;
  point: string;
  place: RemarkPlace | null;
  text: string;
  proposal: string;
  /** Units' remarks that it takes up. */
  sources: string[];
  /** Changed since the portal kept it. */
  dirty: boolean;
  /** Taken out, and can be put back. */
  removed: boolean;
}

export interface OutcomeDraft {
  outcome: Outcome | null;
  reason: string;
  remarks: RemarkDraft[];
  /** Why a unit's remark is left out, by its id. */
  leftOut: Record<string, string>;
  /** Units' remarks that were put into the draft, so that one that is taken out stays out. */
  taken: string[];
}

type UnitRemarks = StepRemarks['fromUnits'];

export const EMPTY_OUTCOME: OutcomeDraft = { outcome: null, reason: '', remarks: [], leftOut: {}, taken: [] };

export function emptyRemark(): RemarkDraft {
  return {
    id: crypto.randomUUID(),
    revision: 0,
    kind: 'substance',
    point: '',
    place: null,
    text: '',
    proposal: '',
    sources: [],
    dirty: false,
    removed: false,
  };
}

/** A unit's remark, taken over as it is. */
export function takenOver({ id, kind, point, place, text, proposal }: UnitRemarks[number]): RemarkDraft {
  return { ...emptyRemark(), kind, point: point ?? '', place, text, proposal, sources: [id] };
}

/**
 * What was typed here, with what the portal keeps: remarks that another wrote come in; of one that both changed, both are
 * kept, the own one as a new remark.
 * @returns who changed what is kept twice, too
 */
export function reconcile(
  own: readonly RemarkDraft[],
  kept: StepRemarks['drafts'],
): { remarks: RemarkDraft[]; twice: string[] } {
  const twice: string[] = [];
  const remarks = own.flatMap((one): RemarkDraft[] => {
    const other = kept.find(({ id }) => id === one.id);
    if (!other && one.revision === 0) return [one];
    if (!other) return one.dirty ? [{ ...one, id: crypto.randomUUID(), revision: 0 }] : [];
    if (other.revision === one.revision) return [one];
    if (!one.dirty) return [ofKept(other)];
    twice.push(other.author.fullName);
    return [ofKept(other), { ...one, id: crypto.randomUUID(), revision: 0, sources: [] }];
  });
  const unknown = kept.filter(({ id }) => !remarks.some((one) => one.id === id));
  return { remarks: [...remarks, ...unknown.map(ofKept)], twice };
}

function ofKept({ author: _, point, ...draft }: StepRemarks['drafts'][number]): RemarkDraft {
  return { ...draft, point: point ?? '', dirty: false, removed: false };
}

/** What the executor begins with: what he has written so far, and what the interested units remarked (775:17). */
export function beginOutcome(own: OutcomeDraft, { drafts, fromUnits }: StepRemarks): OutcomeDraft {
  const { remarks } = reconcile(own.remarks, drafts);
  const used = new Set([...own.taken, ...remarks.flatMap(({ sources }) => sources)]);
  const fresh = fromUnits.filter(({ id, leftOutReason }) => !used.has(id) && leftOutReason === null);
  const before = fromUnits.flatMap(({ id, leftOutReason }) =>
    leftOutReason === null ? [] : [[id, leftOutReason]],
  );
  return {
    ...own,
    remarks: [...remarks, ...fresh.map(takenOver)],
    leftOut: { ...Object.fromEntries(before), ...own.leftOut },
    taken: fromUnits.map(({ id }) => id),
  };
}

const isEmpty = ({ point, text, proposal }: RemarkDraft): boolean =>
  `${point}${text}${proposal}`.trim() === '';

/** Whether anything stands in it besides the outcome, which one press chooses. */
export const isWritten = ({ reason, remarks, leftOut }: OutcomeDraft): boolean =>
  [reason, ...Object.values(leftOut)].some((text) => text.trim() !== '') ||
  remarks.some((one) => !one.removed && !isEmpty(one));

/**
 * Remarks that will be sent: neither taken out nor left wholly empty. Where all are empty they are wanted nonetheless, so
 * that it is told which field is to be filled in.
 */
export function sentRemarks({ outcome, remarks }: OutcomeDraft): RemarkDraft[] {
  if (outcome !== 'with_remarks') return [];
  const shown = remarks.filter(({ removed }) => !removed);
  const written = shown.filter((one) => !isEmpty(one));
  return written.length > 0 ? written : shown;
}

/** Units' remarks that are taken up in none of those that will be sent. */
export function leftOutOf(draft: OutcomeDraft, fromUnits: UnitRemarks): UnitRemarks {
  const taken = new Set(sentRemarks(draft).flatMap(({ sources }) => sources));
  return fromUnits.filter(({ id }) => !taken.has(id));
}

export function outcomeBodyOf(
  draft: OutcomeDraft,
  fromUnits: UnitRemarks,
): Omit<OutcomeBody, 'outcome'> & { outcome: Outcome | null } {
  const sent = sentRemarks(draft);
  return {
    outcome: draft.outcome,
    reason: draft.reason,
    remarks: sent.map(({ id, revision, kind, point, place, text, proposal, sources }) => ({
      id,
      revision,
      kind,
      point: point.trim() || null,
      place,
      text,
      proposal,
      sources,
    })),
    dropped: draft.remarks
      .filter((one) => one.revision > 0 && !sent.includes(one))
      .map(({ id, revision }) => ({ id, revision })),
    leftOut: leftOutOf(draft, fromUnits).map(({ id }) => ({ id, reason: draft.leftOut[id] ?? '' })),
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

/** Two remarks as one: the words of both, and the units' that both take up. The one that was merged is taken out. */
export function merged(remarks: readonly RemarkDraft[], fromId: string, intoId: string): RemarkDraft[] {
  const from = remarks.find(({ id }) => id === fromId);
  if (!from) return [...remarks];
  const join = (one: string, other: string) => [one, other].filter((text) => text.trim() !== '').join('\n');
  return remarks.map((one) => {
    if (one.id === fromId) return { ...one, sources: [], removed: true, dirty: true };
    if (one.id !== intoId) return one;
    return {
      ...one,
      text: join(one.text, from.text),
      proposal: join(one.proposal, from.proposal),
      sources: [...new Set([...one.sources, ...from.sources])],
      dirty: true,
    };
  });
}
