import type { Actor } from '#kernel';

/** Keeps his own body's part of the directory, and with it who stands in for whom there (617:20-22). */
export function coordinates({ duties, body }: Pick<Actor, 'duties' | 'body'>, bodyId = body.id): boolean {
  return duties.includes('coordinator') && body.id === bodyId;
}
