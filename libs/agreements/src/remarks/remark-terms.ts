import { Injectable } from '@nestjs/common';
import { type BodyRef, PORTAL_TERMS, type RemarkTask } from '#contracts';
import { jsonb, Sql, WorkingCalendar } from '#kernel';

/** What waits for a body in the talk about remarks. */
export interface AwaitedTalk {
  /** Of the task in the inbox. */
  readonly key: string;
  readonly actId: string;
  readonly task: RemarkTask;
  readonly body: BodyRef;
  /** Remarks to answer, or answers to consider. */
  readonly waiting: number;
}

/** The terms of the talk about remarks (PORTAL_TERMS), in working days of the body that it waits for. */
@Injectable()
export class RemarkTerms {
  constructor(
    private readonly sql: Sql,
    private readonly calendar: WorkingCalendar,
  ) {}

  /**
   * The end of the term, in the transaction of the change. It begins when something comes to be answered, and anew when
   * more comes in: whoever spoke late is not answered in the days that were left for others.
   */
  async dueAt({ key, actId, task, body, waiting }: AwaitedTalk): Promise<{ dueAt: Date; begins: boolean }> {
    const known = await this.sql.row<{ dueAt: Date; waiting: number }>(
      'SELECT due_at AS "dueAt", waiting FROM agreements.remark_term WHERE key = $1',
      [key],
    );
    if (known && waiting <= known.waiting) {
      if (waiting < known.waiting) {
        await this.sql.execute('UPDATE agreements.remark_term SET waiting = $2 WHERE key = $1', [
          key,
          waiting,
        ]);
      }
      return { dueAt: known.dueAt, begins: false };
    }
    const { dueAt, term } = await this.calendar.termFromToday(body.id, PORTAL_TERMS[task]);
    await this.sql.execute(
      `INSERT INTO agreements.remark_term (key, act_id, task, body_id, body, waiting, due_at, term)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (key) DO UPDATE SET waiting = excluded.waiting, due_at = excluded.due_at, term = excluded.term`,
      [key, actId, task, body.id, jsonb(body), waiting, dueAt, jsonb(term)],
    );
    return { dueAt, begins: true };
  }

  /** Nothing waits any more. */
  async end(key: string): Promise<void> {
    await this.sql.execute('DELETE FROM agreements.remark_term WHERE key = $1', [key]);
  }
}
