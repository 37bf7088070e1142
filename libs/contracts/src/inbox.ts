import { z } from 'zod';
import { freeText, id, instant, language, localizedText, pageOf, pageQuery } from './common.js';
import type { Duty } from './duties.js';

/** What waits for whom (775:11). Every room puts its tasks here. */

export const inboxNeeds = z.enum(['action', 'information']);
export type InboxNeeds = z.infer<typeof inboxNeeds>;

/** Where tasks come from. */
export const ROOMS = ['agreements', 'directory', 'accounts', 'delegations', 'account'] as const;
export type Room = (typeof ROOMS)[number];

/** Those in which somebody may act in another's stead; what goes with a duty by name alone is not among them. */
export const DELEGATED_ROOMS = ['agreements'] as const satisfies readonly Room[];
export type DelegatedRoom = (typeof DELEGATED_ROOMS)[number];

/** What one is told of one's own account and rights, for information; no stand-in is told of it. */
export const OWN_VERBS = [
  'delegation_given',
  'delegation_withdrawn',
  'delegation_ending',
  'delegation_ended',
  'stand_in_named',
  'stand_in_withdrawn',
  'duty_given',
  'duty_taken',
  'account_blocked',
  'account_unblocked',
  'password_reset',
  'password_changed',
  'second_factor_reset',
  'second_factor_added',
  'second_factor_removed',
  'signed_in_anew',
] as const;
export type OwnVerb = (typeof OWN_VERBS)[number];

/** What one is asked to do, or told; named after the order's own verbs. */
export const INBOX_VERBS = [
  // agreements: 775:15-20
  'agree_draft',
  'give_visa',
  'sign_draft',
  'rework_draft',
  'register_draft',
  'assign_units',
  'give_opinion',
  'choose_outcome',
  'agree_outcome',
  'sign_outcome',
  'place_new_version',
  'answer_remarks',
  'answer_insisted',
  'consider_answers',
  'decide_suggestion',
  'complete_bodies',
  // 775:21
  'write_positions',
  'sign_protocol',
  'decide_prolongation',
  // 775:22, 23
  'write_letter',
  'sign_letter',
  'register_in_office',
  'consider_in_office',
  // directory: 617:20-22
  'confirm_directory',
  'check_directory',
  // for information: 775:17-19, 22
  'body_agreed',
  'body_agreed_with_remarks',
  'body_refused',
  'work_handed_over',
  'opinion_declined',
  'addressee_corrected',
  'body_left',
  'review_withdrawn',
  'suggestion_answered',
  'prolongation_granted',
  'prolongation_refused',
  'all_agreed',
  // for information: 775:22, 23
  'office_accepted',
  'office_returned',
  'handed_to_edms',
  'edms_given_up',
  'edms_stopped',
  'act_withdrawn',
  // for information: a file that the reader sent
  'file_infected',
  'file_unscannable',
  // for information, in any room: what is asked of a subordinate is overdue
  'term_passed',
  // for information: 775:3
  'reader_named',
  'mark_removed',
  // accounts: 617:20
  'decide_account',
  'give_activation_code',
  // for information
  'account_refused',
  'account_activated',
  ...OWN_VERBS,
] as const;
export const inboxVerb = z.enum(INBOX_VERBS);
export type InboxVerb = z.infer<typeof inboxVerb>;

/** What an owner must know though he wants no letters: somebody may have his account, or his rights. */
export const SECURITY_VERBS: readonly InboxVerb[] = [
  'stand_in_named',
  'account_blocked',
  'account_unblocked',
  'password_reset',
  'password_changed',
  'second_factor_reset',
  'second_factor_added',
  'second_factor_removed',
  'signed_in_anew',
];

/** What news of one's own is about: a named duty, which one; a place from which one signed in; or the thing itself. */
export type OwnNewsKind = 'delegation' | 'account' | 'place' | Duty;

/** Steps of a route that are decided with a key: several are signed at once. */
export const SIGNING_VERBS: readonly InboxVerb[] = ['give_visa', 'sign_draft', 'sign_outcome', 'sign_letter'];
/** Whatever asks for a signature; protocols are read and signed one by one (775:21). */
export const SIGNATURE_VERBS: readonly InboxVerb[] = [...SIGNING_VERBS, 'sign_protocol'];

/** How near a term is, by the day in Astana: passed, today, until Sunday, after it, or none set. */
export const INBOX_TERMS = ['late', 'today', 'soon', 'later', 'none'] as const;
export type InboxTerm = (typeof INBOX_TERMS)[number];

/** A signature is asked for, or was given and waits for its check. */
export const INBOX_SIGNATURES = ['asked', 'checked'] as const;
export type InboxSignature = (typeof INBOX_SIGNATURES)[number];

/** The nearest term first, or the newest. */
export const INBOX_ORDERS = ['term', 'newest'] as const;
export type InboxOrder = (typeof INBOX_ORDERS)[number];

/** Somebody in whose stead another acts. */
export const inboxHolder = z.object({ id, fullName: z.string(), shortName: z.string() });
export type InboxHolder = z.infer<typeof inboxHolder>;

