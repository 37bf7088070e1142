import type { Machine } from '../machine.js';

/** The route of a draft act, as tables (775:15-20). */

export const ACT_KINDS = ['government_resolution', 'prime_minister_order', 'bill'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** 775:17. */
export const OUTCOMES = ['agreed', 'with_remarks', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

// --- A version of a draft act, seen from the developer body ---------------------------------------------

export const VERSION_STATES = [
  'draft', // the initiator prepares it
  'units', // the interested units of the developer body and the initiator's superiors agree (775:15)
  'legal_visa', // the head of the legal service gives a visa by EDS (775:15)
  'head_signature', // the co-signers and the head of the body sign by EDS (775:15, 64)
  'at_bodies', // sent to the approving bodies (775:16)
  'agreed', // every approving body agreed without remarks (775:22)
  'with_remarks', // all answered, some with remarks (775:19)
  'refused', // all answered, at least one refused (775:17.3)
  'superseded', // a newer version was dispatched (775:19)
  'discarded', // thrown away before it was ever sent
  'at_office', // the Prime Minister's Office has it (775:22, 23)
  'accepted', // the Office accepted it (775:23)
  'office_returned', // the Office returned it with a reason (775:23)
  'withdrawn', // the initiator took the act back for good
] as const;
export type VersionState = (typeof VERSION_STATES)[number];

export const VERSION_ACTIONS = [
  'send',
  'discard',
  'recall',
  'return',
  'units_agreed',
  'give_visa',
  'sign',
  'take_back_agreement',
  'take_back_visa',
  'settle_agreed',
  'settle_with_remarks',
  'settle_refused',
  'supersede',
  'hand_in',
  'office_accept',
  'office_return',
  'withdraw',
] as const;
export type VersionAction = (typeof VERSION_ACTIONS)[number];

/** `portal`: the portal itself, when the condition of the row is met. */
export type VersionRole =
  | 'initiator'
  | 'unit_head'
  | 'legal_head'
  | 'body_head'
  | 'office_unit_head'
  | 'portal';

export const VERSION_MACHINE: Machine<VersionState, VersionAction, VersionRole> = {
  name: 'version',
  initial: 'draft',
  final: ['accepted', 'superseded', 'discarded', 'withdrawn'],
  transitions: [
    { from: 'draft', action: 'send', to: 'units', by: 'initiator' },
    { from: 'draft', action: 'discard', to: 'discarded', by: 'initiator' },
    { from: 'units', action: 'units_agreed', to: 'legal_visa', by: 'portal' },
    { from: 'units', action: 'return', to: 'draft', by: 'unit_head' },
    { from: 'units', action: 'recall', to: 'draft', by: 'initiator' },
    { from: 'legal_visa', action: 'give_visa', to: 'head_signature', by: 'legal_head' },
    { from: 'legal_visa', action: 'return', to: 'draft', by: 'legal_head' },
    { from: 'legal_visa', action: 'recall', to: 'draft', by: 'initiator' },
    { from: 'legal_visa', action: 'take_back_agreement', to: 'units', by: 'unit_head' },
    { from: 'head_signature', action: 'take_back_visa', to: 'legal_visa', by: 'legal_head' },
    { from: 'head_signature', action: 'sign', to: 'at_bodies', by: 'body_head' },
    { from: 'head_signature', action: 'return', to: 'draft', by: 'body_head' },
    { from: 'head_signature', action: 'recall', to: 'draft', by: 'initiator' },
    { from: 'at_bodies', action: 'settle_agreed', to: 'agreed', by: 'portal' },
    { from: 'at_bodies', action: 'settle_with_remarks', to: 'with_remarks', by: 'portal' },
    { from: 'at_bodies', action: 'settle_refused', to: 'refused', by: 'portal' },
    { from: 'with_remarks', action: 'supersede', to: 'superseded', by: 'portal' },
    { from: 'refused', action: 'supersede', to: 'superseded', by: 'portal' },
    { from: 'agreed', action: 'hand_in', to: 'at_office', by: 'portal' },
    { from: 'at_office', action: 'office_accept', to: 'accepted', by: 'office_unit_head' },
    { from: 'at_office', action: 'office_return', to: 'office_returned', by: 'office_unit_head' },
    { from: 'office_returned', action: 'supersede', to: 'superseded', by: 'portal' },
    { from: 'draft', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'units', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'legal_visa', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'head_signature', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'at_bodies', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'agreed', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'with_remarks', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'refused', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'at_office', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'office_returned', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
  ],
};

// --- The review of a version in one approving body -------------------------------------------------------

export const REVIEW_STATES = [
  'arrived', // waits for the documentation service (775:16, 20)
  'registered', // the management names the units (775:16)
  'in_work', // the executor sums up the units' opinions (775:17)
  'unit_heads', // the heads of the units agree the outcome (775:18)
  'head_signature', // the head of the body signs the outcome (775:18)
  'settled', // signed
  'withdrawn', // no longer asked: taken off by the initiator, or not meant for it
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const REVIEW_ACTIONS = [
  'register',
  'assign',
  'readdress',
  'ask_unit',
  'go_on',
  'decline_opinion',
  'hand_over',
  'propose',
  'heads_agreed',
  'return',
  'sign',
  'return_registration',
  'return_assignment',
  'take_back_registration',
  'take_back_assignment',
  'take_back_outcome',
  'take_back_agreement',
  'send_back',
  'withdraw',
] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];

export type ReviewRole =
  | 'documentation_officer'
  | 'management'
  | 'responsible_unit_head'
  | 'executor'
  | 'unit_head'
  | 'body_head'
  | 'initiator'
  | 'portal';

export const REVIEW_MACHINE: Machine<ReviewState, ReviewAction, ReviewRole> = {
  name: 'review',
  initial: 'arrived',
  final: ['settled', 'withdrawn'],
  transitions: [
    { from: 'arrived', action: 'register', to: 'registered', by: 'documentation_officer' },
    { from: 'registered', action: 'assign', to: 'in_work', by: 'management' },
    // 775:16: what the documentation service passed on went to the wrong one
    { from: 'registered', action: 'readdress', to: 'registered', by: 'documentation_officer' },
    { from: 'in_work', action: 'readdress', to: 'in_work', by: 'documentation_officer' },
    { from: 'in_work', action: 'ask_unit', to: 'in_work', by: 'executor' },
    // 775:17: a unit let its term pass without an answer
    { from: 'in_work', action: 'go_on', to: 'in_work', by: 'executor' },
    { from: 'in_work', action: 'decline_opinion', to: 'in_work', by: 'unit_head' },
    { from: 'in_work', action: 'hand_over', to: 'in_work', by: 'responsible_unit_head' },
    { from: 'in_work', action: 'propose', to: 'unit_heads', by: 'executor' },
    { from: 'unit_heads', action: 'heads_agreed', to: 'head_signature', by: 'portal' },
    { from: 'unit_heads', action: 'return', to: 'in_work', by: 'unit_head' },
    { from: 'head_signature', action: 'sign', to: 'settled', by: 'body_head' },
    { from: 'head_signature', action: 'return', to: 'in_work', by: 'body_head' },
    { from: 'registered', action: 'return_registration', to: 'arrived', by: 'management' },
    { from: 'in_work', action: 'return_assignment', to: 'registered', by: 'executor' },
    { from: 'registered', action: 'take_back_registration', to: 'arrived', by: 'documentation_officer' },
    { from: 'in_work', action: 'take_back_assignment', to: 'registered', by: 'management' },
    { from: 'unit_heads', action: 'take_back_outcome', to: 'in_work', by: 'executor' },
    { from: 'head_signature', action: 'take_back_outcome', to: 'in_work', by: 'executor' },
    { from: 'head_signature', action: 'take_back_agreement', to: 'unit_heads', by: 'unit_head' },
    { from: 'arrived', action: 'send_back', to: 'withdrawn', by: 'documentation_officer' },
    { from: 'arrived', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'registered', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'in_work', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'unit_heads', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
    { from: 'head_signature', action: 'withdraw', to: 'withdrawn', by: 'initiator' },
  ],
};

// --- One step: one decision that is asked of somebody ----------------------------------------------------

export const STEP_KINDS = [
  // in the developer body (775:15, 64)
  'unit_agreement',
  'superior_agreement',
  'legal_visa',
  'co_signature',
  'developer_signature',
  // in an approving body (775:16-18, 20)
  'registration',
  'assignment',
  'opinion',
  'outcome',
  'outcome_agreement',
  'body_signature',
  // on the way to the Office (775:22), and there (775:23)
  'letter_signature',
  'office_registration',
  'office_consideration',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What waits for the initiator with a term, though it is no step of the route. */
export const INITIATOR_TASKS = [
  'rework_draft',
  'place_new_version',
  'decide_suggestion',
  'complete_bodies',
  'decide_prolongation',
  'write_letter',
] as const;
export type InitiatorTask = (typeof INITIATOR_TASKS)[number];

/** What waits with a term in the talk about remarks (775:17.2, 19): of the developer, and of a body. */
export const REMARK_TASKS = ['answer_remarks', 'consider_answers'] as const;
export type RemarkTask = (typeof REMARK_TASKS)[number];

/** Steps that are decided with a key; all others with a click. */
export const SIGNED_STEPS = [
  'legal_visa',
  'co_signature',
  'developer_signature',
  'body_signature',
  'letter_signature',
] as const satisfies StepKind[];

/** Steps in which somebody says what he thinks of the text: agrees, gives his visa, signs, or states an outcome (775:15-18). */
export const VISA_STEPS = [
  'unit_agreement',
  'superior_agreement',
  'legal_visa',
  'co_signature',
  'developer_signature',
  'opinion',
  'outcome',
  'outcome_agreement',
  'body_signature',
] as const satisfies StepKind[];

/** All that is signed: steps of the route, and what stands beside it (775:21). */
export const SIGNED_DEEDS = [...SIGNED_STEPS, 'disagreement_protocol'] as const;
export type SignedDeed = (typeof SIGNED_DEEDS)[number];

/**
 * `lapsed`: it was decided, and the decision was taken back or has to be made anew. `silent`: a unit was asked, let its term
 * pass, and what it was asked for was done without its answer.
 */
export const STEP_STATES = ['open', 'done', 'returned', 'cancelled', 'lapsed', 'silent'] as const;
export type StepState = (typeof STEP_STATES)[number];

export const STEP_ACTIONS = ['decide', 'return', 'cancel', 'take_back', 'lapse', 'fall_silent'] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

export const STEP_MACHINE: Machine<StepState, StepAction, 'assignee' | 'portal'> = {
  name: 'step',
  initial: 'open',
  final: ['returned', 'cancelled', 'lapsed', 'silent'],
  transitions: [
    { from: 'open', action: 'decide', to: 'done', by: 'assignee' },
    { from: 'open', action: 'return', to: 'returned', by: 'assignee' },
    { from: 'open', action: 'cancel', to: 'cancelled', by: 'portal' },
    { from: 'open', action: 'fall_silent', to: 'silent', by: 'portal' },
    { from: 'done', action: 'take_back', to: 'lapsed', by: 'assignee' },
    { from: 'done', action: 'lapse', to: 'lapsed', by: 'portal' },
  ],
};
