import { Injectable } from '@nestjs/common';
import type { SecondFactorPolicy } from '#contracts';
import { type Actor, AppError, Audit, Clock, newId, Sql, Tx } from '#kernel';
import { assertAdministratorLeft } from '../duties/last-administrator.js';
import { Sessions } from '../sessions/sessions.js';
import { keepsBody } from './accounts.policy.js';
import { KeptAccounts } from './kept-accounts.js';
import { NOBODYS_HASH } from './passwords.js';

/** Opens accounts and blocks them (775:61): at once, in every process. */
@Injectable()
export class AccountKeeper {
  constructor(
    private readonly kept: KeptAccounts,
    private readonly sessions: Sessions,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * An account that nobody can sign in to before its owner sets a password; in the open transaction.
   * @param account for an employee of the body that asked for it
   * @returns its id. @throws AppError ACCOUNT_EXISTS, LOGIN_TAKEN, PERSON_OF_OTHER_BODY where he went over meanwhile
   */
  async open(
    actor: Actor,
    { employeeId, login, bodyId }: { employeeId: string; login: string; bodyId: string },
  ): Promise<string> {
    const isThere = await this.sql.row(
      'SELECT FROM directory.employee WHERE id = $1 AND body_id = $2 FOR NO KEY UPDATE',
      [employeeId, bodyId],
    );
    if (!isThere) throw new AppError('PERSON_OF_OTHER_BODY');
    const row = await this.sql.row<{ id: string }>(
      `INSERT INTO directory.account (id, employee_id, login, password_hash, activated_at)
       VALUES ($1, $2, $3, $4, NULL) ON CONFLICT DO NOTHING RETURNING id`,
      [newId(), employeeId, login, NOBODYS_HASH],
    );
    if (!row) {
      const taken = await this.sql.row('SELECT FROM directory.account WHERE login = $1', [login]);
      throw taken ? new AppError('LOGIN_TAKEN', { login }) : new AppError('ACCOUNT_EXISTS');
    }
    await this.kept.note(actor, row.id, 'account.opened', { login });
    return row.id;
  }

  /** Takes away an account that was never activated; in the open transaction. @param actor null: the portal itself */
  async discard(actor: Actor | null, accountId: string): Promise<void> {
    const gone = await this.sql.execute(
      'DELETE FROM directory.account WHERE id = $1 AND activated_at IS NULL',
      [accountId],
    );
    if (gone === 0) throw new AppError('CONFLICT');
    await this.kept.note(actor, accountId, 'account.discarded');
  }

  /**
   * Nobody signs in to it any more, and whoever is in is out; what waits in the inbox stays.
   * @throws AppError NOT_FOUND, OWN_ACCOUNT, ACCOUNT_PROTECTED, LAST_ADMINISTRATOR; CONFLICT where it is blocked
   */
  async block(actor: Actor, accountId: string, reason: string): Promise<void> {
    await this.kept.change(actor, accountId, async ({ employeeId, disabled, duties }) => {
      if (disabled) throw new AppError('CONFLICT');
      await this.sql.update('directory.account', accountId, {
        disabled_at: this.clock.now(),
        disabled_reason: reason,
      });
      if (duties.includes('portal_administrator')) {
        await assertAdministratorLeft(this.sql, this.clock.now());
      }
      const ended = await this.sessions.endAllOf(accountId);
      await this.kept.note(actor, accountId, 'account.blocked', { reason, ended });
      await this.kept.tell(actor, accountId, employeeId, 'account_blocked');
    });
  }

  /** @throws AppError as `block`; CONFLICT where it is not blocked */
  async unblock(actor: Actor, accountId: string, reason: string): Promise<void> {
    await this.kept.change(actor, accountId, async ({ employeeId, disabled }) => {
      if (!disabled) throw new AppError('CONFLICT');
      await this.sql.update('directory.account', accountId, { disabled_at: null, disabled_reason: null });
      await this.kept.note(actor, accountId, 'account.unblocked', { reason });
      await this.kept.tell(actor, accountId, employeeId, 'account_unblocked');
    });
  }

  /**
   * Whether a body's people may or must have a second factor. Where they must, whoever signed in by password alone signs in
   * anew. @throws AppError NOT_FOUND
   */
  async setPolicy(actor: Actor, bodyId: string, policy: SecondFactorPolicy): Promise<void> {
    if (!keepsBody(actor, bodyId)) throw new AppError('NOT_FOUND');
    await this.tx.run(async () => {
      const before = await this.sql.row<{ policy: SecondFactorPolicy }>(
        'SELECT second_factor AS policy FROM directory.state_body WHERE id = $1 FOR UPDATE',
        [bodyId],
      );
      if (!before) throw new AppError('NOT_FOUND');
      if (before.policy === policy) return;
      await this.sql.update('directory.state_body', bodyId, { second_factor: policy });
      const ended = policy === 'required' ? await this.sessions.endSingleFactorOf(bodyId) : 0;
      await this.audit.write({
        subjectType: 'state_body',
        subjectId: bodyId,
        action: 'body.second_factor_policy_changed',
        actor,
        data: { from: before.policy, to: policy, ended },
      });
    });
  }
}
