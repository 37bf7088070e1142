import { Inject, Injectable } from '@nestjs/common';
import { DEFAULT_WORKING_HOURS } from '#contracts';
import {
  Clock,
  CONFIG,
  type Config,
  dayOf,
  instantOf,
  Sql,
  TIME_ZONE,
  timeOf,
  WorkingCalendar,
} from '#kernel';
import { FIRST_NOTICE } from '../notices/occasions.js';
import { reminderOn } from './reminder-rules.js';

/** Open work that has a term, none of it given and awaiting its check. */
const OPEN_WORK = `task.needs = 'action' AND task.closed_at IS NULL AND task.waits_since IS NULL`;
const DUE_DAY = `to_char(task.due_at AT TIME ZONE '${TIME_ZONE}', 'YYYY-MM-DD')`;
/** Longer than any run of days off before a term. */
const AHEAD_MS = 30 * 24 * 3_600_000;

/**
 * Reminds of terms by e-mail: before, on the day and after (REMINDER_RULES). A look at the tables that may be taken at any
 * time and by any worker: a reminder is a notice, of which each task has one on each occasion.
 */
@Injectable()
export class Reminders {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  /** @returns how many were given */
  async remind(): Promise<number> {
    const now = this.clock.now();
    const today = dayOf(now);
    const isWorked = await this.calendar.workedDays();
    // Letters to those whose bodies open later wait until then, as all do.
    const isMorning = isWorked(today) && timeOf(now) >= DEFAULT_WORKING_HOURS.opens;
    if (!this.config.mail || !isMorning) return 0;
    const days = await this.sql.rows<{ day: string }>(
      `SELECT DISTINCT ${DUE_DAY} AS day FROM inbox.task WHERE ${OPEN_WORK} AND task.due_at < $1`,
      [new Date(now.getTime() + AHEAD_MS)],
    );
    const wanted = days.flatMap(({ day }) => {
      const occasion = reminderOn(today, day, isWorked);
      return occasion === undefined ? [] : [{ day, occasion }];
    });
    if (wanted.length === 0) return 0;
    // Nobody is reminded on the day on which he is first told.
    return this.sql.execute(
      `INSERT INTO inbox.notice (task_id, occasion, employee_id, state, created_at)
       SELECT task.id, wanted.occasion, task.employee_id, 'new', $3
       FROM unnest($1::text[], $2::text[]) AS wanted (day, occasion)
       JOIN inbox.task ON ${DUE_DAY} = wanted.day
       WHERE ${OPEN_WORK} AND task.due_at < $5 AND task.created_at < $4 AND NOT EXISTS (
         SELECT FROM inbox.notice first LEFT JOIN inbox.letter ON letter.id = first.letter_id
         WHERE first.task_id = task.id AND first.employee_id = task.employee_id AND first.occasion = '${FIRST_NOTICE}'
           AND (first.state = 'new' OR letter.state = 'waiting' OR letter.settled_at >= $4))
       ON CONFLICT (task_id, occasion, employee_id) DO NOTHING`,
      [
        wanted.map(({ day }) => day),
        wanted.map(({ occasion }) => occasion),
        now,
        instantOf(today, '00:00'),
        new Date(now.getTime() + AHEAD_MS),
      ],
    );
  }
}
