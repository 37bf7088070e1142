import { hash } from 'node:crypto';

/** What stands for the hash of the one before the first. */
export const FIRST_LINK: Buffer = Buffer.alloc(32);

/** 32 bytes, of the text in UTF-8. */
export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/**
 * SQL of what was hashed and its hash. Whoever tampers may have dropped NOT NULL: what is emptied then is a change as any
 * other, not a failure of the check.
 */
export const CONTENT = `coalesce(content, '') AS content`;
export const HASH = `coalesce(hash, '') AS hash`;

/** SQL that writes an instant with microseconds, which the portal itself never writes: so none is overlooked. */
export function exactInstant(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Whether the instant that was hashed is the one of the column, as {@link exactInstant} writes it. */
export function isInstant(hashed: unknown, column: string | null): boolean {
  return `${hashed}`.replace('Z', '000Z') === column;
}

/** What was hashed; empty where somebody put in something that the portal never writes, hash and all. */
export function contentOf(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/**
 * To whose record an entry belongs: of the body of who acted; of what the portal did by itself, of the body that its data
 * name as the place where it was done, or else of who acted first on the same thing.
 * @param entry what is hashed of it, @param first the body of who acted first, null where nobody has yet
 */
export function recordBodyOf(
  { bodyId, data }: { readonly bodyId: string | null; readonly data?: unknown },
  first: string | null,
): string | null {
  if (bodyId !== null) return bodyId;
  const { body } = Object(data) as { body?: unknown };
  const { id } = Object(body) as { id?: unknown };
  return typeof id === 'string' ? id : first;
}
