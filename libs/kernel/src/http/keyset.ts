import type { z } from 'zod';
import { AppError } from '../app-error.js';

/** Place in a list: the values of its sort columns in the last row of the page before. */
export type Keyset = readonly (string | number)[];

/** Opaque cursor of the row after which the next page starts. */
export function encodeCursor(keyset: Keyset): string {
  return Buffer.from(JSON.stringify(keyset)).toString('base64url');
}

/**
 * @param schema of the list's own keyset: whatever the database would choke on is refused here
 * @throws AppError VALIDATION_FAILED for a cursor that is not one of the list's
 */
export function decodeCursor<T extends Keyset>(
  cursor: string | undefined,
  schema: z.ZodType<T>,
): T | undefined {
  if (cursor === undefined) return undefined;
  const keyset = schema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (keyset.success) return keyset.data;
  throw new AppError('VALIDATION_FAILED', {}, [{ path: 'cursor', rule: 'invalid' }]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A page out of `limit + 1` rows that a query fetched: the extra row only tells that there is more.
 * @param keysetOf the sort values of a row, in the order of the query's ORDER BY
 */
export function pageFrom<Row>(
  rows: Row[],
  limit: number,
  keysetOf: (row: Row) => Keyset,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(keysetOf(last)) : null;
  return { items, nextCursor };
}
