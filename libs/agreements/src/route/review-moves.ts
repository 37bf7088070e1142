import { Injectable } from '@nestjs/common';
import {
  type FileRef,
  type PersonRef,
  REVIEW_MACHINE,
  type RegisterBody,
  type ReviewAction,
  type StepKind,
  type UnitRef,
} from '#contracts';
import { Directory, personRefOf } from '#directory';
import { type Actor, AppError, Clock, jsonb, newId, personOf, Transitions } from '#kernel';
import { isAwaited } from '../acts/draft-acts.policy.js';
import { StepRemarks } from '../remarks/step-remarks.js';
import { type ReviewTerm, ReviewTerms, type UnitTerm } from '../terms/review-terms.js';
import type { RouteStep } from './route-step.entity.js';
import type { ReviewContext, ReviewStepContext } from './step-context.js';
import { Steps } from './steps.js';

/** Moves of a review along its state table, and the steps that they open inside the approving body. */
@Injectable()
export class ReviewMoves {
  constructor(
    private readonly transitions: Transitions,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly steps: Steps,
    /** What is said of the version in the body. */
    readonly remarks: StepRemarks,
    /** Until when the body has time. */
    readonly terms: ReviewTerms,
  ) {}

  /** Moves the review; `review.state` is the state that it must be in. */
  async move(
    actor: Actor | null,
    { act, version, review }: ReviewContext,
    action: ReviewAction,
    set: Record<string, unknown> = {},
    data: Record<string, unknown> = {},
  ): Promise<void> {
    review.state = await this.transitions.apply({
      machine: REVIEW_MACHINE,
      table: 'agreements.review',
      id: review.id,
      from: review.state,
      action,
      actor,
      set,
      subject: { type: 'draft_act', id: act.id },
      data: { ordinal: version.ordinal, body: review.body, by: actor && personOf(actor), ...data },
    });
    if (REVIEW_MACHINE.final.includes(review.state)) await this.steps.lapseProlongations(review.id);
  }

  async register(
    actor: Actor,
    context: ReviewContext,
    body: RegisterBody,
    { dueAt, term }: ReviewTerm,
    assignment: FileRef | null,
  ): Promise<void> {
    await this.move(
      actor,
      context,
      'register',
      {
        registered_at: this.clock.now(),
        incoming_number: body.incomingNumber || null,
        due_at: dueAt,
        term: term && jsonb(term),
        term_basis: body.basis || null,
        assignment_file: assignment && jsonb(assignment),
      },
      { dueAt: dueAt.toISOString() },
    );
    context.review.dueAt = dueAt;
  }

  /** Opens a step inside the body; its term is the review's. @returns scopes that may read from now on */
  openStep(
    { act, version, review }: ReviewContext,
    kind: StepKind,
    assignees: PersonRef[],
    unit?: UnitRef,
  ): Promise<string[]> {
    return this.steps.open({
      act,
      version,
      bodyId: review.bodyId,
      reviewId: review.id,
      kind,
      assignees,
      round: review.round,
      dueAt: review.dueAt,
      ...(unit ? { unit } : {}),
    });
  }

  /** Asks a unit for its opinion (775:16, 17). @returns scopes that may read from now on */
  async askOpinion(context: ReviewContext, head: PersonRef, unit: UnitRef): Promise<string[]> {
    return this.openOpinion(context, [head], unit, await this.terms.ofUnit(context.review));
  }

  private openOpinion(
    { act, version, review }: ReviewContext,
    assignees: PersonRef[],
    unit: UnitRef | null,
    term: UnitTerm,
  ): Promise<string[]> {
    const { bodyId, id: reviewId, round } = review;
    const asked = { bodyId, reviewId, kind: 'opinion' as const, assignees, round, ...(unit && { unit }) };
    return this.steps.open({ act, version, ...asked, ...term });
  }

  /** An opinion of a unit that is not named any more lapses, and its remarks with it. */
  async dropOpinion(context: ReviewStepContext): Promise<void> {
    await this.steps.lapse(context, 'lapse');
    await this.remarks.lapse(context, context.step.id, null);
  }

