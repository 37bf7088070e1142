import type { SignFailure } from '../agreements/sign/sign-failure';
import { signWords } from '../agreements/sign/sign-words';

/** Refusals after which the same key may do at once. */
const ANEW: readonly string[] = ['CHALLENGE_EXPIRED', 'CHALLENGE_USED'];

/** Whether nothing is wrong with the key: somebody else did not answer. */
export const isOutage = ({ code }: Pick<SignFailure, 'code'>): boolean => signWords(code).advice === 'later';

/** Whether the same key may do when it is tried again. */
export const isTriedAnew = (failure: Pick<SignFailure, 'code'>): boolean =>
  ANEW.includes(failure.code) || isOutage(failure);
