import { z } from 'zod';
import { id, instant, LANGUAGES, language } from './common.js';
import { type InboxVerb, SECURITY_VERBS } from './inbox.js';
import { workingHours } from './working-hours.js';

/** Notices (775:11, 59.8): what one is told besides the inbox, by e-mail. */

/** The six kinds of 775:59.8; each can be muted. */
export const NOTICE_KINDS = [
  'item_executor',
  'headcount_status',
  'session_participant',
  'agreement_needed',
  'calendar_event',
  'work_group_meeting',
] as const;
export const noticeKind = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof noticeKind>;

/** Of which kind a notice of a task is; null for the portal's own business, which is of none and cannot be muted. */
export const NOTICE_KIND_OF: Readonly<Record<InboxVerb, NoticeKind | null>> = {
  agree_draft: 'agreement_needed',
  give_visa: 'agreement_needed',
  sign_draft: 'agreement_needed',
  rework_draft: 'agreement_needed',
  register_draft: 'agreement_needed',
  assign_units: 'agreement_needed',
  give_opinion: 'agreement_needed',
  choose_outcome: 'agreement_needed',
  agree_outcome: 'agreement_needed',
  sign_outcome: 'agreement_needed',
  place_new_version: 'agreement_needed',
  answer_remarks: 'agreement_needed',
  answer_insisted: 'agreement_needed',
  consider_answers: 'agreement_needed',
  decide_suggestion: 'agreement_needed',
  complete_bodies: 'agreement_needed',
  write_positions: 'agreement_needed',
  sign_protocol: 'agreement_needed',
  decide_prolongation: 'agreement_needed',
  write_letter: 'agreement_needed',
  sign_letter: 'agreement_needed',
  register_in_office: 'agreement_needed',
  consider_in_office: 'agreement_needed',
  office_accepted: 'agreement_needed',
  office_returned: 'agreement_needed',
  handed_to_edms: 'agreement_needed',
  edms_given_up: 'agreement_needed',
  edms_stopped: 'agreement_needed',
  act_withdrawn: 'agreement_needed',
  confirm_directory: null,
  check_directory: null,
  decide_account: null,
  give_activation_code: null,
  account_refused: null,
  account_activated: null,
  body_agreed: 'agreement_needed',
  body_agreed_with_remarks: 'agreement_needed',
  body_refused: 'agreement_needed',
  work_handed_over: 'agreement_needed',
  opinion_declined: 'agreement_needed',
  addressee_corrected: 'agreement_needed',
  body_left: 'agreement_needed',
  review_withdrawn: 'agreement_needed',
  suggestion_answered: 'agreement_needed',
  prolongation_granted: 'agreement_needed',
  prolongation_refused: 'agreement_needed',
  all_agreed: 'agreement_needed',
  file_infected: 'agreement_needed',
  file_unscannable: 'agreement_needed',
  reader_named: 'agreement_needed',
  mark_removed: 'agreement_needed',
  term_passed: 'agreement_needed',
  // What comes to whoever may agree, and why it does: agreement of drafts is all that is delegated.
  delegation_given: 'agreement_needed',
  delegation_withdrawn: 'agreement_needed',
  delegation_ending: 'agreement_needed',
  delegation_ended: 'agreement_needed',
  stand_in_named: 'agreement_needed',
  stand_in_withdrawn: 'agreement_needed',
  duty_given: null,
  duty_taken: null,
  account_blocked: null,
  account_unblocked: null,
  password_reset: null,
  password_changed: null,
  second_factor_reset: null,
  second_factor_added: null,
  second_factor_removed: null,
  signed_in_anew: null,
};

/** How notices come by e-mail: each as it arises, all of a day in one letter, or not at all. */
export const MAIL_WAYS = ['at_once', 'digest', 'none'] as const;
export const mailWay = z.enum(MAIL_WAYS);
export type MailWay = z.infer<typeof mailWay>;

/** Whether it concerns the safety of one's account: its letter comes always, alone, at once and at any hour. */
export function isOfSecurity(verb: InboxVerb): boolean {
  return SECURITY_VERBS.includes(verb);
}

/** Whether whoever has muted these kinds has muted what is asked, or told, under the verb. */
export function isMuted(muted: readonly NoticeKind[], verb: InboxVerb): boolean {
  const kind = NOTICE_KIND_OF[verb];
  return kind !== null && !isOfSecurity(verb) && muted.includes(kind);
}

/** What one may choose about the notices one gets. */
export const noticeSettings = z.strictObject({
  mail: mailWay,
  /** Full hour in Astana at which a digest goes out on working days. */
  digestHour: z.number().int().min(0).max(23),
  /** Kinds that are not sent by e-mail. */
  muted: z
    .array(noticeKind)
    .max(NOTICE_KINDS.length)
    .refine((kinds) => new Set(kinds).size === kinds.length, { error: 'NOT_DISTINCT' }),
  /** Of the letters. */
  language,
  /** Nothing by e-mail outside the body's working hours and on days off, save for what ends before the next morning. */
  quietHours: z.boolean(),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;

/** What holds for whoever has chosen nothing. */
export const DEFAULT_NOTICE_SETTINGS: NoticeSettings = {
  mail: 'at_once',
  digestHour: 9,
  muted: [],
  language: LANGUAGES[0],
  quietHours: true,
};

export const noticeSettingsView = z
  .object({
    settings: z.object(noticeSettings.shape),
    /** Where letters go; empty where the directory knows no e-mail. */
    address: z.string(),
    /** The portal has a mail server to send by. */
    mailServer: z.boolean(),
    /** By which the quiet hours go: those of the reader's body. */
    hours: workingHours,
    can: z.object({ watchMail: z.boolean() }),
  })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettingsView = z.infer<typeof noticeSettingsView>;

/** What a letter is about, for whoever keeps the portal, who does not read it: a kind of 775:59.8, or the portal's own business. */
export const LETTER_KINDS = [...NOTICE_KINDS, 'security', 'portal'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export function letterKindOf(verb: InboxVerb): LetterKind {
  return isOfSecurity(verb) ? 'security' : (NOTICE_KIND_OF[verb] ?? 'portal');
}

/** A letter that a mail server has refused for good. */
export const failedLetter = z
  .object({
    id,
    fullName: z.string(),
    kinds: z.array(z.enum(LETTER_KINDS)),
    address: z.string(),
    at: instant,
    /** The server's own words, at most `FAULT_LENGTH` characters. */
    fault: z.string(),
  })
  .meta({ id: 'FailedLetter' });
export type FailedLetter = z.infer<typeof failedLetter>;

export const FAULT_LENGTH = 300;
export const FAILED_LETTERS_SHOWN = 50;

/** How the e-mail of the portal goes, for whoever keeps the portal. */
export const mailStatus = z
  .object({
    /** Letters that should be out by now. */
    waiting: z.number().int(),
    /** The oldest of them should have gone then. */
    waitingSince: instant.nullable(),
    /** What kept the one that was tried last; null where nothing did. */
    fault: z.string().nullable(),
    sentToday: z.number().int(),
    /** Refused for good in the last thirty days: how many, and the newest of them. */
    failed: z.number().int(),
    failures: z.array(failedLetter),
    can: z.object({ mend: z.boolean() }),
  })
  .meta({ id: 'MailStatus' });
export type MailStatus = z.infer<typeof mailStatus>;

/** Refused letters, at most as many as are shown: sent again, or given up. */
export const letterMending = z.strictObject({
  what: z.enum(['send_again', 'give_up']),
  ids: z.array(id).min(1).max(FAILED_LETTERS_SHOWN),
});
export type LetterMending = z.infer<typeof letterMending>;