  /**
   * The unit of a step has returned what was asked of it: it is none of the interested ones any more, and what it began to
   * write goes. The executor is told, and sums up where it was the last.
   * @returns scopes that may read from now on
   */
  async letGo(context: ReviewStepContext): Promise<string[]> {
    const { review, step, actor } = context;
    await this.remarks.lapse(context, step.id, null);
    review.interestedUnits = review.interestedUnits.filter(({ id }) => id !== step.unit?.id);
    await this.move(actor, context, 'decline_opinion', { interested_units: jsonb(review.interestedUnits) });
    if (review.executor) {
      await this.steps.tell(context, review.executor.id, { key: newId(), verb: 'opinion_declined' });
    }
    return this.sumUpWhenAnswered(context);
  }

  /** Once no unit is waited for it is the executor's turn, where it is not already (775:17). @returns scopes that may read from now on */
  async sumUpWhenAnswered(context: ReviewContext): Promise<string[]> {
    const open = await this.steps.openSteps(context.version.id, context.review.id);
    const waits = open.some((step) => step.kind === 'outcome' || isAwaited(step));
    return waits ? [] : this.openOutcome(context);
  }

  /** What units never answered is over when the outcome is proposed; what they had begun to write goes. */
  async endSilence(context: ReviewContext): Promise<void> {
    const open = await this.steps.openSteps(context.version.id, context.review.id);
    for (const step of open.filter(({ kind }) => kind === 'opinion')) {
      await this.steps.cancel(context, step, 'fall_silent');
      await this.remarks.lapse(context, step.id, null);
    }
  }

  /**
   * Asks again what was asked in a step whose maker took it back, of the same people; a unit has the day that it had.
   * @returns scopes that may read from now on
   */
  async reopen(context: ReviewContext, lapsed: RouteStep): Promise<string[]> {
    const { act, version, review } = context;
    const { kind, assignees, unit, dueAt, until } = lapsed;
    if (kind === 'outcome') return this.openOutcome(context);
    if (kind === 'opinion') {
      return this.reopenOpinion(context, lapsed, { until, dueAt: await this.terms.until(review, until) });
    }
    return this.steps.open({
      act,
      version,
      bodyId: review.bodyId,
      reviewId: review.id,
      kind,
      assignees,
      round: review.round,
      dueAt: kind === 'registration' ? dueAt : review.dueAt,
      ...(unit && { unit }),
    });
  }

  /** Asks a unit for its opinion anew, with the time of one that is asked now. @returns scopes that may read from now on */
  async askAnew(context: ReviewContext, lapsed: RouteStep): Promise<string[]> {
    return this.reopenOpinion(context, lapsed, await this.terms.ofUnit(context.review));
  }

  private async reopenOpinion(context: ReviewContext, lapsed: RouteStep, term: UnitTerm): Promise<string[]> {
    const { version, review } = context;
    const { assignees, unit } = lapsed;
    const scopes = await this.openOpinion(context, assignees, unit, term);
    const open = await this.steps.openSteps(version.id, review.id);
    const anew = open.find((step) => step.kind === 'opinion' && step.unit?.id === unit?.id);
    await this.remarks.lapse(context, lapsed.id, anew?.id ?? null);
    // While the outcome is summed up without it, it is not waited for again.
    if (anew && lapsed.passedOverAt && open.some((step) => step.kind === 'outcome')) {
      await this.steps.passOver([anew], lapsed.passedOverAt);
    }
    return scopes;
  }

  /** The executor's turn to sum up (775:17). */
  async openOutcome(context: ReviewContext): Promise<string[]> {
    const { executor } = context.review;
    if (!executor) throw new Error('A review in work has an executor.');
    const scopes = await this.openStep(context, 'outcome', [executor]);
    const open = await this.steps.openSteps(context.version.id, context.review.id);
    const step = open.find(({ kind }) => kind === 'outcome');
    if (step) await this.remarks.reopen(context, step.id);
    return scopes;
  }

  /** All unit heads have agreed: the turn of the body's head (775:18). */
  async openSignature(context: ReviewContext): Promise<string[]> {
    await this.move(null, context, 'heads_agreed');
    const head = await this.directory.headOfBody(context.review.bodyId);
    if (!head) throw new AppError('ACT_WITHOUT_SIGNERS');
    return this.openStep(context, 'body_signature', [personRefOf(head)]);
  }
}
