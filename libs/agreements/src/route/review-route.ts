import { Injectable } from '@nestjs/common';
import type {
  AssignBody,
  HandOverBody,
  OutcomeBody,
  PersonRef,
  RegisterBody,
  Remark,
  UnitRef,
} from '#contracts';
import { Directory, type DirectoryEmployee, inPost, personRefOf } from '#directory';
import { type Actor, AppError, jsonb, newId, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { actingForOne } from '../acts/draft-acts.policy.js';
import { RequisitesFinder } from '../acts/requisites.js';
import { assertComplete } from './outcomes.js';
import { ReviewMoves } from './review-moves.js';
import type { ReviewStepContext } from './step-context.js';
import { Steps } from './steps.js';

/** The route inside an approving body up to its head's signature (775:16-18, 20). */
@Injectable()
export class ReviewRoute {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly reviews: ReviewMoves,
    private readonly requisites: RequisitesFinder,
    private readonly directory: Directory,
  ) {}

  /** 775:16, 20: the documentation officer registers what arrived, sets the term and passes it to the management. */
  async register(actor: Actor, stepId: string, body: RegisterBody): Promise<void> {
    await this.inReview(actor, stepId, 'registration', async (context) => {
      const term = await this.reviews.terms.registered(context, body);
      const assignment = await this.requisites.assignmentFile(context.actor, body.assignmentFileId);
      await this.steps.decide(context, 'decide', { comment: body.basis });
      await this.reviews.register(context.actor, context, body, term, assignment);
      const management = await this.directory.management(context.review.bodyId);
      return this.reviews.openStep(context, 'assignment', management.map(personRefOf));
    });
  }

  /** 775:16: the management names the responsible unit with its executor, and the interested units. */
  async assign(actor: Actor, stepId: string, body: AssignBody): Promise<void> {
    await this.inReview(actor, stepId, 'assignment', async (context) => {
      const interestedIds = body.interestedUnitIds.filter((id) => id !== body.responsibleUnitId);
      const [responsible, ...interested] = await this.requisites.unitsWithHeads(context.review.bodyId, [
        body.responsibleUnitId,
        ...interestedIds,
      ]);
      if (!responsible) throw new AppError('UNIT_OF_OTHER_BODY');
      const head = await this.requisites.headOf(responsible);
      if (body.unitsUntil !== null) await this.reviews.terms.assertForUnits(context.review, body.unitsUntil);
      const executor = body.executorId ? await this.employeeOf(responsible.id, body.executorId) : head;
      await this.steps.decide(context, 'decide', { comment: body.comment });
      await this.reviews.move(
        context.actor,
        context,
        'assign',
        {
          responsible_unit: jsonb(responsible),
          responsible_head_id: head.id,
          executor: jsonb(personRefOf(executor)),
          interested_units: jsonb(interested),
          units_until: body.unitsUntil,
        },
        { unitsUntil: body.unitsUntil },
      );
      context.review.executor = personRefOf(executor);
      context.review.unitsUntil = body.unitsUntil;
      const scopes = [responsible.id, head.id, executor.id];
      const asked = await this.unitsToAsk(context, interested);
      for (const unit of asked) {
        const unitHead = await this.requisites.headOf(unit);
        scopes.push(...(await this.reviews.askOpinion(context, personRefOf(unitHead), unit)));
      }
      if (asked.length === 0) scopes.push(...(await this.reviews.openOutcome(context)));
      return scopes;
    });
  }

  /** 775:17: an interested unit tells the executor what it thinks; after the last of them it is the executor's turn. */
  async giveOpinion(actor: Actor, stepId: string, body: OutcomeBody): Promise<void> {
    await this.inReview(actor, stepId, 'opinion', async (context) => {
      await this.state(context, body);
      return this.reviews.sumUpWhenAnswered(context);
    });
  }

  /** 775:17: the executor sums up and picks the outcome; then the heads of the units agree it (775:18). */
  async propose(actor: Actor, stepId: string, body: OutcomeBody): Promise<void> {
    await this.inReview(actor, stepId, 'outcome', async (context) => {
      const remarks = await this.state(context, body);
      await this.reviews.move(
        context.actor,
        context,
        'propose',
        { outcome: body.outcome, reason: body.reason || null, remarks: jsonb(remarks) },
        { outcome: body.outcome },
      );
      const heads = await this.headsToAgree(context);
      await this.reviews.endSilence(context);
      const scopes: string[] = [];
      for (const { head, unit } of heads) {
        scopes.push(...(await this.reviews.openStep(context, 'outcome_agreement', [head], unit)));
      }
      return heads.length === 0 ? this.reviews.openSignature(context) : scopes;
    });
  }

  /** 775:18: a unit head agrees the outcome; after the last of them the head of the body signs. */
  async agreeOutcome(actor: Actor, stepId: string, comment: string): Promise<void> {
    await this.inReview(actor, stepId, 'outcome_agreement', async (context) => {
      await this.steps.decide(context, 'decide', { comment, outcome: 'agreed' });
      const open = await this.steps.openSteps(context.version.id, context.review.id);
      return open.length === 0 ? this.reviews.openSignature(context) : [];
    });
  }

  /** 775:18: back to the executor with the reason. */
  async returnToExecutor(actor: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.takeInReview(
        actor,
        stepId,
        ['outcome_agreement', 'body_signature'],
        'return',
      );
      await this.steps.decide(context, 'return', { comment: reason });
      await this.reviews.move(
        context.actor,
        context,
        'return',
        { round: context.review.round + 1 },
        { reason },
      );
      context.review.round += 1;
      await this.steps.cancelOpen(context, { reviewId: context.review.id });
      await this.acts.finish(context.act.id, await this.reviews.openOutcome(context));
    });
  }

  /**
   * The responsible unit's head gives the work to another of his unit while nothing is proposed yet; who had it is told.
   * @returns the id of the act
   */
  handOver(reader: Actor, reviewId: string, { executorId, reason }: HandOverBody): Promise<string> {
    return this.tx.run(async () => {
      const context = await this.steps.takeReview(reader, reviewId);
      const { review } = context;
      const actor = actingForOne(reader, review.responsibleHeadId);
      if (!actor) throw new AppError('FORBIDDEN');
      const executor = await this.employeeOf(review.responsibleUnit?.id ?? '', executorId);
      await this.reviews.move(
        actor,
        context,
        'hand_over',
        { executor: jsonb(personRefOf(executor)) },
        { executor: executor.fullName, reason: reason || null },
      );
      const before = review.executor;
      if (before && before.id !== executor.id && before.id !== actor.employeeId) {
        // Each time is news of its own: the work may come back to him and be taken from him again.
        await this.steps.tell(context, before.id, { key: newId(), verb: 'work_handed_over' });
      }
      review.executor = personRefOf(executor);
      const open = await this.steps.openSteps(context.version.id, review.id);
      const scopes = [executor.id];
      const summing = open.find(({ kind }) => kind === 'outcome');
      if (summing) {
        await this.steps.cancel(context, summing);
        scopes.push(...(await this.reviews.openOutcome(context)));
      }
      await this.acts.finish(context.act.id, scopes);
      return context.act.id;
    });
  }

  /** Writes down what a unit or the executor says, with the remarks that it states. @returns the remarks */
  private async state(context: ReviewStepContext, body: OutcomeBody): Promise<Remark[]> {
    assertComplete(body);
    const remarks = await this.reviews.remarks.state(context, body);
    await this.steps.decide(context, 'decide', { outcome: body.outcome, comment: body.reason, remarks });
    return remarks;
  }

  /** Named anew, a unit whose opinion is there is not asked again; an opinion of one that is not named any more lapses. */
  private async unitsToAsk(context: ReviewStepContext, interested: readonly UnitRef[]): Promise<UnitRef[]> {
    const peers = await this.steps.peersOf(context.step);
    const given = peers.filter(({ kind, state }) => kind === 'opinion' && state === 'done');
    for (const step of given.filter(({ unit }) => !interested.some(({ id }) => id === unit?.id))) {
      await this.reviews.dropOpinion({ ...context, step });
    }
    return interested.filter(({ id }) => !given.some(({ unit }) => unit?.id === id));
  }

  private async inReview(
    actor: Actor,
    stepId: string,
    kind: 'registration' | 'assignment' | 'opinion' | 'outcome' | 'outcome_agreement',
    work: (context: ReviewStepContext) => Promise<string[]>,
  ): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.takeInReview(actor, stepId, [kind]);
      await this.acts.finish(context.act.id, await work(context));
    });
  }

  private async employeeOf(unitId: string, employeeId: string): Promise<DirectoryEmployee> {
    const employee = await this.directory.employee(employeeId);
    const inUnit = employee && inPost(employee, ({ unit }) => unit.id === unitId);
    if (!inUnit) throw new AppError('PERSON_OF_OTHER_UNIT');
    return inUnit;
  }

  /**
   * Heads of the responsible and the interested units; nobody agrees what he proposed himself, or twice, nor does a unit that
   * gave no opinion: its silence is none, and would hold the outcome up once more.
   */
  private async headsToAgree({
    review,
    step,
  }: ReviewStepContext): Promise<{ head: PersonRef; unit: { id: string; name: PersonRef['unit'] } }[]> {
    const opinions = (await this.steps.peersOf(step)).filter(({ kind }) => kind === 'opinion');
    const answered = review.interestedUnits.filter(({ id }) =>
      opinions.some(({ unit, state }) => unit?.id === id && state === 'done'),
    );
    const units = [...(review.responsibleUnit ? [review.responsibleUnit] : []), ...answered];
    const heads = [];
    for (const unit of units) {
      const head = await this.requisites.headOf(unit);
      if (head.id !== review.executor?.id) heads.push({ head: personRefOf(head), unit });
    }
    return heads;
  }
}
