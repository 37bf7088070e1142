import { Injectable } from '@nestjs/common';
import type { OwnVerb } from '#contracts';
import { type Actor, AppError, Audit, Sql, Tx } from '#kernel';
import { OwnNewsTeller } from '../own-news/own-news.js';
import { type KeptAccount, refusalToKeep } from './accounts.policy.js';

export interface LockedAccount extends KeptAccount {
  readonly disabled: boolean;
}

/** Accounts as somebody keeps them: each change in a transaction in which nobody else changes the account. */
@Injectable()
export class KeptAccounts {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly audit: Audit,
    private readonly news: OwnNewsTeller,
  ) {}

  /** Does it to an account that the actor may keep. @throws AppError NOT_FOUND, OWN_ACCOUNT, ACCOUNT_PROTECTED */
  change<T>(actor: Actor, accountId: string, work: (account: LockedAccount) => Promise<T>): Promise<T> {
    return this.tx.run(async () => {
      const account = await this.sql.row<LockedAccount>(
        `SELECT employee_id AS "employeeId", body_id AS "bodyId", disabled_at IS NOT NULL AS disabled,
           ARRAY(SELECT duty FROM directory.duty_holder holder
                 WHERE holder.employee_id = account.employee_id) AS duties
         FROM directory.account JOIN directory.employee ON employee.id = account.employee_id
         WHERE account.id = $1 FOR UPDATE OF account`,
        [accountId],
      );
      const refusal = account ? refusalToKeep(actor, account) : new AppError('NOT_FOUND');
      if (refusal || !account) throw refusal;
      return work(account);
    });
  }

  /** An entry in the account's own chain of the record. @param actor null: the portal itself, or the owner not signed in */
  note(
    actor: Actor | null,
    accountId: string,
    action: string,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    return this.audit.write({ subjectType: 'account', subjectId: accountId, action, actor, data });
  }

  /** The owner is told what the actor, who may be himself, has done to his account; in the open transaction. */
  tell({ fullName }: Actor, accountId: string, employeeId: string, verb: OwnVerb): Promise<void> {
    return this.news.tell({ employeeId, verb, subjectId: accountId, kind: 'account', title: fullName });
  }
}
