import type { Actor } from '#kernel';

/** Whoever keeps the portal has refused letters sent again, or gives them up. */
export function canMendMail({ duties }: Pick<Actor, 'duties'>): boolean {
  return duties.includes('portal_administrator');
}

/** Whoever keeps the portal, or helps its users, sees how its e-mail goes. */
export function canWatchMail({ duties }: Pick<Actor, 'duties'>): boolean {
  return duties.includes('portal_administrator') || duties.includes('support');
}
