import { Injectable } from '@nestjs/common';
import type { MovedTerm } from '#contracts';
import type { Actor } from '../access/actor.js';

/** An open term that was counted in working days. */
export interface OpenTerm extends Pick<MovedTerm, 'kind' | 'number' | 'body'> {
  /** The room that keeps it. */
  readonly room: string;
  /** What it is the term of, within its room. */
  readonly key: string;
  /** The document. */
  readonly subjectId: string;
  /** The day from which it was counted, `YYYY-MM-DD`. */
  readonly countedFrom: string;
  readonly workingDays: number;
  readonly dueAt: Date;
}

/** An open term with the end that another calendar gives it. */
export interface RecountedTerm extends OpenTerm, Pick<MovedTerm, 'term'> {
  readonly to: Date;
}

/** Days from `first` to `last`, `YYYY-MM-DD`, both taken in. */
export interface DaySpan {
  readonly first: string;
  readonly last: string;
}

/** How the documents of the terms are locked: not at all, after waiting for others, or only where nobody holds one. */
export type TermLock = 'none' | 'wait' | 'at-once';

/** A room that counts terms in working days, so that a change of the calendar can move them. */
export interface TermKeeper {
  readonly room: string;
  /**
   * Open terms that run over any day of the span.
   * @throws AppError CONFLICT where documents are to be locked at once and somebody holds one
   */
  openTerms(span: DaySpan, lock: TermLock): Promise<OpenTerm[]>;
  /** Moves the room's own terms in the open transaction, with the record and all inboxes. */
  move(actor: Actor, terms: readonly RecountedTerm[]): Promise<void>;
}

/** The rooms that count terms in working days; each adds itself when it is made. */
@Injectable()
export class CountedTerms {
  private readonly keepers: TermKeeper[] = [];

  add(keeper: TermKeeper): void {
    this.keepers.push(keeper);
  }

  /** Open terms of all rooms; as `TermKeeper.openTerms`. */
  async open(span: DaySpan, lock: TermLock): Promise<OpenTerm[]> {
    const terms: OpenTerm[] = [];
    for (const keeper of this.keepers) terms.push(...(await keeper.openTerms(span, lock)));
    return terms;
  }

  async move(actor: Actor, terms: readonly RecountedTerm[]): Promise<void> {
    for (const keeper of this.keepers) {
      const own = terms.filter(({ room }) => room === keeper.room);
      if (own.length > 0) await keeper.move(actor, own);
    }
  }
}
