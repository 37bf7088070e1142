import type { Actor } from '../access/actor.js';

/** Whose entries somebody reads: all, or those of one body's record. */
export type RecordReach = { readonly all: true } | { readonly all: false; readonly bodyId: string };

/**
 * The administrator of the portal reads the whole record, a coordinator that of his own body: what its people did, and what
 * the portal did by itself in its part of the route, with its documents and accounts. Undefined for everybody else.
 */
export function recordReach({ duties, body }: Pick<Actor, 'duties' | 'body'>): RecordReach | undefined {
  if (duties.includes('portal_administrator')) return { all: true };
  return duties.includes('coordinator') ? { all: false, bodyId: body.id } : undefined;
}
