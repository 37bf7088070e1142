import { Injectable } from '@nestjs/common';
import type { CountedTerm } from '#contracts';
import { Clock } from './clock.js';
import { Sql } from './sql.js';
import { type CalendarException, closingOf, countWorkingDays, dayOf } from './working-days.js';

/** Terms by the working calendar that the administrator keeps. */
@Injectable()
export class WorkingCalendar {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** The end of the term of `workingDays` that starts today, and how it was counted. */
  async termFromToday(workingDays: number): Promise<{ dueAt: Date; term: CountedTerm }> {
    const from = dayOf(this.clock.now());
    // Twice the days and a month more: no calendar has so many days off in a row.
    const exceptions = await this.sql.rows<CalendarException>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, kind FROM kernel.calendar_day
       WHERE day > $1::date AND day <= $1::date + ($2::int * 2 + 31) ORDER BY day`,
      [from, workingDays],
    );
    const { until, term } = countWorkingDays(from, workingDays, exceptions);
    return { dueAt: closingOf(until), term };
  }
}
