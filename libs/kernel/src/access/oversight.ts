import type { DelegatedRoom } from '#contracts';
import { type Actor, holdersIn, scopesIn } from './actor.js';

/** Whose work somebody oversees in a room. */
export interface Oversight {
  /** Of every body: the officer of the authorised body (617:11). */
  readonly allBodies: boolean;
  /** Of his own body: its management and its documentation service (775:16). */
  readonly body: boolean;
  /** Units of his own body that he heads. */
  readonly unitIds: readonly string[];
}

/** As himself and in the stead of others, as far as he stands in for them in the room. Undefined for everybody else. */
export function oversightOf(actor: Actor, room: DelegatedRoom): Oversight | undefined {
  const headed = holdersIn(actor, room).flatMap(({ posts }) =>
    posts.filter(({ postKind }) => postKind === 'unit_head').map(({ unit }) => unit.id),
  );
  const oversight = {
    // A named duty goes with the person, and is not stood in for.
    allBodies: actor.duties.includes('authorised_body_officer'),
    body: scopesIn(actor, room).includes(actor.body.id),
    unitIds: [...new Set(headed)],
  };
  return oversight.allBodies || oversight.body || headed.length > 0 ? oversight : undefined;
}
