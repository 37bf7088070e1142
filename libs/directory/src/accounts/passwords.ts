import { argon2, type BinaryLike, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's recommended cost for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const VERSION = 19;

const derive = promisify(argon2) as (
  algorithm: 'argon2id',
  parameters: {
    message: BinaryLike;
    nonce: BinaryLike;
    memory: number;
    passes: number;
    parallelism: number;
    tagLength: number;
  },
) => Promise<Buffer>;

/** argon2id at the same cost for what carries no salt of its own; @returns 32 bytes */
export function digestWith(salt: Buffer, text: string): Promise<Buffer> {
  return derive('argon2id', { message: text, nonce: salt, tagLength: TAG_BYTES, ...COST });
}

/** argon2id of a password in the PHC string format; runs beside the event loop, for some tens of milliseconds. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phc(salt, await digestWith(salt, password.normalize('NFC')));
}

/** Compares in constant time. @throws Error for a stored hash that is not argon2id's */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
  if (!parts) throw new Error('A stored password hash is not in the expected format.');
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts;
  const expected = Buffer.from(tag, 'base64');
  const given = await derive('argon2id', {
    message: password.normalize('NFC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(given, expected);
}

/** A hash that no password has: a login that nobody has takes the same work to refuse. */
export const NOBODYS_HASH = phc(Buffer.alloc(SALT_BYTES), Buffer.alloc(TAG_BYTES));

function phc(salt: Buffer, tag: Buffer): string {
  const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=${VERSION}$m=${memory},t=${passes},p=${parallelism}$${text(salt)}$${text(tag)}`;
}
