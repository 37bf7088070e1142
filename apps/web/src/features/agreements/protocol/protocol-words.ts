import type { ActCard, Language, Protocol, ProtocolState } from '#contracts';
import type { Translate } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';

const STATES: Readonly<Record<ProtocolState, MessageId>> = {
  with_developer: 'agreements.protocol.withDeveloper',
  with_body: 'agreements.protocol.withBody',
  to_sign: 'agreements.protocol.toSign',
  half_signed: 'agreements.protocol.halfSigned',
  signed: 'agreements.protocol.signed',
  dropped: 'agreements.protocol.dropped',
};

/** How it stands with a protocol: who writes it, or whose head has not signed it yet. */
export function protocolStateWords(
  t: Translate,
  language: Language,
  { developerBody }: Pick<ActCard, 'developerBody'>,
  { state, body, signatures }: Pick<Protocol, 'state' | 'body' | 'signatures'>,
): string {
  const awaited = state === 'half_signed' && signatures.body ? developerBody : body;
  return t(STATES[state], { body: awaited.shortName[language] });
}
