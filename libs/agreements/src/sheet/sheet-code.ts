import { randomBytes } from 'node:crypto';
import { SHEET_CODE_LENGTH } from '#contracts';

/** Crockford's: no I, L, O or U, which are taken for others. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code of an agreement sheet: 80 random bits in 16 characters, so that nobody finds a sheet that he has not got. */
export function newSheetCode(): string {
  return Array.from(randomBytes(SHEET_CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** As it is printed: `K7QX-20AB-9ZTM-4R5W`. */
export function printedCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
