import type { Duty } from '#contracts';
import { type Actor, AppError } from '#kernel';

/** Whoever has one of these keeps what all bodies share; who took his account over would have the whole portal. */
const OF_ALL_BODIES: readonly Duty[] = ['portal_administrator', 'authorised_body_officer'];

type Keeper = Pick<Actor, 'duties' | 'employeeId' | 'body'>;

/** Whose account it is, as far as it decides who may keep it. */
export interface KeptAccount {
  readonly employeeId: string;
  readonly bodyId: string;
  readonly duties: readonly Duty[];
}

const keepsAll = ({ duties }: Keeper): boolean => duties.some((duty) => OF_ALL_BODIES.includes(duty));

/** The body whose accounts the actor keeps; null: all bodies; undefined: none. */
export function keptBodyOf(actor: Keeper): string | null | undefined {
  if (keepsAll(actor)) return null;
  return actor.duties.includes('coordinator') ? actor.body.id : undefined;
}

/** Whether the actor keeps accounts of the body (617:20). */
export function keepsBody(actor: Keeper, bodyId: string): boolean {
  const kept = keptBodyOf(actor);
  return kept === null || kept === bodyId;
}

/** Asks for accounts for the employees of his own body (617:20). */
export const mayRequestAccounts = ({ duties }: Keeper): boolean => duties.includes('coordinator');

/** Approves or refuses what the bodies ask for. */
export const mayDecideAccounts = ({ duties }: Keeper): boolean => duties.includes('authorised_body_officer');

/**
 * Why the actor may not block an account or take its password or second factor away; null where he may. Nobody does it to
 * himself: his own page is for that. An account that keeps the whole portal is left to an administrator.
 */
export function refusalToKeep(actor: Keeper, { employeeId, bodyId, duties }: KeptAccount): AppError | null {
  if (!keepsBody(actor, bodyId)) return new AppError('NOT_FOUND');
  if (employeeId === actor.employeeId) return new AppError('OWN_ACCOUNT');
  const isProtected = duties.some((duty) => OF_ALL_BODIES.includes(duty));
  if (isProtected && !actor.duties.includes('portal_administrator')) return new AppError('ACCOUNT_PROTECTED');
  return null;
}
