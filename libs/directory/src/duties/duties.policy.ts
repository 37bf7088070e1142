import type { Duty, DutyList } from '#contracts';
import type { Actor } from '#kernel';

interface Giving {
  /** Whoever has one of these gives the duty and takes it away. */
  readonly by: readonly Duty[];
  /** To whom: people of the giver's own body, or of any. */
  readonly within: 'body' | 'portal';
}

const OF_PORTAL: Giving = { by: ['portal_administrator', 'authorised_body_officer'], within: 'portal' };
const OF_BODY: Giving = { by: ['coordinator'], within: 'body' };

/**
 * Who gives which duty: those of the portal are given by those who have them; a body's coordinator by the officer of the
 * authorised body, who keeps the list of participants (617:11, 20); what is done for one body, by its coordinator.
 */
const GIVING: Readonly<Record<Duty, Giving>> = {
  portal_administrator: OF_PORTAL,
  authorised_body_officer: OF_PORTAL,
  support: OF_PORTAL,
  coordinator: { by: ['authorised_body_officer'], within: 'portal' },
  documentation_officer: OF_BODY,
  hr_officer: OF_BODY,
  controller: OF_BODY,
  session_officer: OF_BODY,
};

/** What somebody with these duties gives. */
export function givesOf({ duties }: Pick<Actor, 'duties'>): DutyList['gives'] {
  return Object.entries(GIVING).flatMap(([duty, { by, within }]) =>
    by.some((one) => duties.includes(one)) ? [{ duty: duty as Duty, within }] : [],
  );
}

/** May the actor give this duty to somebody of this body, or take it from him? */
export function canGive(actor: Pick<Actor, 'duties' | 'body'>, duty: Duty, bodyId: string): boolean {
  const { by, within } = GIVING[duty];
  return by.some((one) => actor.duties.includes(one)) && (within === 'portal' || actor.body.id === bodyId);
}
