import { Injectable } from '@nestjs/common';
import type { AskProlongationBody } from '#contracts';
import { Inbox } from '#inbox';
import { type Actor, AppError, Audit, Clock, jsonb, newId, personOf, Sql } from '#kernel';
import type { ReviewContext } from '../route/step-context.js';
import { Steps } from '../route/steps.js';
import type { Prolongation } from './prolongation.entity.js';
import { ReviewTerms } from './review-terms.js';

/** Rows of what was asked for, and the terms that move with the answer (775:20). */
@Injectable()
export class ProlongedTerms {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly inbox: Inbox,
    private readonly terms: ReviewTerms,
    private readonly steps: Steps,
  ) {}

  /** @returns the id of what is asked. @throws AppError CONFLICT where it is asked already */
  async ask(
    actor: Actor,
    context: ReviewContext,
    fromDue: Date,
    { workingDays, reason }: AskProlongationBody,
  ): Promise<string> {
    const id = newId();
    const made = await this.sql.execute(
      `INSERT INTO agreements.prolongation (id, act_id, review_id, working_days, reason, by, asked_at, state, from_due)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8) ON CONFLICT DO NOTHING`,
      [
        id,
        context.act.id,
        context.review.id,
        workingDays,
        reason,
        jsonb(personOf(actor)),
        this.clock.now(),
        fromDue,
      ],
    );
    if (made === 0) throw new AppError('CONFLICT', { state: 'open', action: 'ask' });
    await this.record(actor, context, 'term.ask', { reason, workingDays });
    return id;
  }

  /**
   * The term goes on for so many working days; what is open in the body moves with it, but the day that was named for its
   * units stays.
   * @returns its new end
   */
  async prolong(context: ReviewContext, workingDays: number): Promise<Date> {
    const { version, review } = context;
    const { dueAt, term } = await this.terms.prolonged(review, workingDays);
    const open = await this.steps.openSteps(version.id, review.id);
    review.dueAt = dueAt;
    const moved: { key: string; dueAt: Date }[] = [];
    for (const { id, kind, until } of open) {
      const end = await this.terms.until(review, until);
      if (kind !== 'registration' && end) moved.push({ key: id, dueAt: end });
    }
    // First the inbox: whoever opens a document locks its task before its step.
    await this.inbox.moveTerms(moved);
    await this.sql.update('agreements.review', review.id, { due_at: dueAt, term: jsonb(term) });
    for (const { key, dueAt: end } of moved) {
      await this.sql.update('agreements.route_step', key, { due_at: end });
    }
    return dueAt;
  }

  /** @param decision the new end of the term; null: refused. @throws AppError PROLONGATION_DECIDED */
  async answer(
    actor: Actor,
    context: ReviewContext,
    { id }: Prolongation,
    { to, reason }: { to: Date | null; reason: string },
  ): Promise<void> {
    const decided = await this.sql.execute(
      `UPDATE agreements.prolongation SET state = $2, decided_by = $3, decided_at = $4, answer = $5, to_due = $6
       WHERE id = $1 AND state = 'open'`,
      [id, to ? 'granted' : 'refused', jsonb(personOf(actor)), this.clock.now(), reason || null, to],
    );
    if (decided === 0) throw new AppError('PROLONGATION_DECIDED');
    await this.inbox.close(id, actor);
    const dueAt = to ? { dueAt: to.toISOString() } : {};
    await this.record(actor, context, to ? 'term.prolong' : 'term.refuse', {
      reason: reason || null,
      ...dueAt,
    });
  }

  private record(
    actor: Actor,
    { act, version, review }: ReviewContext,
    action: 'term.ask' | 'term.prolong' | 'term.refuse',
    data: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action,
      actor,
      data: { ordinal: version.ordinal, by: personOf(actor), body: review.body, ...data },
    });
  }
}
