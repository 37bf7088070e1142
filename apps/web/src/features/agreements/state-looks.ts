import type { VersionState } from '#contracts';
import type { MessageId } from '../../i18n/ids';
import type { IconName } from '../../ui/icon';
import type { Tone } from '../../ui/status';

/** How the state of a version is shown: word, icon and colour. */
export const STATE_LOOKS: Readonly<Record<VersionState, { word: MessageId; tone: Tone; icon: IconName }>> = {
  draft: { word: 'agreements.state.draft', tone: 'idle', icon: 'edit' },
  units: { word: 'agreements.state.units', tone: 'live', icon: 'parallel' },
  legal_visa: { word: 'agreements.state.legalVisa', tone: 'live', icon: 'sign' },
  head_signature: { word: 'agreements.state.headSignature', tone: 'live', icon: 'sign' },
  at_bodies: { word: 'agreements.state.atBodies', tone: 'live', icon: 'opened' },
  agreed: { word: 'agreements.state.agreed', tone: 'done', icon: 'done' },
  with_remarks: { word: 'agreements.state.withRemarks', tone: 'soon', icon: 'remark' },
  refused: { word: 'agreements.state.refused', tone: 'late', icon: 'refused' },
  superseded: { word: 'agreements.state.superseded', tone: 'idle', icon: 'versions' },
  at_office: { word: 'agreements.state.atOffice', tone: 'live', icon: 'send' },
  accepted: { word: 'agreements.state.accepted', tone: 'done', icon: 'done' },
  office_returned: { word: 'agreements.state.officeReturned', tone: 'soon', icon: 'undo' },
  withdrawn: { word: 'agreements.state.withdrawn', tone: 'idle', icon: 'close' },
  discarded: { word: 'agreements.state.discarded', tone: 'idle', icon: 'trash' },
};
