import { AppError } from './app-error.js';

/** Place in a list: the values of its sort columns in the last row of the page before. */
export type Keyset = readonly (string | number)[];

/** Opaque cursor of the row after which the next page starts. */
export function encodeCursor(keyset: Keyset): string {
  return Buffer.from(JSON.stringify(keyset)).toString('base64url');
}

/** @throws AppError VALIDATION_FAILED for a cursor that is not one of ours with `length` values. */
export function decodeCursor(cursor: string | undefined, length: number): Keyset | undefined {
  if (cursor === undefined) return undefined;
  const refused = new AppError('VALIDATION_FAILED', {}, [{ path: 'cursor', rule: 'invalid' }]);
  try {
    const keyset: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const sound =
      Array.isArray(keyset) &&
      keyset.length === length &&
      keyset.every(
        (value) => typeof value === 'number' || (typeof value === 'string' && !value.includes('\0')),
      );
    if (!sound) throw refused;
    return keyset as Keyset;
  } catch {
    throw refused;
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
