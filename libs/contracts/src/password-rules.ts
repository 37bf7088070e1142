import { isCommonPassword } from './common-passwords.js';

/**
 * What a new password has to keep to (NIST SP 800-63B-4 3.1.1.2, OWASP ASVS 5.0 6.2): long enough, not one that others
 * have, not made of its owner's names. No letters, digits or signs are demanded, and none is forbidden.
 */

/** In characters, as a person counts them. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

/** What may be wrong with a new password, in the order in which it is told; each is an error code too. */
export const PASSWORD_FAULTS = [
  'PASSWORD_TOO_SHORT',
  'PASSWORD_TOO_LONG',
  'PASSWORD_COMMON',
  'PASSWORD_PERSONAL',
  'PASSWORD_UNCHANGED',
] as const;
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];

/** Whose password it is: what others know of him is no secret. */
export interface PasswordOwner {
  readonly login: string;
  readonly fullName: string;
  readonly iin: string;
  /** The body's names, long and short, in all languages. */
  readonly bodyNames: readonly string[];
}

const PORTAL_NAMES = ['kelisim', 'келісім'];
/** Shorter ones stand in other words too: "Али" in "реалист". */
const SHORTEST_NAME = 4;

/**
 * All that is wrong with a new password; none where it may be used.
 * @param current the password so far
 * @param isListed whether a word, in lower case, is on the list of common passwords
 */
export function passwordFaults(
  password: string,
  current: string,
  owner: PasswordOwner,
  isListed: (word: string) => boolean,
): PasswordFault[] {
  const length = passwordLength(password);
  const faults: Record<PasswordFault, () => boolean> = {
    PASSWORD_TOO_SHORT: () => length < PASSWORD_LENGTH.least,
    PASSWORD_TOO_LONG: () => length > PASSWORD_LENGTH.most,
    // What is too long is not looked into.
    PASSWORD_COMMON: () => length <= PASSWORD_LENGTH.most && isCommonPassword(password, isListed),
    PASSWORD_PERSONAL: () => isPersonal(password, owner),
    PASSWORD_UNCHANGED: () => password.normalize('NFC') === current.normalize('NFC'),
  };
  return PASSWORD_FAULTS.filter((fault) => faults[fault]());
}

/** Characters, however the keyboard composes them (NIST SP 800-63B-4 3.1.1.2: a code point is one). */
export function passwordLength(password: string): number {
  return [...password.normalize('NFC')].length;
}

/** Whether a name of the owner, of his body or of the portal stands in it, with or without spaces and signs. */
function isPersonal(password: string, { login, fullName, iin, bodyNames }: PasswordOwner): boolean {
  const names = [login, ...login.split(/[^\p{L}\p{N}]+/u), ...fullName.split(/\s+/), iin, ...bodyNames];
  const typed = lettersOf(password);
  return [...names, ...PORTAL_NAMES]
    .map(lettersOf)
    .some((name) => name.length >= SHORTEST_NAME && typed.includes(name));
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
