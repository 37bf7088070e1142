import type { Actor } from '#kernel';

/** Everybody who signs in may read the calendar; whoever has the administrator's duty may change it. */
export function canKeep(actor: Pick<Actor, 'duties'>): boolean {
  return actor.duties.includes('portal_administrator');
}
