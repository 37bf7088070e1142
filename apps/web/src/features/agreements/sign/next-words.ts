import type { ActCard, Step } from '#contracts';
import { formatActNumber } from '../../../i18n/format';
import type { Translate } from '../../../i18n/i18n';

/** What follows a signature, as the card says it after it: who signs next, or where the draft went. */
export function nextWords(t: Translate, { version }: ActCard, step: Step): string {
  if (step.kind === 'body_signature') return t('sign.next.developer');
  if (step.kind === 'letter_signature') return t('sign.next.office');
  const waiting = version.steps.filter(({ state }) => state === 'open');
  if (waiting.some(({ kind }) => kind === 'co_signature')) {
    const names = waiting.flatMap(({ assignees }) => assignees.map(({ fullName }) => fullName));
    return t('sign.next.signers', { names: [...new Set(names)].join(', ') });
  }
  if (waiting.length > 0) return t('sign.next.head', { name: version.bodyHead?.fullName ?? '' });
  const number = version.number ? formatActNumber(version.number) : '';
  return t('sign.next.bodies', { number, count: version.reviews.length });
}
