import { Injectable } from '@nestjs/common';
import type { Duty } from '#contracts';
import { AppError, beginningOf, Clock, DutyChanges, dayOf, nextDay, Sql } from '#kernel';
import { Sessions } from '../sessions/sessions.js';

/** The end of somebody's time in a body: the day, the account, its sessions, the named duties. */
@Injectable()
export class AccountClosing {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly changes: DutyChanges,
  ) {}

  /** @throws AppError POST_ENDED where he holds no post and is to hold none */
  async assertStillThere(employeeId: string): Promise<void> {
    const held = await this.sql.row(
      'SELECT id FROM directory.post_holding WHERE employee_id = $1 AND (ends_at IS NULL OR ends_at > $2)',
      [employeeId, this.clock.now()],
    );
    if (!held) throw new AppError('POST_ENDED');
  }

  /** When his time ends. @param on his last day; null: now. @throws AppError DAY_IN_PAST */
  endOf(on: string | null): Date {
    const now = this.clock.now();
    if (on !== null && on < dayOf(now)) throw new AppError('DAY_IN_PAST');
    return on === null ? now : beginningOf(nextDay(on));
  }

  async setLastDay(employeeId: string, on: string): Promise<void> {
    await this.sql.execute(
      'UPDATE directory.employee SET leaves_on = $2, revision = revision + 1 WHERE id = $1',
      [employeeId, on],
    );
  }

  /** Closes the account, ends its sessions in every process, takes the named duties back. In the open transaction. */
  async close(employeeId: string): Promise<void> {
    const now = this.clock.now();
    await this.sql.execute(
      'UPDATE directory.account SET disabled_at = coalesce(disabled_at, $2) WHERE employee_id = $1',
      [employeeId, now],
    );
    const ended = await this.sql.rows<{ id: string }>(
      `UPDATE directory.session SET ended_at = $2 FROM directory.account
       WHERE account.id = session.account_id AND account.employee_id = $1 AND ended_at IS NULL RETURNING session.id`,
      [employeeId, now],
    );
    await this.sessions.announceEnd(ended.map(({ id }) => id));
    const taken = await this.sql.rows<{ duty: Duty; bodyId: string }>(
      `DELETE FROM directory.duty_holder holder USING directory.employee
       WHERE employee.id = holder.employee_id AND employee_id = $1 RETURNING duty, body_id AS "bodyId"`,
      [employeeId],
    );
    for (const change of taken) {
      await this.changes.announce({ ...change, employeeId, given: false, by: null });
    }
    await this.sql.execute(
      'UPDATE directory.employee SET leaves_on = coalesce(leaves_on, $2) WHERE id = $1',
      [employeeId, dayOf(now)],
    );
  }
}
