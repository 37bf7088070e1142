import { Injectable } from '@nestjs/common';
import {
  type CalendarChange,
  type CalendarDay,
  type CalendarYearBody,
  type CalendarYearView,
  MOVED_TERMS_SHOWN,
  type MovedTerms,
  type PersonRef,
} from '#contracts';
import {
  type Actor,
  AppError,
  Audit,
  Clock,
  CountedTerms,
  jsonb,
  newId,
  personOf,
  type RecountedTerm,
  Sql,
  type TermLock,
  Tx,
  utcText,
  WorkingCalendar,
} from '#kernel';
import { canKeep } from './calendar.policy.js';
import { daysByLaw, KURBAN_AIT_YEARS } from './days-by-law.js';
import { changeOf, type DaysChange, recount } from './recount.js';

interface YearRow {
  id: string;
  revision: number;
  changedAt: string | null;
  changedBy: PersonRef | null;
}

/** Changes of the calendar, of whatever year, stand in line. */
const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended('kelisim.calendar-change', 0))`;
const DAYS = `SELECT to_char(day, 'YYYY-MM-DD') AS day, kind, name FROM kernel.calendar_day`;

/** The working calendar, year by year: reading it, and changing it with every open term that hangs on it. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly calendar: WorkingCalendar,
    private readonly terms: CountedTerms,
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
      byLaw: edit ? { days: daysByLaw(year), lacksKurbanAit: !KURBAN_AIT_YEARS.includes(year) } : null,
      can: { edit },
    };
  }

  /** @throws AppError FORBIDDEN, STALE with the newer revision, VALIDATION_FAILED for a day of another year */
  async preview(actor: Actor, year: number, body: CalendarYearBody): Promise<MovedTerms> {
    assertMayChange(actor, year, body);
    assertFresh(body.revision, await this.row(year));
    const change = changeOf(await this.daysOf(year), body.days);
    return shown(await this.movedBy(change, year, body.days, 'none'));
  }

  /**
   * Changes the year, and with it every open term that ends on another day then: all or nothing.
   * @throws AppError as `preview`; CONFLICT where a document is decided at this very moment
   */
  change(actor: Actor, year: number, body: CalendarYearBody): Promise<CalendarChange> {
    assertMayChange(actor, year, body);
    return this.tx.run(async () => {
      await this.sql.execute(ONE_AT_A_TIME);
      const row = await this.row(year);
      assertFresh(body.revision, row);
      const change = changeOf(await this.daysOf(year), body.days);
      // First the documents, then the calendar: whoever decides one holds it while he counts a term.
      await this.movedBy(change, year, body.days, 'wait');
      await this.calendar.claim();
      const moved = await this.movedBy(change, year, body.days, 'at-once');
      await this.write(actor, year, change, row);
      await this.record(actor, year, change, moved.length);
      await this.terms.move(actor, moved);
      return { year: await this.year(actor, year), moved: shown(moved) };
    });
  }

  /** The open terms that end on another day when the year's days are these. */
  private async movedBy(
    { span }: DaysChange,
    year: number,
    days: readonly CalendarDay[],
    lock: TermLock,
  ): Promise<RecountedTerm[]> {
    if (!span) return [];
    const others = await this.sql.rows<CalendarDay>(`${DAYS} WHERE extract(year FROM day) <> $1`, [year]);
    return recount(await this.terms.open(span, lock), [...others, ...days]);
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

function shown(moved: readonly RecountedTerm[]): MovedTerms {
  const items = moved.slice(0, MOVED_TERMS_SHOWN).map(({ kind, number, body, dueAt, to, term }) => ({
    kind,
    number,
    body,
    from: dueAt.toISOString(),
    to: to.toISOString(),
    term,
  }));
  return { total: moved.length, items };
}
