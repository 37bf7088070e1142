import { Injectable } from '@nestjs/common';
import { type CountedTerm, type RegisterBody, termRuleOf } from '#contracts';
import { AppError, Clock, dayOf, WorkingCalendar } from '#kernel';
import type { Review } from '../route/review.entity.js';
import type { ReviewContext } from '../route/step-context.js';

/** The end of a review's term, and how it was counted where it was counted. */
export interface ReviewTerm {
  readonly dueAt: Date;
  readonly term: CountedTerm | null;
}

/** Until when a unit of the body answers: the day that was named for it, null where it has the body's term. */
export interface UnitTerm {
  readonly until: string | null;
  readonly dueAt: Date | null;
}

/** A day further away than a year is a slip of the hand. */
const LONGEST_TERM_MS = 366 * 24 * 3_600_000;

/** The arithmetic of an approving body's term, by its own calendar and hours: as it is set, and as it goes on (775:20). */
@Injectable()
export class ReviewTerms {
  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly clock: Clock,
  ) {}

  /**
   * At the registration: the body's working days by the Regulations, or the day of a superior's written assignment, which
   * is attached.
   * @throws AppError TERM_TOO_LONG, TERM_IN_PAST, ASSIGNMENT_MISSING, VALIDATION_FAILED
   */
  async registered({ act, review }: ReviewContext, body: RegisterBody): Promise<ReviewTerm> {
    const { term, pages } = body;
    if ('workingDays' in term) {
      const { workingDays: days } = termRuleOf(act.kind, pages);
      if (term.workingDays > days) throw new AppError('TERM_TOO_LONG', { days });
      return this.calendar.termFromToday(review.bodyId, term.workingDays);
    }
    if (body.basis === '' || body.assignmentFileId === null) throw new AppError('ASSIGNMENT_MISSING');
    const dueAt = await this.calendar.endOf(review.bodyId, term.until);
    const now = this.clock.now();
    if (dueAt <= now) throw new AppError('TERM_IN_PAST', { until: term.until });
    if (dueAt.getTime() - now.getTime() > LONGEST_TERM_MS) {
      throw new AppError('VALIDATION_FAILED', {}, [{ path: 'term.until', rule: 'too_big' }]);
    }
    return { dueAt, term: null };
  }

  /** So many working days more, from the end of the term, or from today where it has passed. */
  prolonged(
    { bodyId, dueAt }: Pick<ReviewContext['review'], 'bodyId' | 'dueAt'>,
    workingDays: number,
  ): Promise<ReviewTerm> {
    const now = this.clock.now();
    const end = dueAt && dueAt > now ? dueAt : now;
    return this.calendar.termFrom(bodyId, dayOf(end), workingDays);
  }

  /**
   * A day of their own for the units (775:16): ahead still, and the executor is left the time to sum up within the term.
   * @throws AppError TERM_IN_PAST, UNITS_DAY_TOO_LATE with the last day of the body's term as `until`
   */
  async assertForUnits({ bodyId, dueAt }: Review, until: string): Promise<void> {
    if ((await this.calendar.endOf(bodyId, until)) <= this.clock.now()) {
      throw new AppError('TERM_IN_PAST', { until });
    }
    if (dueAt && until > dayOf(dueAt)) throw new AppError('UNITS_DAY_TOO_LATE', { until: dayOf(dueAt) });
  }

  /** Of a unit that is asked now: the day that the management named where it is ahead still, else the term of the body. */
  async ofUnit(review: Review): Promise<UnitTerm> {
    const dueAt = await this.until(review, review.unitsUntil);
    const isAhead = dueAt !== null && dueAt > this.clock.now();
    return isAhead ? { until: review.unitsUntil, dueAt } : { until: null, dueAt: review.dueAt };
  }

  /** The end of the day that was named, never after the body's term; of that term where none was. */
  async until({ bodyId, dueAt }: Review, day: string | null): Promise<Date | null> {
    if (day === null) return dueAt;
    const end = await this.calendar.endOf(bodyId, day);
    return dueAt && dueAt < end ? dueAt : end;
  }
}
