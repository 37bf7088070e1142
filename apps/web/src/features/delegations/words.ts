import type { DelegatedRoom, Delegation, DelegationReason } from '#contracts';
import { ApiError } from '../../api/api-error';
import { formatDate } from '../../i18n/format';
import type { Translate } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import type { Language } from '../../i18n/language';
import { ERROR_WORDS } from '../../i18n/words';
import type { IconName } from '../../ui/icon';
import type { Tone } from '../../ui/status';

export const REASON_WORDS: Readonly<Record<DelegationReason, MessageId>> = {
  leave: 'delegations.reasonLeave',
  trip: 'delegations.reasonTrip',
  illness: 'delegations.reasonIllness',
  study: 'delegations.reasonStudy',
  other: 'delegations.reasonOther',
};

export const ROOM_WORDS: Readonly<Record<DelegatedRoom, MessageId>> = {
  agreements: 'delegations.roomAgreements',
};

interface StateLook {
  word: MessageId;
  tone: Tone;
  icon: IconName;
}

export const STATE_LOOKS: Readonly<Record<Delegation['state'], StateLook>> = {
  ahead: { word: 'delegations.ahead', tone: 'idle', icon: 'clock' },
  running: { word: 'delegations.running', tone: 'live', icon: 'user' },
  over: { word: 'delegations.over', tone: 'idle', icon: 'check' },
  revoked: { word: 'delegations.revoked', tone: 'idle', icon: 'close' },
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What a refusal says, its days as the reader's language writes them. */
export function refusalWords(t: Translate, language: Language, error: unknown): string {
  if (!(error instanceof ApiError)) return t(ERROR_WORDS.INTERNAL);
  const values = Object.entries(error.params).map(([name, value]) => {
    const said = String(value);
    return [name, DAY.test(said) ? formatDate(language, said) : said] as const;
  });
  return t(ERROR_WORDS[error.code], Object.fromEntries(values));
}
