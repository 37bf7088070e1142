import { Injectable } from '@nestjs/common';
import { Clock, dayOf, Sql, Tx, WorkingCalendar, workedBetween } from '#kernel';
import { OwnNewsTeller } from '../own-news/own-news.js';
import { DELEGATION_TITLE } from './delegation-news.js';

/** No run of days off is longer. */
const AHEAD_MS = 30 * 86_400_000;
/** A portal that stood still for longer does not tell any more what was over then. */
const NEWS_MS = 7 * 86_400_000;

interface EndingRow {
  id: string;
  standInId: string;
  title: string;
  endsAt: Date;
}

/**
 * Tells stand-ins that a delegation is about to end: on the last working day before its last day, or on that day; and
 * that it has ended by itself. A look that may be taken at any time, by any number of workers: each is told once.
 */
@Injectable()
export class DelegationEnds {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    private readonly news: OwnNewsTeller,
  ) {}

  async scan(): Promise<void> {
    const now = this.clock.now();
    for (const row of await this.ending(now)) await this.tell(row, 'delegation_ending', 'ending_told_at');
    const over = await this.find('ends_at <= $1 AND ends_at > $2', [now, new Date(now.getTime() - NEWS_MS)]);
    for (const row of over) await this.tell(row, 'delegation_ended', 'ended_told_at');
  }

  /** Those that began on a day before: of one that is a day long its beginning was told today. */
  private async ending(now: Date): Promise<EndingRow[]> {
    const today = dayOf(now);
    const isWorked = await this.calendar.workedDays();
    if (!isWorked(today)) return [];
    const running = await this.find(
      'ending_told_at IS NULL AND starts_at <= $1 AND ends_at > $1 AND ends_at <= $2',
      [now, new Date(now.getTime() + AHEAD_MS)],
    );
    return running.filter(({ endsAt, startsAt, madeAt }) => {
      const last = dayOf(new Date(endsAt.getTime() - 1));
      const isFresh = dayOf(startsAt) === today || dayOf(madeAt) === today;
      return !isFresh && workedBetween(today, last, isWorked) <= 1;
    });
  }

  private find(
    condition: string,
    values: readonly unknown[],
  ): Promise<(EndingRow & { startsAt: Date; madeAt: Date })[]> {
    return this.sql.rows(
      `SELECT delegation.id, stand_in_id AS "standInId", ${DELEGATION_TITLE} AS title, starts_at AS "startsAt",
         ends_at AS "endsAt", made_at AS "madeAt"
       FROM directory.delegation JOIN directory.employee principal ON principal.id = principal_id
       WHERE revoked_at IS NULL AND ended_told_at IS NULL AND ${condition} ORDER BY delegation.id`,
      [...values],
    );
  }

  /** Whoever marks it tells it. */
  private tell(
    { id, standInId, title }: EndingRow,
    verb: 'delegation_ending' | 'delegation_ended',
    mark: 'ending_told_at' | 'ended_told_at',
  ): Promise<void> {
    return this.tx.run(async () => {
      const marked = await this.sql.execute(
        `UPDATE directory.delegation SET ${mark} = $2 WHERE id = $1 AND ${mark} IS NULL AND revoked_at IS NULL`,
        [id, this.clock.now()],
      );
      if (marked === 0) return;
      await this.news.tell({ employeeId: standInId, verb, subjectId: id, kind: 'delegation', title });
    });
  }
}
