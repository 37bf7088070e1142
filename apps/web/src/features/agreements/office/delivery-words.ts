import type { DeliveryFault, DeliveryState, SubmissionState } from '#contracts';
import type { MessageId } from '../../../i18n/ids';
import type { IconName } from '../../../ui/icon';
import type { NodeState } from '../../../ui/route';
import type { Tone } from '../../../ui/status';

/** How far a submission is: word, icon and colour. */
export const SUBMISSION_LOOKS: Readonly<
  Record<SubmissionState, { word: MessageId; tone: Tone; icon: IconName }>
> = {
  letter: { word: 'agreements.office.letter', tone: 'live', icon: 'edit' },
  preparing: { word: 'agreements.office.preparing', tone: 'live', icon: 'wait' },
  signature: { word: 'agreements.office.signature', tone: 'live', icon: 'sign' },
  packing: { word: 'agreements.office.packing', tone: 'live', icon: 'wait' },
  arrived: { word: 'agreements.office.arrived', tone: 'live', icon: 'unopened' },
  considered: { word: 'agreements.office.considered', tone: 'live', icon: 'opened' },
  accepted: { word: 'agreements.office.accepted', tone: 'done', icon: 'done' },
  returned: { word: 'agreements.office.returned', tone: 'soon', icon: 'undo' },
  called_off: { word: 'agreements.office.called_off', tone: 'idle', icon: 'close' },
};

/** The same as a stop of the route. */
export const STAGES: Readonly<Record<SubmissionState, NodeState>> = {
  letter: 'opened',
  preparing: 'opened',
  signature: 'opened',
  packing: 'opened',
  arrived: 'unopened',
  considered: 'opened',
  accepted: 'done',
  returned: 'returned',
  called_off: 'locked',
};

/** How far its package is on its way to the EDMS. */
export const DELIVERY_LOOKS: Readonly<
  Record<DeliveryState, { word: MessageId; tone: Tone; icon: IconName }>
> = {
  waiting: { word: 'agreements.edms.waiting', tone: 'soon', icon: 'wait' },
  sent: { word: 'agreements.edms.sent', tone: 'live', icon: 'send' },
  received: { word: 'agreements.edms.received', tone: 'done', icon: 'done' },
  given_up: { word: 'agreements.edms.given_up', tone: 'late', icon: 'alert' },
  stopped: { word: 'agreements.edms.stopped', tone: 'soon', icon: 'alert' },
  called_off: { word: 'agreements.edms.called_off', tone: 'idle', icon: 'close' },
};

/** Why it could not be handed over. */
export const FAULT_WORDS: Readonly<Record<DeliveryFault, MessageId>> = {
  unreachable: 'agreements.edms.fault.unreachable',
  too_slow: 'agreements.edms.fault.too_slow',
  address_refused: 'agreements.edms.fault.address_refused',
  redirected: 'agreements.edms.fault.redirected',
  credentials_refused: 'agreements.edms.fault.credentials_refused',
  server_error: 'agreements.edms.fault.server_error',
  refused: 'agreements.edms.fault.refused',
  receipt_awaited: 'agreements.edms.fault.receipt_awaited',
  receipt_malformed: 'agreements.edms.fault.receipt_malformed',
  receipt_of_another: 'agreements.edms.fault.receipt_of_another',
  receipt_unsigned: 'agreements.edms.fault.receipt_unsigned',
  receipt_signature_wrong: 'agreements.edms.fault.receipt_signature_wrong',
  folder_unusable: 'agreements.edms.fault.folder_unusable',
  package_unreadable: 'agreements.edms.fault.package_unreadable',
  way_missing: 'agreements.edms.fault.way_missing',
  portal_failed: 'agreements.edms.fault.portal_failed',
};
