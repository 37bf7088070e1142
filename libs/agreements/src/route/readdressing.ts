import { Injectable } from '@nestjs/common';
import type { AskUnitBody, PersonRef, ReaddressBody, UnitRef } from '#contracts';
import { Directory, type DirectoryEmployee, personRefOf } from '#directory';
import { type Actor, AppError, holderOf, jsonb, newId, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { canAskUnit, canReaddress } from '../acts/draft-acts.policy.js';
import { RequisitesFinder } from '../acts/requisites.js';
import { ReviewMoves } from './review-moves.js';
import type { RouteStep } from './route-step.entity.js';
import type { ReviewContext, ReviewStepContext } from './step-context.js';
import { Steps } from './steps.js';

/** A review whose addressee is corrected, with who does it. */
type Correcting = Omit<ReviewStepContext, 'step'>;

/**
 * To whom an act goes inside an approving body, corrected while it is on its way there (775:16). Whoever was asked by mistake
 * is asked no more: his step is called off, and his task goes with it, in the one transaction in which another is asked.
 */
@Injectable()
export class Readdressing {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly reviews: ReviewMoves,
    private readonly requisites: RequisitesFinder,
    private readonly directory: Directory,
  ) {}

  /**
   * The documentation officer corrects the addressee; the leader who had named the units is told.
   * @returns the id of the act
   * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT where nothing of the kind is asked now, UNIT_ASKED,
   *   UNIT_OF_OTHER_BODY, UNIT_WITHOUT_HEAD, PERSON_NOT_OF_MANAGEMENT, FOUR_EYES where it would be himself
   */
  correct(reader: Actor, reviewId: string, body: ReaddressBody): Promise<string> {
    return this.tx.run(async () => {
      const found = await this.steps.takeReview(reader, reviewId);
      const actor = canReaddress(reader, factsOf(found));
      if (!actor) throw new AppError('FORBIDDEN');
      const context = { ...found, actor };
      const scopes = await this.correctTo(context, body);
      await this.tellWhoAssigned(context);
      await this.acts.finish(found.act.id, scopes);
      return found.act.id;
    });
  }

  /**
   * The executor asks one more unit for its opinion; where he sums up already he goes on when it is there (775:17).
   * @returns the id of the act
   * @throws AppError NOT_FOUND, FORBIDDEN, UNIT_ASKED, UNIT_OF_OTHER_BODY, UNIT_WITHOUT_HEAD
   */
  askUnit(reader: Actor, reviewId: string, { unitId, reason }: AskUnitBody): Promise<string> {
    return this.tx.run(async () => {
      const found = await this.steps.takeReview(reader, reviewId);
      const actor = canAskUnit(reader, factsOf(found));
      if (!actor) throw new AppError('FORBIDDEN');
      const { review } = found;
      const { unit, head } = await this.unitToAsk(found, unitId);
      const interested = [...review.interestedUnits, unit];
      await this.reviews.move(
        actor,
        found,
        'ask_unit',
        { interested_units: jsonb(interested) },
        { reason, executor: head.fullName },
      );
      const summing = (await this.open(found)).find(({ kind }) => kind === 'outcome');
      if (summing) await this.steps.cancel(found, summing);
      const scopes = await this.reviews.askOpinion(found, personRefOf(head), unit);
      await this.acts.finish(found.act.id, scopes);
      return found.act.id;
    });
  }

  private correctTo(context: Correcting, body: ReaddressBody): Promise<string[]> {
    switch (body.what) {
      case 'leader':
        return this.toLeader(context, body.employeeId, body.reason);
      case 'responsible_unit':
        return this.toResponsible(context, body.unitId, body.reason);
      case 'interested_unit':
        return this.toInterested(context, body.stepId, body.unitId, body.reason);
    }
  }

  /** Another leader considers it, and he alone. */
  private async toLeader(context: Correcting, employeeId: string, reason: string): Promise<string[]> {
    const management = await this.directory.management(context.review.bodyId);
    const leader = management.find(({ id }) => id === employeeId);
    if (!leader) throw new AppError('PERSON_NOT_OF_MANAGEMENT');
    const asked = await this.asked(context, ({ kind }) => kind === 'assignment');
    await this.record(context, asked.assignees, leader, 'assignment', reason);
    await this.steps.cancel(context, asked);
    return this.reviews.openStep(context, 'assignment', [personRefOf(leader)]);
  }

  /** Another unit is the responsible one, and its head the executor; who had the work is told. */
  private async toResponsible(context: Correcting, unitId: string, reason: string): Promise<string[]> {
    const { review } = context;
    const { unit, head } = await this.unitToCorrectTo(context, unitId);
    const before = review.executor;
    if (review.state !== 'in_work' || !before) throw new AppError('CONFLICT', { state: review.state });
    await this.record(context, [before], head, 'outcome', reason, {
      responsible_unit: jsonb(unit),
      responsible_head_id: head.id,
      executor: jsonb(personRefOf(head)),
    });
    Object.assign(review, {
      responsibleUnit: unit,
      responsibleHeadId: head.id,
      executor: personRefOf(head),
    });
    if (before.id !== head.id) {
      await this.steps.tell(context, before.id, { key: newId(), verb: 'work_handed_over' });
    }
    const summing = (await this.open(context)).find(({ kind }) => kind === 'outcome');
    const scopes = [unit.id, head.id];
    if (!summing) return scopes;
    await this.steps.cancel(context, summing);
    return [...scopes, ...(await this.reviews.openOutcome(context))];
  }

  /** Another unit is asked in place of one that has not given its opinion; what that one began to write goes. */
  private async toInterested(
    context: Correcting,
    stepId: string,
    unitId: string,
    reason: string,
  ): Promise<string[]> {
    const { review } = context;
    const asked = await this.asked(context, ({ id, kind }) => id === stepId && kind === 'opinion');
    const { unit, head } = await this.unitToCorrectTo(context, unitId);
    const interested = review.interestedUnits.map((one) => (one.id === asked.unit?.id ? unit : one));
    await this.record(context, asked.assignees, head, 'opinion', reason, {
      interested_units: jsonb(interested),
    });
    await this.steps.cancel(context, asked);
    await this.reviews.remarks.lapse(context, asked.id, null);
    const summing = (await this.open(context)).find(({ kind }) => kind === 'outcome');
    if (summing) await this.steps.cancel(context, summing);
    return this.reviews.askOpinion(context, personRefOf(head), unit);
  }

  /** Who it went to by mistake, and to whom it goes now. */
  private record(
    context: Correcting,
    from: readonly PersonRef[],
    to: DirectoryEmployee,
    kind: RouteStep['kind'],
    reason: string,
    set: Record<string, unknown> = {},
  ): Promise<void> {
    const before = from.map(({ fullName }) => fullName).join(', ');
    return this.reviews.move(context.actor, context, 'readdress', set, {
      kind,
      from: before,
      executor: to.fullName,
      reason,
    });
  }

  /** @throws AppError CONFLICT where it is asked of nobody now */
  private async asked(context: ReviewContext, isMeant: (step: RouteStep) => boolean): Promise<RouteStep> {
    const step = (await this.open(context)).find(isMeant);
    if (!step) throw new AppError('CONFLICT', { state: context.review.state });
    return step;
  }

  private open({ version, review }: ReviewContext): Promise<RouteStep[]> {
    return this.steps.openSteps(version.id, review.id);
  }

  /** Nobody corrects the addressee to himself. @throws AppError FOUR_EYES, as `unitToAsk` */
  private async unitToCorrectTo(
    context: Correcting,
    unitId: string,
  ): Promise<{ unit: UnitRef; head: DirectoryEmployee }> {
    const found = await this.unitToAsk(context, unitId);
    const { employeeId } = context.actor;
    if (found.head.id === employeeId || found.head.id === holderOf(context.actor).employeeId) {
      throw new AppError('FOUR_EYES');
    }
    return found;
  }

  /** @throws AppError UNIT_ASKED, UNIT_OF_OTHER_BODY, UNIT_WITHOUT_HEAD */
  private async unitToAsk(
    { review }: ReviewContext,
    unitId: string,
  ): Promise<{ unit: UnitRef; head: DirectoryEmployee }> {
    const named = [...review.interestedUnits, ...(review.responsibleUnit ? [review.responsibleUnit] : [])];
    if (named.some(({ id }) => id === unitId)) throw new AppError('UNIT_ASKED');
    const [unit] = await this.requisites.unitsWithHeads(review.bodyId, [unitId]);
    if (!unit) throw new AppError('UNIT_OF_OTHER_BODY');
    return { unit, head: await this.requisites.headOf(unit) };
  }

  /** The units are the management's to name (775:16): a correction is not made behind its back. */
  private async tellWhoAssigned(context: Correcting): Promise<void> {
    const { version, review, actor } = context;
    const steps = await this.steps.peersOf({ versionId: version.id, reviewId: review.id });
    const assigned = steps.find(({ kind, state }) => kind === 'assignment' && state === 'done');
    const leaderId = assigned?.decidedBy?.id;
    if (leaderId === undefined || leaderId === actor.employeeId) return;
    await this.steps.tell(context, leaderId, { key: newId(), verb: 'addressee_corrected' });
  }
}

const factsOf = ({ review }: ReviewContext) => ({ ...review, executorId: review.executor?.id ?? null });
