import { createHash } from 'node:crypto';

/** One task for good of what it is about: a UUID of version 8 (RFC 9562 5.8) of its parts. */
export function taskKey(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join(' ')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
