import type { Outcome, Step, StepKind } from '#contracts';
import type { MessageId } from '../../../i18n/ids';
import type { NodeState } from '../../../ui/route';

/** What a step asks for, after "Your turn:". */
export const STEP_TITLES: Readonly<Record<StepKind, MessageId>> = {
  unit_agreement: 'agreements.step.unitAgreement',
  superior_agreement: 'agreements.step.superiorAgreement',
  legal_visa: 'agreements.step.legalVisa',
  co_signature: 'agreements.step.coSignature',
  developer_signature: 'agreements.step.developerSignature',
  registration: 'agreements.step.registration',
  assignment: 'agreements.step.assignment',
  opinion: 'agreements.step.opinion',
  outcome: 'agreements.step.outcome',
  outcome_agreement: 'agreements.step.outcomeAgreement',
  body_signature: 'agreements.step.bodySignature',
  letter_signature: 'agreements.step.letterSignature',
  office_registration: 'agreements.step.officeRegistration',
  office_consideration: 'agreements.step.officeConsideration',
};

/** The order's own verbs, on buttons (775:17). */
export const OUTCOME_VERBS: Readonly<Record<Outcome, MessageId>> = {
  agreed: 'agreements.verb.agree',
  with_remarks: 'agreements.verb.agreeWithRemarks',
  refused: 'agreements.verb.refuse',
};

interface AgreeWords {
  verb: MessageId;
  done: MessageId;
}

/** What a head agrees: the draft, or what his executor proposes of it, be it a refusal (775:18); the Office accepts. */
export function agreeWords(kind: StepKind): AgreeWords {
  if (kind === 'outcome_agreement') {
    return { verb: 'agreements.verb.agreeOutcome', done: 'agreements.done.outcomeAgreed' };
  }
  return kind === 'office_consideration'
    ? { verb: 'agreements.verb.accept', done: 'agreements.done.accepted' }
    : { verb: 'agreements.verb.agree', done: 'agreements.done.agreed' };
}

/** The result of a body. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, MessageId>> = {
  agreed: 'agreements.outcome.agreed',
  with_remarks: 'agreements.outcome.withRemarks',
  refused: 'agreements.outcome.refused',
};

/** What an executor proposes. */
export const PROPOSED_WORDS: Readonly<Record<Outcome, MessageId>> = {
  agreed: 'agreements.proposed.agreed',
  with_remarks: 'agreements.proposed.withRemarks',
  refused: 'agreements.proposed.refused',
};

const OPINION_WORDS: Readonly<Record<Outcome, MessageId>> = {
  agreed: 'agreements.done.agreed',
  with_remarks: 'agreements.done.withRemarks',
  refused: 'agreements.done.refused',
};

const DONE_WORDS: Readonly<Record<Exclude<StepKind, 'opinion' | 'outcome'>, MessageId>> = {
  unit_agreement: 'agreements.done.agreed',
  superior_agreement: 'agreements.done.agreed',
  legal_visa: 'agreements.done.visa',
  co_signature: 'agreements.done.signed',
  developer_signature: 'agreements.done.signed',
  registration: 'agreements.done.registered',
  assignment: 'agreements.done.assigned',
  outcome_agreement: 'agreements.done.outcomeAgreed',
  body_signature: 'agreements.done.signed',
  letter_signature: 'agreements.done.signed',
  office_registration: 'agreements.done.passedOn',
  office_consideration: 'agreements.done.accepted',
};

export const OUTCOME_NODES: Readonly<Record<Outcome, NodeState>> = {
  agreed: 'done',
  with_remarks: 'remarks',
  refused: 'refused',
};

/** Circle and word of a step. "Not opened yet" differs from "opened, no outcome", and both from silence past the term. */
export function stepLook(step: Step, mine: boolean, now: Date): { state: NodeState; word: MessageId } {
  if (step.state === 'returned') {
    const word = step.kind === 'opinion' ? 'agreements.declineOpinion.done' : 'agreements.done.returned';
    return { state: 'returned', word };
  }
  if (step.state === 'lapsed') return { state: 'returned', word: 'agreements.done.lapsed' };
  if (step.state === 'silent') return { state: 'silent', word: 'agreements.goOn.passedOver' };
  if (step.state === 'cancelled') return { state: 'locked', word: 'agreements.done.cancelled' };
  if (step.state === 'open') {
    if (step.pendingSignature?.state === 'waiting')
      return { state: 'opened', word: 'agreements.pending.word' };
    if (mine) return { state: 'turn', word: 'agreements.yourTurn' };
    if (step.passedOverAt) return { state: 'silent', word: 'agreements.goOn.passedOver' };
    if (isSilent(step.dueAt, now)) return { state: 'silent', word: 'agreements.silent' };
    return step.openedAt
      ? { state: 'opened', word: 'agreements.opened' }
      : { state: 'unopened', word: 'agreements.unopened' };
  }
  const word = decidedWord(step.kind, step.outcome);
  const chosen = step.kind === 'outcome' || step.kind === 'opinion';
  return { state: chosen ? OUTCOME_NODES[step.outcome ?? 'agreed'] : 'done', word };
}

/** The term has passed without an answer (775:20): that is shown as it is, and counts as nothing. */
export const isSilent = (dueAt: string | null, now: Date): boolean =>
  dueAt !== null && Date.parse(dueAt) < now.getTime();

/** Units whose opinion the executor waits for. */
export const awaitedUnits = (steps: readonly Step[]): Step[] =>
  steps.filter(
    ({ kind, state, passedOverAt }) => kind === 'opinion' && state === 'open' && passedOverAt === null,
  );

/** An answer that came after its term. */
export const isLate = (answeredAt: string | null, dueAt: string | null): boolean =>
  answeredAt !== null && dueAt !== null && Date.parse(answeredAt) > Date.parse(dueAt);

/** A decision in the past tense. */
export function decidedWord(kind: StepKind, outcome: Outcome | null): MessageId {
  if (kind === 'outcome') return PROPOSED_WORDS[outcome ?? 'agreed'];
  return kind === 'opinion' ? OPINION_WORDS[outcome ?? 'agreed'] : DONE_WORDS[kind];
}
