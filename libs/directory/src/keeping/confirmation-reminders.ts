import { Injectable } from '@nestjs/common';
import { CONFIRMATION_KINDS, type ConfirmationKind, type LocalizedText } from '#contracts';
import { Clock, DutyChanges, dayOf, newId, Outbox, Sql, Tx } from '#kernel';
import { Sessions } from '../sessions/sessions.js';

/** A body's present coordinators are to confirm its part of the directory; the inbox puts it before them, and no others. */
export const CONFIRMATION_DUE = 'directory.confirmation_due';
/** It was confirmed: nothing is asked any more. */
export const CONFIRMATION_GIVEN = 'directory.confirmation_given';

/** Payload of `CONFIRMATION_DUE`. */
export interface ConfirmationDue {
  readonly key: string;
  readonly kind: ConfirmationKind;
  readonly bodyId: string;
  readonly bodyName: LocalizedText;
}

interface DueRow {
  id: string;
  name: LocalizedText;
}

/** What counts as confirmed for each of the two: a full check is a look over too. */
const LAST: Record<ConfirmationKind, string> = { quarterly: 'confirmed_at', yearly: 'checked_at' };
const SINCE: Record<ConfirmationKind, string> = { quarterly: '3 months', yearly: '1 year' };

/** Reminds coordinators to confirm that their part of the directory is right: each quarter, and in full each year. */
@Injectable()
export class ConfirmationReminders {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly sessions: Sessions,
    duties: DutyChanges,
  ) {
    duties.on(async ({ duty, bodyId }) => {
      if (duty === 'coordinator') await this.readdress(bodyId);
    });
  }

  /** Looks who is due. However often and in however many processes: once a body, kind and period. */
  async scan(): Promise<void> {
    for (const kind of CONFIRMATION_KINDS) await this.scanFor(kind);
  }

  /** What was asked for is given. In the open transaction. */
  async confirmed(bodyId: string, kind: ConfirmationKind): Promise<void> {
    const kinds = kind === 'yearly' ? ['yearly', 'quarterly'] : ['quarterly'];
    const open = await this.sql.rows<{ key: string }>(
      `SELECT task_key AS key FROM directory.confirmation_reminder WHERE body_id = $1 AND kind = ANY($2)`,
      [bodyId, kinds],
    );
    for (const { key } of open) await this.outbox.add(CONFIRMATION_GIVEN, { key });
  }

  /** Whether a body takes part goes into the rights of all its people. In the open transaction. */
  async renewRights(bodyId: string): Promise<void> {
    const people = await this.sql.rows<{ id: string }>(
      'SELECT id FROM directory.employee WHERE body_id = $1',
      [bodyId],
    );
    await this.sessions.announceChange(people.map(({ id }) => id));
  }

  /** What is still asked of the body is asked of its present coordinators. In the open transaction. */
  private async readdress(bodyId: string): Promise<void> {
    for (const kind of CONFIRMATION_KINDS) {
      const asked = await this.sql.rows<{
        key: string;
        period: string;
        name: LocalizedText;
        last: Date | null;
      }>(
        `SELECT task_key AS key, period, body.name, body.${LAST[kind]} AS last
         FROM directory.confirmation_reminder JOIN directory.state_body body ON body.id = body_id
         WHERE body_id = $1 AND confirmation_reminder.kind = $2`,
        [bodyId, kind],
      );
      const open = asked.filter(({ period, last }) => last === null || period > periodOf(kind, dayOf(last)));
      for (const { key, name } of open) await this.ask({ key, kind, bodyId, bodyName: name });
    }
  }

  private ask(due: ConfirmationDue): Promise<void> {
    return this.outbox.add(CONFIRMATION_DUE, { ...due });
  }

  private async scanFor(kind: ConfirmationKind): Promise<void> {
    const now = this.clock.now();
    const period = periodOf(kind, dayOf(now));
    const due = await this.sql.rows<DueRow>(
      `SELECT body.id, body.name
       FROM directory.state_body body
       JOIN directory.employee ON employee.body_id = body.id
       JOIN directory.duty_holder holder ON holder.employee_id = employee.id AND holder.duty = 'coordinator'
       WHERE coalesce(body.${LAST[kind]} <= $1::timestamptz - interval '${SINCE[kind]}', true)
         AND NOT EXISTS (SELECT FROM directory.confirmation_reminder reminder
           WHERE reminder.body_id = body.id AND reminder.kind = $2 AND reminder.period = $3)
       GROUP BY body.id`,
      [now, kind, period],
    );
    for (const { id, name } of due) {
      await this.tx.run(async () => {
        const key = newId();
        const first = await this.sql.execute(
          `INSERT INTO directory.confirmation_reminder (body_id, kind, period, task_key) VALUES ($1, $2, $3, $4)
           ON CONFLICT DO NOTHING`,
          [id, kind, period, key],
        );
        if (first === 0) return;
        await this.ask({ key, kind, bodyId: id, bodyName: name });
      });
    }
  }
}

/** `2026-Q2`, or `2026`. @param day `YYYY-MM-DD` */
export function periodOf(kind: ConfirmationKind, day: string): string {
  const [year = '', month = ''] = day.split('-');
  return kind === 'yearly' ? year : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}
