import { Injectable } from '@nestjs/common';
import type { CountedTerm } from '#contracts';
import { Clock } from '../clock.js';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { ClosingTimes } from './closing-times.js';
import {
  type CalendarException,
  countWorkingDays,
  dayOf,
  instantOf,
  type WorkedDays,
  workedDays,
} from './working-days.js';

const LOCK = `hashtextextended('kelisim.working-calendar', 0)`;

/** Terms by the working calendar that the administrator keeps. */
@Injectable()
export class WorkingCalendar {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly closings: ClosingTimes,
  ) {}

  /**
   * The end of the body's term of `workingDays` that starts today, and how it was counted. In a transaction the calendar
   * and the body's hours stay as they are until its end, so that a change of them finds every term that was counted before.
   */
  async termFromToday(bodyId: string, workingDays: number): Promise<{ dueAt: Date; term: CountedTerm }> {
    return this.termFrom(bodyId, dayOf(this.clock.now()), workingDays);
  }

  /** The same from another day on, which is not counted itself. @param from `YYYY-MM-DD` */
  async termFrom(
    bodyId: string,
    from: string,
    workingDays: number,
  ): Promise<{ dueAt: Date; term: CountedTerm }> {
    await this.hold();
    // Twice the days and a month more: no calendar has so many days off in a row.
    const exceptions = await this.sql.rows<CalendarException>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, kind, name FROM kernel.calendar_day
       WHERE day > $1::date AND day <= $1::date + ($2::int * 2 + 31) ORDER BY day`,
      [from, workingDays],
    );
    return countWorkingDays(from, workingDays, exceptions, await this.closings.ofBody(bodyId));
  }

  /** The end of the body's working day. @param day `YYYY-MM-DD`; held as `termFromToday` does */
  async endOf(bodyId: string, day: string): Promise<Date> {
    await this.hold();
    return instantOf(day, await this.closings.ofBody(bodyId));
  }

  /** Every day that differs from the plain week. */
  exceptions(): Promise<CalendarException[]> {
    return this.sql.rows<CalendarException>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, kind, name FROM kernel.calendar_day`,
    );
  }

  /** Which days are worked, by the calendar as it is now; what is counted with it moves with no change of the calendar. */
  async workedDays(): Promise<WorkedDays> {
    return workedDays(await this.exceptions());
  }

  /** Waits until every transaction that counted a term is over, and holds up the next until this one is. */
  async claim(): Promise<void> {
    if (!this.tx.current) throw new Error('The calendar must be claimed inside tx.run().');
    await this.sql.execute(`SELECT pg_advisory_xact_lock(${LOCK})`);
  }

  private async hold(): Promise<void> {
    // A statement of its own: one that has waited for the lock reads what was there before it waited.
    if (this.tx.current) await this.sql.execute(`SELECT pg_advisory_xact_lock_shared(${LOCK})`);
  }
}
