import type { Refusal } from '../../api/api-error';
import { ERROR_WORDS } from '../../i18n/words';

/** A refusal that an address names; undefined for anything else. */
export function refusalNamed(code: unknown): Refusal | undefined {
  const isKnown = (name: string): name is Refusal => Object.hasOwn(ERROR_WORDS, name);
  return typeof code === 'string' && isKnown(code) ? code : undefined;
}
