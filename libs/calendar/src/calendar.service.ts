import { Injectable } from '@nestjs/common';
import {
  type CalendarChange,
  type CalendarDay,
  type CalendarYearBody,
  type CalendarYearView,
  type MovedTerms,
  type PersonRef,
} from '#contracts';
import {
  type Actor,
  AppError,
  Audit,
  Clock,
  jsonb,
  newId,
  personOf,
  Sql,
  type TermChange,
  TermChanges,
  utcText,
} from '#kernel';
import { canKeep } from './calendar.policy.js';
import { daysByLaw } from './days-by-law.js';
import { changeOf, type DaysChange } from './days-change.js';

interface YearRow {
  id: string;
  revision: number;
  changedAt: string | null;
  changedBy: PersonRef | null;
}

const DAYS = `SELECT to_char(day, 'YYYY-MM-DD') AS day, kind, name FROM kernel.calendar_day`;

/** The working calendar, year by year: reading it, and changing it with every open term that hangs on it. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: TermChanges,
  ) {}

  async year(actor: Actor, year: number): Promise<CalendarYearView> {
    const row = await this.row(year);
    const days = await this.daysOf(year);
    const edit = canKeep(actor);
    return {
      year,
      revision: row?.revision ?? 0,
      days,
      changed: row?.changedAt && row.changedBy ? { by: row.changedBy, at: row.changedAt } : null,
      byLaw: edit ? await daysByLaw(year) : null,
      can: { edit },
    };
  }

  /** @throws AppError FORBIDDEN, STALE with the newer revision, VALIDATION_FAILED for a day of another year */
  async preview(actor: Actor, year: number, body: CalendarYearBody): Promise<MovedTerms> {
    assertMayChange(actor, year, body);
    assertFresh(body.revision, await this.row(year));
    const change = changeOf(await this.daysOf(year), body.days);
    return this.changes.foretell(await this.countingBy(change, year, body.days));
  }

  /**
   * Changes the year, and with it every open term that ends on another day then: all or nothing.
   * @throws AppError as `preview`; CONFLICT where a document is decided at this very moment
   */
  async change(actor: Actor, year: number, body: CalendarYearBody): Promise<CalendarChange> {
    assertMayChange(actor, year, body);
    const moved = await this.changes.make(actor, async () => {
      const row = await this.row(year);
      assertFresh(body.revision, row);
      const change = changeOf(await this.daysOf(year), body.days);
      return {
        ...(await this.countingBy(change, year, body.days)),
        write: async (count) => {
          await this.write(actor, year, change, row);
          await this.record(actor, year, change, count);
        },
      };
    });
    return { year: await this.year(actor, year), moved };
  }

  /** How terms are counted when the year's days are these. */
  private async countingBy(
    { span }: DaysChange,
    year: number,
    days: readonly CalendarDay[],
  ): Promise<TermChange> {
    const others = await this.sql.rows<CalendarDay>(`${DAYS} WHERE extract(year FROM day) <> $1`, [year]);
    return {
      mover: 'calendar',
      reach: span && { ...span, bodyId: null },
      days: [...others, ...days],
      closings: new Map(),
    };
  }

  private async write(
    actor: Actor,
    year: number,
    { added, removed }: DaysChange,
    row: YearRow | undefined,
  ): Promise<void> {
    await this.sql.execute('DELETE FROM kernel.calendar_day WHERE day = ANY($1::date[])', [
      [...removed, ...added].map(({ day }) => day),
    ]);
    await this.sql.execute(
      `INSERT INTO kernel.calendar_day (day, kind, name) SELECT * FROM unnest($1::date[], $2::text[], $3::jsonb[])`,
      [added.map(({ day }) => day), added.map(({ kind }) => kind), added.map(({ name }) => jsonb(name))],
    );
    const columns = {
      revision: (row?.revision ?? 0) + 1,
      changed_at: this.clock.now(),
      changed_by: jsonb(personOf(actor)),
    };
    if (row) await this.sql.update('kernel.calendar_year', row.id, columns);
    else await this.sql.insert('kernel.calendar_year', { id: newId(), year, ...columns });
  }

  private async record(
    actor: Actor,
    year: number,
    { added, removed }: DaysChange,
    moved: number,
  ): Promise<void> {
    const row = await this.row(year);
    if (!row) throw new Error('The year was written just now.');
    await this.audit.write({
      subjectType: 'calendar_year',
      subjectId: row.id,
      action: 'calendar.change',
      actor,
      data: { year, revision: row.revision, added, removed, moved, by: personOf(actor) },
    });
  }

  private row(year: number): Promise<YearRow | undefined> {
    return this.sql.row<YearRow>(
      `SELECT id, revision, ${utcText('changed_at')} AS "changedAt", changed_by AS "changedBy"
       FROM kernel.calendar_year WHERE year = $1`,
      [year],
    );
  }

  private daysOf(year: number): Promise<CalendarDay[]> {
    return this.sql.rows<CalendarDay>(`${DAYS} WHERE extract(year FROM day) = $1 ORDER BY day`, [year]);
  }
}

function assertMayChange(actor: Actor, year: number, { days }: CalendarYearBody): void {
  if (!canKeep(actor)) throw new AppError('FORBIDDEN');
  const foreign = days.flatMap(({ day }, index) =>
    day.startsWith(`${year}-`) ? [] : [{ path: `days.${index}.day`, rule: 'other_year' }],
  );
  if (foreign.length > 0) throw new AppError('VALIDATION_FAILED', {}, foreign);
}

function assertFresh(revision: number, row: YearRow | undefined): void {
  const newest = row?.revision ?? 0;
  if (revision !== newest) throw new AppError('STALE', { revision: newest });
}
