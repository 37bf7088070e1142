import { randomBytes } from 'node:crypto';

/** Thirty-two that nobody takes for another on paper (Crockford's base 32: no I, L, O, U). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MISREAD: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** Random letters and figures, five bits each. */
export function randomText(length: number): string {
  // 256 is a multiple of 32: every letter is as likely as another.
  return Array.from(randomBytes(length), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}

/** A code as it was given, whatever spaces, hyphens and lower case it was typed with, and letters misread. */
export function typedCode(text: string): string {
  return text
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll(/[ILO]/g, (letter) => MISREAD[letter] ?? letter);
}
