import { Injectable } from '@nestjs/common';
import { MOVED_TERMS_SHOWN, type MovedTerms } from '#contracts';
import type { Actor } from '../access/actor.js';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { type Closings, ClosingTimes } from './closing-times.js';
import {
  CountedTerms,
  type RecountedTerm,
  type TermLock,
  type TermMover,
  type TermReach,
} from './counted-terms.js';
import { recount } from './recount.js';
import { WorkingCalendar } from './working-calendar.js';
import type { CalendarException } from './working-days.js';

/** What is to be different in how terms are counted. */
export interface TermChange {
  readonly mover: TermMover;
  /** Which terms it may move; null where none. */
  readonly reach: TermReach | null;
  /** All days that differ from the plain week, as they are to be; null where they stay as they are. */
  readonly days: readonly CalendarException[] | null;
  /** When bodies close, as they are to; those that are not named stay with their hours. */
  readonly closings: Closings;
}

/** A change with what writes it down. */
export interface WrittenChange extends TermChange {
  /** Writes the change and its record. @param moved how many terms move with it */
  write(moved: number): Promise<void>;
}

/** Changes of the calendar and of hours, of whatever year and body, stand in line. */
const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended('kelisim.calendar-change', 0))`;

/** Changes of how terms are counted: which open terms they would move, and making them with all of these (775:20). */
@Injectable()
export class TermChanges {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly calendar: WorkingCalendar,
    private readonly terms: CountedTerms,
    private readonly closings: ClosingTimes,
  ) {}

  /** The open terms that the change would move; nothing is changed. */
  async foretell(change: TermChange): Promise<MovedTerms> {
    return shown(await this.movedBy(change, 'none'));
  }

  /**
   * Makes a change, and moves every open term that ends otherwise by it: all or nothing.
   * @param plan looks at what is to be changed, once no other change is under way
   * @throws AppError CONFLICT where a document is decided at this very moment; whatever `plan` throws
   */
  make(actor: Actor, plan: () => Promise<WrittenChange>): Promise<MovedTerms> {
    return this.tx.run(async () => {
      await this.sql.execute(ONE_AT_A_TIME);
      const change = await plan();
      // First the documents, then the calendar: whoever decides one holds it while he counts a term.
      await this.movedBy(change, 'wait');
      await this.calendar.claim();
      const moved = await this.movedBy(change, 'at-once');
      await change.write(moved.length);
      await this.terms.move(actor, moved, change.mover);
      return shown(moved);
    });
  }

  private async movedBy(
    { mover, reach, days, closings }: TermChange,
    lock: TermLock,
  ): Promise<RecountedTerm[]> {
    if (!reach) return [];
    const open = await this.terms.open(reach, lock);
    const known = await this.closings.of([...new Set(open.map(({ body }) => body.id))]);
    return recount(open, {
      mover,
      days: days ?? (await this.calendar.exceptions()),
      closings: new Map([...known, ...closings]),
    });
  }
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
