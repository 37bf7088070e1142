import { Injectable } from '@nestjs/common';
import type { MovedTerm } from '#contracts';
import type { Actor } from '../access/actor.js';

/** What moves terms: another working calendar, or other hours of a body. */
export type TermMover = 'calendar' | 'hours';

/** An open term. */
export interface OpenTerm extends Pick<MovedTerm, 'kind' | 'number' | 'body'> {
  /** The room that keeps it. */
  readonly room: string;
  /** What it is the term of, within its room. */
  readonly key: string;
  /** The document. */
  readonly subjectId: string;
  /** How it was counted: after the day `from`, `YYYY-MM-DD`; null where a superior named its last day. */
  readonly counted: { readonly from: string; readonly workingDays: number } | null;
  /** The day, `YYYY-MM-DD`, after which it does not last however it is counted; null where none was named. */
  readonly until: string | null;
  readonly dueAt: Date;
}

/** An open term with the end that another calendar, or other hours, give it. */
export interface RecountedTerm extends OpenTerm, Pick<MovedTerm, 'term'> {
  readonly to: Date;
}

/** Days from `first` to `last`, `YYYY-MM-DD`, both taken in. */
export interface DaySpan {
  readonly first: string;
  readonly last: string;
}

/** Which terms a change may reach: those that run over any day of the span, of all bodies or of one. */
export interface TermReach extends DaySpan {
  readonly bodyId: string | null;
}

/** How the documents of the terms are locked: not at all, after waiting for others, or only where nobody holds one. */
export type TermLock = 'none' | 'wait' | 'at-once';

/** A room whose documents have terms, so that a change of the calendar or of a body's hours can move them. */
export interface TermKeeper {
  readonly room: string;
  /**
   * Open terms within the reach.
   * @throws AppError CONFLICT where documents are to be locked at once and somebody holds one
   */
  openTerms(reach: TermReach, lock: TermLock): Promise<OpenTerm[]>;
  /** Moves the room's own terms in the open transaction, with the record and all inboxes. */
  move(actor: Actor, terms: readonly RecountedTerm[], mover: TermMover): Promise<void>;
}

/** The rooms whose documents have terms; each adds itself when it is made. */
@Injectable()
export class CountedTerms {
  private readonly keepers: TermKeeper[] = [];

  add(keeper: TermKeeper): void {
    this.keepers.push(keeper);
  }

  /** Open terms of all rooms; as `TermKeeper.openTerms`. */
  async open(reach: TermReach, lock: TermLock): Promise<OpenTerm[]> {
    const terms: OpenTerm[] = [];
    for (const keeper of this.keepers) terms.push(...(await keeper.openTerms(reach, lock)));
    return terms;
  }

  async move(actor: Actor, terms: readonly RecountedTerm[], mover: TermMover): Promise<void> {
    for (const keeper of this.keepers) {
      const own = terms.filter(({ room }) => room === keeper.room);
      if (own.length > 0) await keeper.move(actor, own, mover);
    }
  }
}
