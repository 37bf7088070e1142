import type { Decider } from '#contracts';
import type { Translate } from './i18n';

/** "N.", or "N. in the stead of M.": who did it, and for whom. */
export function deciderName(
  t: Translate,
  { fullName, onBehalfOf }: Pick<Decider, 'fullName' | 'onBehalfOf'>,
): string {
  return onBehalfOf ? t('person.inStead', { name: fullName, principal: onBehalfOf.fullName }) : fullName;
}
