import { failureOf } from './sign-failure';
import { signWords } from './sign-words';

/** From where a failed signature is tried again: what is signed, the key, the sending alone; or not at all. */
export type Retry = 'prepare' | 'key' | 'send' | 'none';

/** Refusals that leave open whether the signature arrived: sent again, it is taken once. */
const UNANSWERED: readonly string[] = ['NETWORK', 'UNAVAILABLE', 'UNAUTHENTICATED'];
/** Refusals after which the same key may do, with everything prepared anew. */
const ANEW: readonly string[] = ['PREPARATION_USED', 'PREPARATION_EXPIRED'];

/** From where to try again after a signature was not taken; not at all where the card says why: others decided, or it is not his to sign. */
export function retryOf(error: unknown): Retry {
  const { code } = failureOf(error);
  if (UNANSWERED.includes(code)) return 'send';
  if (ANEW.includes(code)) return 'prepare';
  const { advice } = signWords(code);
  if (advice === 'card') return 'none';
  return advice === 'later' ? 'prepare' : 'key';
}

/** From where to try again after what is to be signed could not be prepared. */
export function preparationRetryOf(error: unknown): Retry {
  return signWords(failureOf(error).code).advice === 'card' ? 'none' : 'prepare';
}
