import { z } from 'zod';
import { AppError } from '../app-error.js';
import { decodeCursor, encodeCursor, pageFrom } from './keyset.js';

const keyset = z.tuple([z.iso.datetime(), z.uuid()]);
const ROW: z.infer<typeof keyset> = ['2026-03-14T05:00:00.000Z', '018f2f6e-7f3a-7c55-b7f1-3c1f0e6d4a11'];

describe('a cursor', () => {
  test('brings back the place in the list that it was made of', () => {
    expect(decodeCursor(encodeCursor(ROW), keyset)).toEqual(ROW);
    const names = z.tuple([z.string(), z.number()]);
    expect(decodeCursor(encodeCursor(['Әбдіқадыров «Қ» 🙂', 7]), names)).toEqual(['Әбдіқадыров «Қ» 🙂', 7]);
  });

  test('fits into an address as it is', () => {
    expect(encodeCursor(['???>>>~~~', 'ÿÿÿ'])).toMatch(/^[\w-]+$/);
  });

  test('is none on the first page', () => {
    expect(decodeCursor(undefined, keyset)).toBeUndefined();
  });

  const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  test.each([
    ['empty', ''],
    ['not base64', '%%%'],
    ['not JSON', Buffer.from('[1,').toString('base64url')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0]).toString('base64url')],
    ['null', made(null)],
    ['an object', made({ length: 2, 0: ROW[0], 1: ROW[1] })],
    ['too short', made([ROW[0]])],
    ['too long', made([...ROW, 1])],
    ['another type', made([5, ROW[1]])],
    ['nested', made([[ROW[0]], ROW[1]])],
    ['a null character', made([ROW[0], `${ROW[1]}\0`])],
    ['SQL', made([`${ROW[0]}'; DROP TABLE kernel.outbox; --`, ROW[1]])],
    ['a deep nest', Buffer.from('['.repeat(300)).toString('base64url')],
    ['a prototype', Buffer.from('{"__proto__":[]}').toString('base64url')],
  ])('that is not the list’s own is refused: %s', (_what, cursor) => {
    const refusal = refusalOf(() => decodeCursor(cursor, keyset));
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ path: 'cursor', rule: 'invalid' }],
    });
  });
});

describe('a page', () => {
  const keysetOf = (row: number) => [row];

  test('leads on while there is more', () => {
    expect(pageFrom([1, 2, 3], 2, keysetOf)).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
  });

  test('that ends exactly with the list is the last one', () => {
    expect(pageFrom([1, 2], 2, keysetOf)).toEqual({ items: [1, 2], nextCursor: null });
    expect(pageFrom([], 2, keysetOf)).toEqual({ items: [], nextCursor: null });
  });
});

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
