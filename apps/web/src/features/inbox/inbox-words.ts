import type { InboxEnd, InboxSignature, InboxVerb, Room } from '#contracts';
import { type Nearness } from '../../i18n/deadline';
import type { MessageId } from '../../i18n/ids';

/** What one is asked to do, in the order's own verbs. */
export const VERB_WORDS: Readonly<Record<InboxVerb, MessageId>> = {
  agree_draft: 'inbox.verb.agree_draft',
  give_visa: 'inbox.verb.give_visa',
  sign_draft: 'inbox.verb.sign_draft',
  rework_draft: 'inbox.verb.rework_draft',
  register_draft: 'inbox.verb.register_draft',
  assign_units: 'inbox.verb.assign_units',
  give_opinion: 'inbox.verb.give_opinion',
  choose_outcome: 'inbox.verb.choose_outcome',
  agree_outcome: 'inbox.verb.agree_outcome',
  sign_outcome: 'inbox.verb.sign_outcome',
  place_new_version: 'inbox.verb.place_new_version',
  answer_remarks: 'inbox.verb.answer_remarks',
  answer_insisted: 'inbox.verb.answer_insisted',
  consider_answers: 'inbox.verb.consider_answers',
  decide_suggestion: 'inbox.verb.decide_suggestion',
  complete_bodies: 'inbox.verb.complete_bodies',
  write_positions: 'inbox.verb.write_positions',
  sign_protocol: 'inbox.verb.sign_protocol',
  decide_prolongation: 'inbox.verb.decide_prolongation',
  confirm_directory: 'inbox.verb.confirm_directory',
  check_directory: 'inbox.verb.check_directory',
  body_agreed: 'inbox.verb.body_agreed',
  body_agreed_with_remarks: 'inbox.verb.body_agreed_with_remarks',
  body_refused: 'inbox.verb.body_refused',
  work_handed_over: 'inbox.verb.work_handed_over',
  opinion_declined: 'inbox.verb.opinion_declined',
  addressee_corrected: 'inbox.verb.addressee_corrected',
  body_left: 'inbox.verb.body_left',
  review_withdrawn: 'inbox.verb.review_withdrawn',
  suggestion_answered: 'inbox.verb.suggestion_answered',
  prolongation_granted: 'inbox.verb.prolongation_granted',
  prolongation_refused: 'inbox.verb.prolongation_refused',
  all_agreed: 'inbox.verb.all_agreed',
  write_letter: 'inbox.verb.write_letter',
  sign_letter: 'inbox.verb.sign_letter',
  register_in_office: 'inbox.verb.register_in_office',
  consider_in_office: 'inbox.verb.consider_in_office',
  office_accepted: 'inbox.verb.office_accepted',
  office_returned: 'inbox.verb.office_returned',
  handed_to_edms: 'inbox.verb.handed_to_edms',
  edms_given_up: 'inbox.verb.edms_given_up',
  edms_stopped: 'inbox.verb.edms_stopped',
  act_withdrawn: 'inbox.verb.act_withdrawn',
  file_infected: 'inbox.verb.file_infected',
  file_unscannable: 'inbox.verb.file_unscannable',
  term_passed: 'inbox.verb.term_passed',
  reader_named: 'inbox.verb.reader_named',
  mark_removed: 'inbox.verb.mark_removed',
  decide_account: 'inbox.verb.decide_account',
  give_activation_code: 'inbox.verb.give_activation_code',
  account_refused: 'inbox.verb.account_refused',
  account_activated: 'inbox.verb.account_activated',
  delegation_given: 'inbox.verb.delegation_given',
  delegation_withdrawn: 'inbox.verb.delegation_withdrawn',
  delegation_ending: 'inbox.verb.delegation_ending',
  delegation_ended: 'inbox.verb.delegation_ended',
  stand_in_named: 'inbox.verb.stand_in_named',
  stand_in_withdrawn: 'inbox.verb.stand_in_withdrawn',
  duty_given: 'inbox.verb.duty_given',
  duty_taken: 'inbox.verb.duty_taken',
  account_blocked: 'inbox.verb.account_blocked',
  account_unblocked: 'inbox.verb.account_unblocked',
  password_reset: 'inbox.verb.password_reset',
  password_changed: 'inbox.verb.password_changed',
  second_factor_reset: 'inbox.verb.second_factor_reset',
  second_factor_added: 'inbox.verb.second_factor_added',
  second_factor_removed: 'inbox.verb.second_factor_removed',
  signed_in_anew: 'inbox.verb.signed_in_anew',
};

export const GROUP_WORDS: Readonly<Record<Nearness, MessageId>> = {
  late: 'inbox.groupLate',
  today: 'inbox.groupToday',
  soon: 'inbox.groupWeek',
  later: 'inbox.groupLater',
  none: 'inbox.groupNone',
};

export const SIGNATURE_WORDS: Readonly<Record<InboxSignature, MessageId>> = {
  asked: 'inbox.signatureAsked',
  checked: 'inbox.signatureChecked',
};

/** How a task left the inbox. */
export const END_WORDS: Readonly<Record<InboxEnd, MessageId>> = {
  done: 'inbox.end.done',
  read: 'inbox.end.read',
  done_by_other: 'inbox.end.done_by_other',
  over: 'inbox.end.over',
};

/** Rooms as the menu calls them. */
export const ROOM_WORDS: Readonly<Record<Room, MessageId>> = {
  agreements: 'app.room.agreements',
  directory: 'app.room.directory',
  accounts: 'accounts.title',
  delegations: 'delegations.title',
  account: 'account.title',
};

/** Where the thing is that an item is about. */
export const ADDRESSES = {
  agreements: '/agreements/$id',
  directory: '/directory/bodies/$id',
  accounts: '/accounts/$id',
  delegations: '/delegations',
  account: '/account',
} as const satisfies Record<Room, string>;
