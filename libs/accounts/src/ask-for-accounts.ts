import { Injectable } from '@nestjs/common';
import type { RequestAccountsBody } from '#contracts';
import { bodyRefOf, type DirectoryEmployee, mayRequestAccounts, personRefOf, Unregistered } from '#directory';
import { type Actor, AppError, Audit, Clock, newId, personOf, Sql, Tx } from '#kernel';
import { RequestChanges, type RequestRow } from './request-changes.js';

const DAY_MS = 86_400_000;
/** How long a request waits for the authorised body, and then an account for its owner. */
export const OPEN_MS = 30 * DAY_MS;

interface Wanted {
  readonly employee: DirectoryEmployee;
  readonly login: string;
}

/** A body's coordinator asks for accounts for its employees who have none (617:20): for all of them, or for none. */
@Injectable()
export class AskForAccounts {
  constructor(
    private readonly unregistered: Unregistered,
    private readonly changes: RequestChanges,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * @returns ids of the requests, in the order of the items
   * @throws AppError FORBIDDEN; NOT_FOUND, PERSON_OF_OTHER_BODY, ACCOUNT_EXISTS (`name`), LOGIN_TAKEN (`login`)
   */
  async ask(actor: Actor, { items, reason }: RequestAccountsBody): Promise<string[]> {
    if (!mayRequestAccounts(actor)) throw new AppError('FORBIDDEN');
    const twice = items.find(({ login }, place) => items.findIndex((one) => one.login === login) !== place);
    if (twice) throw new AppError('LOGIN_TAKEN', { login: twice.login });
    return this.tx.run(async () => {
      const wanted = await this.unregistered.forAccounts(actor.body.id, items);
      const ids: string[] = [];
      for (const one of wanted) ids.push(await this.askFor(actor, one, reason));
      await this.changes.announce({ bodyId: actor.body.id });
      return ids;
    });
  }

  private async askFor(actor: Actor, { employee, login }: Wanted, reason: string): Promise<string> {
    const now = this.clock.now();
    const request: RequestRow = {
      id: newId(),
      state: 'requested',
      bodyId: actor.body.id,
      requestedById: actor.employeeId,
      accountId: null,
      login,
      employee: personRefOf(employee),
      body: bodyRefOf(employee.body),
    };
    const kept = await this.sql.execute(
      `INSERT INTO accounts.request (id, state, body_id, employee_id, body, employee, login, reason, requested_by_id,
         requested_by, requested_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
      [
        request.id,
        request.state,
        request.bodyId,
        employee.id,
        request.body,
        request.employee,
        login,
        reason,
        request.requestedById,
        personOf(actor),
        now,
        new Date(now.getTime() + OPEN_MS),
      ],
    );
    if (kept === 0) throw await this.doubled(employee, login);
    await this.audit.write({
      subjectType: 'account_request',
      subjectId: request.id,
      action: 'account_request.request',
      actor,
      data: { login, employeeId: employee.id, reason },
    });
    await this.changes.askOfficers(request);
    return request.id;
  }

  /** Another open request has the employee, or the login. */
  private async doubled({ id, fullName }: DirectoryEmployee, login: string): Promise<AppError> {
    const asked = await this.sql.row(
      `SELECT FROM accounts.request WHERE employee_id = $1 AND state IN ('requested', 'approved')`,
      [id],
    );
    return asked
      ? new AppError('ACCOUNT_EXISTS', { name: fullName })
      : new AppError('LOGIN_TAKEN', { login });
  }
}
