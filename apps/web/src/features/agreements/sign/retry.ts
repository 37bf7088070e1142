import { ApiError } from '../../../api/api-error';
import { SignFailure } from './sign-failure';

/** From where a failed signature is tried again: what is signed, the key, or the sending alone. */
export type Retry = 'prepare' | 'key' | 'send';

/** Refusals that leave open whether the signature arrived: sent again, it is taken once. */
const UNANSWERED: readonly string[] = ['NETWORK', 'UNAVAILABLE', 'UNAUTHENTICATED'];
/** Refusals after which another key would not help. */
const OVERTAKEN: readonly string[] = [
  'PREPARATION_USED',
  'PREPARATION_EXPIRED',
  'STEP_DECIDED',
  'NOT_YOUR_TURN',
];

/** From where to try again after a signature was not taken. */
export function retryOf(error: unknown): Retry {
  const code = error instanceof ApiError || error instanceof SignFailure ? error.code : '';
  if (UNANSWERED.includes(code)) return 'send';
  return OVERTAKEN.includes(code) ? 'prepare' : 'key';
}
