import { Injectable } from '@nestjs/common';
import type { ActivationSlip, DecideRequestsBody } from '#contracts';
import { AccountKeeper, AccountSecrets, mayDecideAccounts } from '#directory';
import { type Actor, AppError, Clock, personOf, Sql, Tx } from '#kernel';
import { isAsking, isOwnRequest, mayRead } from './account-requests.policy.js';
import { OPEN_MS } from './ask-for-accounts.js';
import { RequestChanges, type RequestRow } from './request-changes.js';

/** What becomes of a request: the authorised body's answer, the body's own change of mind, activation, the end of time. */
@Injectable()
export class AccountRequests {
  constructor(
    private readonly changes: RequestChanges,
    private readonly keeper: AccountKeeper,
    private readonly secrets: AccountSecrets,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * Approves or refuses all of them, or none. An account is there as soon as it is approved, but nobody can sign in to it
   * before its owner has set a password.
   * @throws AppError FORBIDDEN, NOT_FOUND, REASON_MISSING, OWN_REQUEST, CONFLICT, ACCOUNT_EXISTS, LOGIN_TAKEN, PERSON_OF_OTHER_BODY
   */
  async decide(actor: Actor, { ids, decision, reason }: DecideRequestsBody): Promise<void> {
    if (!mayDecideAccounts(actor)) throw new AppError('FORBIDDEN');
    if (decision === 'refuse' && reason === '') throw new AppError('REASON_MISSING');
    await this.tx.run(async () => {
      for (const request of await this.changes.lock(ids)) {
        if (isOwnRequest(actor, request)) throw new AppError('OWN_REQUEST');
        if (request.state !== 'requested') throw new AppError('CONFLICT');
        if (decision === 'approve') await this.approve(actor, request);
        else await this.refuse(actor, request, reason);
        await this.changes.announce(request);
      }
    });
  }

  /** The body changes its mind; an account that was approved is gone. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT */
  async withdraw(actor: Actor, id: string): Promise<void> {
    await this.tx.run(async () => {
      const request = await this.asked(actor, id);
      await this.end(actor, request, 'withdraw');
    });
  }

  /** What the coordinator hands to the owner; earlier ones are over. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT */
  async giveCode(actor: Actor, id: string): Promise<ActivationSlip> {
    return this.tx.run(async () => {
      const { state, accountId } = await this.asked(actor, id);
      if (state !== 'approved' || accountId === null) throw new AppError('CONFLICT');
      return this.secrets.giveFirstCode(actor, accountId);
    });
  }

  /** The owner of an account set a password: where it is his first, the request is fulfilled. In the open transaction. */
  async activated(accountId: string): Promise<void> {
    const request = await this.changes.lockApprovedOf(accountId);
    if (!request) return;
    await this.changes.apply(null, request, 'activate', { set: { expires_at: null } });
    await this.changes.tellRequester(request, 'account_activated');
    await this.changes.announce(request);
  }

  /** Ends what nobody decided, or activated, in time. */
  async expire(): Promise<void> {
    const due = await this.sql.rows<{ id: string }>(
      `SELECT id FROM accounts.request WHERE state IN ('requested', 'approved') AND expires_at <= $1 ORDER BY id`,
      [this.clock.now()],
    );
    for (const { id } of due) {
      await this.tx.run(async () => {
        const [request] = await this.changes.lock([id]);
        const isOpen = request?.state === 'requested' || request?.state === 'approved';
        if (request && isOpen) await this.end(null, request, 'expire');
      });
    }
  }

  private async approve(actor: Actor, request: RequestRow): Promise<void> {
    const { employee, login, bodyId } = request;
    const accountId = await this.keeper.open(actor, { employeeId: employee.id, login, bodyId });
    const now = this.clock.now();
    await this.changes.apply(actor, request, 'approve', {
      set: {
        decided_by: personOf(actor),
        decided_at: now,
        account_id: accountId,
        expires_at: new Date(now.getTime() + OPEN_MS),
      },
    });
    await this.changes.askForHandOver(request);
  }

  private async refuse(actor: Actor, request: RequestRow, reason: string): Promise<void> {
    await this.changes.apply(actor, request, 'refuse', {
      set: {
        decided_by: personOf(actor),
        decided_at: this.clock.now(),
        decision_reason: reason,
        expires_at: null,
      },
      reason,
    });
    await this.changes.tellRequester(request, 'account_refused');
  }

  private async end(actor: Actor | null, request: RequestRow, action: 'withdraw' | 'expire'): Promise<void> {
    await this.changes.apply(actor, request, action, { set: { account_id: null, expires_at: null } });
    if (request.accountId !== null) await this.keeper.discard(actor, request.accountId);
    await this.changes.announce(request);
  }

  /** A request of the body that the actor coordinates. */
  private async asked(actor: Actor, id: string): Promise<RequestRow> {
    const [request] = await this.changes.lock([id]);
    if (!request || !mayRead(actor, request)) throw new AppError('NOT_FOUND');
    if (!isAsking(actor, request)) throw new AppError('FORBIDDEN');
    return request;
  }
}
