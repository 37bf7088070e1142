import { randomBytes } from 'node:crypto';
import { RECOVERY_CODES } from '#contracts';
import { randomText } from '../accounts/code-letters.js';
import { digestWith } from '../accounts/passwords.js';

/** 50 random bits each: too few to keep as a plain hash (OWASP ASVS 5.0 6.5.2), enough against five attempts. */
const LETTERS = 10;
const SALT_BYTES = 16;

/** New codes, as they are shown, and what is kept of them: one salt for all, so that an attempt costs one digest. */
export async function newRecoveryCodes(): Promise<{ codes: string[]; salt: Buffer; digests: Buffer[] }> {
  const plain = Array.from({ length: RECOVERY_CODES }, () => randomText(LETTERS));
  const salt = randomBytes(SALT_BYTES);
  const digests = await Promise.all(plain.map((code) => digestWith(salt, code)));
  return { codes: plain.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`), salt, digests };
}
