import type { Machine } from '../machine.js';

/** The way of an agreed version to the Prime Minister's Office, and of its package to the developer's EDMS (775:22, 23). */

export const SUBMISSION_STATES = [
  'letter', // the initiator writes the cover letter
  'preparing', // the portal draws it
  'signature', // the head of the developer body signs it by EDS
  'packing', // the portal builds the package
  'arrived', // the Office's documentation service has it
  'considered', // a unit of the Office considers it
  'accepted',
  'returned', // with a reason; a new version may follow (775:19)
  'called_off', // the act was withdrawn
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

export const SUBMISSION_ACTIONS = [
  'send',
  'recall',
  'ready',
  'return',
  'sign',
  'dispatch',
  'pass_on',
  'accept',
  'send_back',
  'call_off',
] as const;
export type SubmissionAction = (typeof SUBMISSION_ACTIONS)[number];

export type SubmissionRole =
  | 'initiator'
  | 'body_head'
  | 'documentation_officer'
  | 'office_unit_head'
  | 'portal';

export const SUBMISSION_MACHINE: Machine<SubmissionState, SubmissionAction, SubmissionRole> = {
  name: 'submission',
  initial: 'letter',
  final: ['accepted', 'returned', 'called_off'],
  transitions: [
    { from: 'letter', action: 'send', to: 'preparing', by: 'initiator' },
    { from: 'preparing', action: 'recall', to: 'letter', by: 'initiator' },
    { from: 'preparing', action: 'ready', to: 'signature', by: 'portal' },
    { from: 'signature', action: 'recall', to: 'letter', by: 'initiator' },
    { from: 'signature', action: 'return', to: 'letter', by: 'body_head' },
    { from: 'signature', action: 'sign', to: 'packing', by: 'body_head' },
    { from: 'packing', action: 'dispatch', to: 'arrived', by: 'portal' },
    { from: 'arrived', action: 'pass_on', to: 'considered', by: 'documentation_officer' },
    { from: 'considered', action: 'accept', to: 'accepted', by: 'office_unit_head' },
    { from: 'considered', action: 'send_back', to: 'returned', by: 'office_unit_head' },
    { from: 'letter', action: 'call_off', to: 'called_off', by: 'portal' },
    { from: 'preparing', action: 'call_off', to: 'called_off', by: 'portal' },
    { from: 'signature', action: 'call_off', to: 'called_off', by: 'portal' },
    { from: 'packing', action: 'call_off', to: 'called_off', by: 'portal' },
    { from: 'arrived', action: 'call_off', to: 'called_off', by: 'portal' },
    { from: 'considered', action: 'call_off', to: 'called_off', by: 'portal' },
  ],
};

export const DELIVERY_STATES = [
  'waiting', // for the first, or the next, attempt
  'sent', // the EDMS has it; its receipt has not come yet
  'received', // with a registration number and a date
  'given_up', // after so many days; somebody may begin anew
  'stopped', // the body took its way off; it goes on by the next one that is set
  'called_off', // the act was withdrawn
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DELIVERY_ACTIONS = [
  'send',
  'receive',
  'give_up',
  'try_again',
  'stop',
  'resume',
  'call_off',
] as const;
export type DeliveryAction = (typeof DELIVERY_ACTIONS)[number];

export const DELIVERY_MACHINE: Machine<
  DeliveryState,
  DeliveryAction,
  'portal' | 'initiator' | 'coordinator'
> = {
  name: 'delivery',
  initial: 'waiting',
  final: ['received'],
  transitions: [
    { from: 'waiting', action: 'send', to: 'sent', by: 'portal' },
    { from: 'waiting', action: 'receive', to: 'received', by: 'portal' },
    { from: 'sent', action: 'receive', to: 'received', by: 'portal' },
    { from: 'waiting', action: 'give_up', to: 'given_up', by: 'portal' },
    { from: 'sent', action: 'give_up', to: 'given_up', by: 'portal' },
    { from: 'given_up', action: 'try_again', to: 'waiting', by: 'initiator' },
    { from: 'waiting', action: 'stop', to: 'stopped', by: 'coordinator' },
    { from: 'sent', action: 'stop', to: 'stopped', by: 'coordinator' },
    { from: 'stopped', action: 'resume', to: 'waiting', by: 'coordinator' },
    { from: 'waiting', action: 'call_off', to: 'called_off', by: 'portal' },
    { from: 'sent', action: 'call_off', to: 'called_off', by: 'portal' },
    { from: 'given_up', action: 'call_off', to: 'called_off', by: 'portal' },
    { from: 'stopped', action: 'call_off', to: 'called_off', by: 'portal' },
    // an attempt that was taken for lost had reached the EDMS
    { from: 'given_up', action: 'receive', to: 'received', by: 'portal' },
    // the attempt at hand had reached the EDMS when the way was taken off, or the act was withdrawn
    { from: 'stopped', action: 'receive', to: 'received', by: 'portal' },
    { from: 'called_off', action: 'receive', to: 'received', by: 'portal' },
  ],
};

/** Why an attempt to hand a package over came to nothing. */
export const DELIVERY_FAULTS = [
  'unreachable',
  'too_slow',
  'address_refused',
  'redirected',
  'credentials_refused',
  'server_error',
  'refused',
  'receipt_awaited',
  'receipt_malformed',
  'receipt_of_another',
  'receipt_unsigned',
  'receipt_signature_wrong',
  'folder_unusable',
  'package_unreadable',
  'way_missing',
  'portal_failed',
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

/** Working days after which an act that is accepted or withdrawn goes to the archive by itself. */
export const ARCHIVE_AFTER_WORKING_DAYS = 30;