export const inboxItem = z
  .object({
    id,
    needs: inboxNeeds,
    verb: inboxVerb,
    room: z.enum(ROOMS),
    /** The document; each room has an address for its own. */
    subjectId: id,
    subjectKind: z.string(),
    /** Of a task about a body itself (`state_body`) the name of that body: readers see `bodyName`, in their language. */
    title: z.string(),
    titleLanguage: language,
    /** Registration number with its version mark, or null before dispatch. */
    number: z.string().nullable(),
    /** The body it comes from: of an outcome, the body that gave it. */
    bodyName: localizedText,
    dueAt: instant.nullable(),
    createdAt: instant,
    openedAt: instant.nullable(),
    /** Since when the reader's signature, already given, waits for its check: nothing is asked of him meanwhile. */
    waitsSince: instant.nullable(),
    /** Whose task it is, or was, where the reader finds it as his stand-in. */
    onBehalfOf: inboxHolder.nullable(),
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof inboxItem>;

export const inboxCounts = z.object({
  action: z.number().int(),
  overdue: z.number().int(),
  today: z.number().int(),
  information: z.number().int(),
});
export type InboxCounts = z.infer<typeof inboxCounts>;

/** What a list of the inbox may be narrowed to; each that is left out narrows nothing. */
const narrowedBy = {
  /** Words of the title, the number or the body's name, forgiving as the search of people. */
  q: freeText(200).optional(),
  room: z.enum(ROOMS).optional(),
  verb: inboxVerb.optional(),
  /** The body it comes from. */
  bodyId: id.optional(),
};
const inboxNarrowing = z.object({
  needs: inboxNeeds.default('action'),
  ...narrowedBy,
  due: z.enum(INBOX_TERMS).optional(),
  signature: z.enum(INBOX_SIGNATURES).optional(),
  /** Whether it has not been opened yet. */
  unread: z.stringbool().optional(),
  /** Whose task it is: the reader's own, or of an employee in whose stead he acts. */
  onBehalfOf: id.optional(),
});
export type InboxNarrowing = z.infer<typeof inboxNarrowing>;

export const inboxQuery = pageQuery
  .extend(inboxNarrowing.shape)
  .extend({ order: z.enum(INBOX_ORDERS).default('term') });
export type InboxQuery = z.infer<typeof inboxQuery>;
export const inboxPage = pageOf(inboxItem).extend({ counts: inboxCounts }).meta({ id: 'InboxPage' });
export type InboxPage = z.infer<typeof inboxPage>;

/** @property subject id of the thing, e.g. of an act */
export const inboxAboutQuery = z.object({ subject: id });
export type InboxAboutQuery = z.infer<typeof inboxAboutQuery>;

/** All that is asked of the reader about one thing, the nearest term first. */
export const inboxAbout = z.object({ items: z.array(inboxItem) }).meta({ id: 'InboxAbout' });
export type InboxAbout = z.infer<typeof inboxAbout>;

/** The same narrowing as of the list itself. */
export const inboxFiltersQuery = inboxNarrowing;

const countOf = <Value extends z.ZodType>(value: Value) =>
  z.array(z.object({ value, count: z.number().int() }));
/**
 * What the list can be narrowed to, each with how many would be shown: under all other filters but its own. A value
 * that would show nothing is left out.
 */
export const inboxFilters = z
  .object({
    /** Under all filters. */
    total: z.number().int(),
    room: countOf(z.enum(ROOMS)),
    verb: countOf(inboxVerb),
    bodyId: z.array(z.object({ value: id, name: localizedText, count: z.number().int() })),
    due: countOf(z.enum(INBOX_TERMS)),
    signature: countOf(z.enum(INBOX_SIGNATURES)),
    unread: countOf(z.boolean()),
    /** By the employee whose tasks they are; the reader himself is among them. */
    onBehalfOf: countOf(id),
  })
  .meta({ id: 'InboxFilters' });
export type InboxFilters = z.infer<typeof inboxFilters>;

/** How a task left the inbox: done or read by the reader, done by another, or no longer asked for. */
export const INBOX_ENDS = ['done', 'read', 'done_by_other', 'over'] as const;
export type InboxEnd = (typeof INBOX_ENDS)[number];
/** For so long a task that left the inbox is shown among what was done. */
export const DONE_SHOWN_DAYS = 90;

export const doneItem = inboxItem
  .extend({ closedAt: instant, end: z.enum(INBOX_ENDS) })
  .meta({ id: 'DoneItem' });
export type DoneItem = z.infer<typeof doneItem>;
export const doneQuery = pageQuery.extend(narrowedBy);
export type DoneQuery = z.infer<typeof doneQuery>;
export const donePage = pageOf(doneItem).meta({ id: 'DonePage' });
export type DonePage = z.infer<typeof donePage>;

/** Items for information, at most a page of them, read or taken back. */
export const inboxIds = z.strictObject({ ids: z.array(id).min(1).max(100) });
export type InboxIds = z.infer<typeof inboxIds>;
