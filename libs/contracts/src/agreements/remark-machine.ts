import type { Machine, Transition } from '../machine.js';

/** The way of a remark, as a table (775:17-19, 21). */

/** What a remark is about: the substance of the act, its legality, or how it is written. */
export const REMARK_KINDS = ['substance', 'law', 'editorial'] as const;
export type RemarkKind = (typeof REMARK_KINDS)[number];

/** What the developer says to a remark. */
export const REMARK_ANSWERS = ['accepted', 'partly', 'not_accepted'] as const;
export type RemarkAnswer = (typeof REMARK_ANSWERS)[number];

/** unit: an interested unit's, to the executor of its own body. body: the body's own, to the developer. */
export const REMARK_LEVELS = ['unit', 'body'] as const;
export type RemarkLevel = (typeof REMARK_LEVELS)[number];

export const REMARK_STATES = [
  'draft', // is being written at a step
  'stated', // its step is decided: a unit's is with the executor, a body's with the heads
  'kept', // of a unit: it stands in the outcome of its body, as it was or edited or merged with others
  'left_out', // of a unit: the executor left it out, with a reason
  'placed', // the head of the body signed it: it is the developer's to answer (775:17.2)
  'accepted',
  'partly',
  'not_accepted',
  'agreed', // the body is content with the answer
  'insisted', // it is not
  'settled', // both heads signed the protocol that it stands in (775:21)
] as const;
export type RemarkState = (typeof REMARK_STATES)[number];

export const REMARK_ACTIONS = [
  'state',
  'reopen',
  'keep',
  'leave_out',
  'place',
  'accept',
  'accept_partly',
  'refuse',
  'agree',
  'insist',
  'settle',
] as const;
export type RemarkAction = (typeof REMARK_ACTIONS)[number];

export type RemarkRole = 'author' | 'executor' | 'body_head' | 'initiator' | 'both_heads' | 'portal';

type Row = Transition<RemarkState, RemarkAction, RemarkRole>;
const answers = (from: RemarkState): Row[] => [
  { from, action: 'accept', to: 'accepted', by: 'initiator' },
  { from, action: 'accept_partly', to: 'partly', by: 'initiator' },
  { from, action: 'refuse', to: 'not_accepted', by: 'initiator' },
];
const replies = (from: RemarkState): Row[] => [
  { from, action: 'agree', to: 'agreed', by: 'executor' },
  { from, action: 'insist', to: 'insisted', by: 'executor' },
];

export const REMARK_MACHINE: Machine<RemarkState, RemarkAction, RemarkRole> = {
  name: 'remark',
  initial: 'draft',
  final: ['agreed', 'settled'],
  transitions: [
    { from: 'draft', action: 'state', to: 'stated', by: 'author' },
    { from: 'stated', action: 'keep', to: 'kept', by: 'executor' },
    { from: 'stated', action: 'leave_out', to: 'left_out', by: 'executor' },
    // the outcome came back to the executor: what he had decided of units' remarks is open again, and so are his own
    { from: 'kept', action: 'reopen', to: 'stated', by: 'portal' },
    { from: 'left_out', action: 'reopen', to: 'stated', by: 'portal' },
    { from: 'stated', action: 'reopen', to: 'draft', by: 'portal' },
    { from: 'stated', action: 'place', to: 'placed', by: 'body_head' },
    ...answers('placed'),
    ...replies('accepted'),
    ...replies('partly'),
    ...replies('not_accepted'),
    // whoever is insisted against may answer anew; the body may still be content
    ...answers('insisted'),
    { from: 'insisted', action: 'agree', to: 'agreed', by: 'executor' },
    { from: 'partly', action: 'settle', to: 'settled', by: 'both_heads' },
    { from: 'not_accepted', action: 'settle', to: 'settled', by: 'both_heads' },
    { from: 'insisted', action: 'settle', to: 'settled', by: 'both_heads' },
  ],
};

/** Which move an answer is. */
export const MOVE_OF_ANSWER: Readonly<Record<RemarkAnswer, RemarkAction>> = {
  accepted: 'accept',
  partly: 'accept_partly',
  not_accepted: 'refuse',
};

/** The developer's to answer. */
export const UNANSWERED: readonly RemarkState[] = ['placed', 'insisted'];
/** The body's to agree with, or to insist against. */
export const ANSWERED: readonly RemarkState[] = ['accepted', 'partly', 'not_accepted'];
/** What a protocol of disagreement is drawn up of (775:21). */
export const DISPUTED: readonly RemarkState[] = ['partly', 'not_accepted', 'insisted'];
