import type { AccountRequest, AccountRequestState } from '#contracts';
import { keptBodyOf, mayDecideAccounts, mayRequestAccounts } from '#directory';
import type { Actor } from '#kernel';

/** What decides who may do what with a request. */
export interface JudgedRequest {
  readonly state: AccountRequestState;
  readonly bodyId: string;
  readonly requestedById: string;
}

/** Whose requests the actor reads: of his body, of all bodies (null), or of none (undefined). */
export const readBodyOf = keptBodyOf;

/** The coordinators of a body read its requests; whoever keeps all bodies reads all. */
export function mayRead(actor: Actor, { bodyId }: Pick<JudgedRequest, 'bodyId'>): boolean {
  const read = readBodyOf(actor);
  return read === null || read === bodyId;
}

/** Whether the actor coordinates the body that asks. */
export const isAsking = (actor: Actor, { bodyId }: Pick<JudgedRequest, 'bodyId'>): boolean =>
  mayRequestAccounts(actor) && actor.body.id === bodyId;

/** Nobody decides what he asked for himself. */
export const isOwnRequest = (actor: Actor, { requestedById }: JudgedRequest): boolean =>
  actor.employeeId === requestedById;

/** What the web draws its buttons from. */
export function canOf(actor: Actor, request: JudgedRequest): AccountRequest['can'] {
  const { state } = request;
  return {
    decide: state === 'requested' && mayDecideAccounts(actor) && !isOwnRequest(actor, request),
    withdraw: (state === 'requested' || state === 'approved') && isAsking(actor, request),
    giveCode: state === 'approved' && isAsking(actor, request),
  };
}
