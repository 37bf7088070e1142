import { failureOf } from './sign-failure';
import { signWords } from './sign-words';

/** From where a failed signature is tried again: what is signed, the key, the sending alone; or not at all. */
export type Retry = 'prepare' | 'key' | 'send' | 'none';

/** Refusals that leave open whether the signature arrived: sent again, it is taken once. */
const UNANSWERED: readonly string[] = ['NETWORK', 'UNAVAILABLE', 'UNAUTHENTICATED'];
/** Refusals that no second try changes: others decided, or it is not this person's to sign. */
const OVER: readonly string[] = [
  'STEP_DECIDED',
  'ACT_RECALLED',
  'ACT_RETURNED',
  'NOT_YOUR_TURN',
  'SIGNATURE_WAITS',
  'NOT_FOUND',
  'FORBIDDEN',
];
/** Refusals after which the same key may do, with everything prepared anew. */
const ANEW: readonly string[] = ['PREPARATION_USED', 'PREPARATION_EXPIRED'];

/** From where to try again after a signature was not taken. */
export function retryOf(error: unknown): Retry {
  const { code } = failureOf(error);
  if (UNANSWERED.includes(code)) return 'send';
  if (OVER.includes(code)) return 'none';
  return ANEW.includes(code) || signWords(code).advice === 'later' ? 'prepare' : 'key';
}

/** From where to try again after what is to be signed could not be prepared. */
export function preparationRetryOf(error: unknown): Retry {
  return OVER.includes(failureOf(error).code) ? 'none' : 'prepare';
}
