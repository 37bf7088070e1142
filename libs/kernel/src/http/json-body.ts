import { AppError } from '../app-error.js';

/** No body of the portal is deeper: lists in objects in lists, some levels. */
export const MOST_DEPTH = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Looks at a JSON body before it is parsed: millions of lists in each other keep the parser, and with it everybody, busy
 * for seconds.
 * @param charset as the request names it; only UTF-8 is JSON (RFC 8259 8.1), and in any other the brackets may hide
 * @throws AppError MALFORMED_REQUEST
 */
export function assertPlainJson(body: Uint8Array, charset: string): void {
  if (charset !== 'utf-8') throw new AppError('MALFORMED_REQUEST');
  let depth = 0;
  let isText = false;
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at] ?? 0;
    if (isText) {
      if (sign === BACKSLASH) at += 1;
      else if (sign === QUOTE) isText = false;
    } else if (sign === QUOTE) isText = true;
    else if (OPENING.has(sign)) depth += 1;
    else if (CLOSING.has(sign)) depth -= 1;
    if (depth > MOST_DEPTH) throw new AppError('MALFORMED_REQUEST');
  }
}
