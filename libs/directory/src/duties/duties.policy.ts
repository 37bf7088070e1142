import { DUTIES, type Duty, type DutyList } from '#contracts';
import type { Actor } from '#kernel';

interface Giver {
  /** Whoever has one of these gives the duty and takes it away. */
  readonly by: readonly Duty[];
  /** To whom: people of the giver's own body, or of any. */
  readonly within: 'body' | 'portal';
}

const OF_PORTAL: readonly Giver[] = [
  { by: ['portal_administrator', 'authorised_body_officer'], within: 'portal' },
];
/** The first that fits counts. */
const OF_BODY: readonly Giver[] = [
  { by: ['portal_administrator'], within: 'portal' },
  { by: ['coordinator'], within: 'body' },
];

/**
 * Who gives which duty, never to himself: those of the portal are given by those who have them; a body's coordinator by
 * the officer of the authorised body, who keeps the list of participants (617:11, 20); what is done for one body, by its
 * coordinators, and to a coordinator who is the only one by the administrator.
 */
const GIVING: Readonly<Record<Duty, readonly Giver[]>> = {
  portal_administrator: OF_PORTAL,
  authorised_body_officer: OF_PORTAL,
  support: OF_PORTAL,
  coordinator: [{ by: ['authorised_body_officer'], within: 'portal' }],
  documentation_officer: OF_BODY,
  hr_officer: OF_BODY,
  controller: OF_BODY,
  session_officer: OF_BODY,
};

/** How far somebody with these duties gives this one; undefined: not at all. */
function reachOf({ duties }: Pick<Actor, 'duties'>, duty: Duty): Giver['within'] | undefined {
  return GIVING[duty].find(({ by }) => by.some((one) => duties.includes(one)))?.within;
}

/** What somebody with these duties gives. */
export function givesOf(actor: Pick<Actor, 'duties'>): DutyList['gives'] {
  return DUTIES.flatMap((duty) => {
    const within = reachOf(actor, duty);
    return within ? [{ duty, within }] : [];
  });
}

/** May the actor give this duty to somebody of this body, or take it from him? */
export function canGive(actor: Pick<Actor, 'duties' | 'body'>, duty: Duty, bodyId: string): boolean {
  const within = reachOf(actor, duty);
  return within === 'portal' || (within === 'body' && actor.body.id === bodyId);
}
