import { Injectable } from '@nestjs/common';
import type { ActivationSlip } from '#contracts';
import { type Actor, AppError, Sql } from '#kernel';
import { SecondFactors } from '../second-factor/second-factors.js';
import { Sessions } from '../sessions/sessions.js';
import { ActivationCodes } from './activation-codes.js';
import { KeptAccounts } from './kept-accounts.js';
import { NOBODYS_HASH } from './passwords.js';

/** Gives the owner of an account the way to a password, and takes lost passwords and second factors away (775:61). */
@Injectable()
export class AccountSecrets {
  constructor(
    private readonly kept: KeptAccounts,
    private readonly codes: ActivationCodes,
    private readonly factors: SecondFactors,
    private readonly sessions: Sessions,
    private readonly sql: Sql,
  ) {}

  /**
   * The code for the first activation; in the open transaction.
   * @throws AppError CONFLICT where it is activated, or its owner is in the actor's body no more
   */
  async giveFirstCode(actor: Actor, accountId: string): Promise<ActivationSlip> {
    const waits = await this.sql.row(
      `SELECT FROM directory.account JOIN directory.employee ON employee.id = employee_id
       WHERE account.id = $1 AND activated_at IS NULL AND body_id = $2 FOR UPDATE OF account, employee`,
      [accountId, actor.body.id],
    );
    if (!waits) throw new AppError('CONFLICT');
    await this.kept.note(actor, accountId, 'account.activation_code_given');
    return this.codes.give(accountId);
  }

  /**
   * The old password is dead, all sessions end; the owner sets a new one by the code. His second factor stays.
   * @throws AppError NOT_FOUND, OWN_ACCOUNT, ACCOUNT_PROTECTED; ACCOUNT_DISABLED where it is blocked
   */
  async resetPassword(actor: Actor, accountId: string, reason: string): Promise<ActivationSlip> {
    return this.kept.change(actor, accountId, async ({ employeeId, disabled }) => {
      if (disabled) throw new AppError('ACCOUNT_DISABLED');
      await this.sql.update('directory.account', accountId, {
        password_hash: NOBODYS_HASH,
        password_changed_at: null,
      });
      const ended = await this.sessions.endAllOf(accountId);
      await this.kept.note(actor, accountId, 'account.password_reset', { reason, ended });
      await this.kept.tell(actor, accountId, employeeId, 'password_reset');
      return this.codes.give(accountId);
    });
  }

  /** The owner enrols anew; all sessions end. @throws AppError as `resetPassword`; SECOND_FACTOR_ABSENT */
  async resetSecondFactor(actor: Actor, accountId: string, reason: string): Promise<void> {
    await this.kept.change(actor, accountId, async ({ employeeId }) => {
      await this.factors.drop(accountId);
      const ended = await this.sessions.endAllOf(accountId);
      await this.kept.note(actor, accountId, 'account.second_factor_reset', { reason, ended });
      await this.kept.tell(actor, accountId, employeeId, 'second_factor_reset');
    });
  }
}
