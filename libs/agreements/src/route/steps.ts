import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type PendingSignature, STEP_MACHINE, STEP_VERBS, type StepKind } from '#contracts';
import { Inbox, type NewTask } from '#inbox';
import { type Actor, AppError, Clock, jsonb, newId, personOf, Sql, Transitions, Tx } from '#kernel';
import { ActStore, assertRuns } from '../acts/act-store.js';
import { ActVersion } from '../acts/act-version.entity.js';
import { DraftAct } from '../acts/draft-act.entity.js';
import {
  actingOn,
  canRead,
  isOfOffice,
  knownAs,
  lacksOtherEyes,
  type PassageDeed,
} from '../acts/draft-acts.policy.js';
import { taskFace } from '../acts/task-face.js';
import { Submission } from '../package/submission.entity.js';
import { refuseCalledOff } from './called-off.js';
import { Review } from './review.entity.js';
import { RouteStep } from './route-step.entity.js';
import type {
  CalledOff,
  Deed,
  NewStep,
  ReviewContext,
  ReviewStepContext,
  StepContext,
} from './step-context.js';

/** What the record calls work on the draft itself. */
const WRITING = ['card.created', 'card.edited', 'card.new_version', 'version.send'];

/** Opens, decides and cancels steps; the inbox follows in the same transaction. */
@Injectable()
export class Steps {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly transitions: Transitions,
    private readonly inbox: Inbox,
    private readonly acts: ActStore,
  ) {}

  /** The turn comes to somebody: he finds it in his inbox. @returns scopes that may read from now on */
  async open(request: NewStep): Promise<string[]> {
    const { act, version, reviewId, kind, assignees } = request;
    const id = newId();
    const assigneeIds = assignees.map((person) => person.id);
    await this.sql.insert('agreements.route_step', {
      id,
      act_id: act.id,
      version_id: version.id,
      body_id: request.bodyId,
      review_id: reviewId ?? null,
      submission_id: request.submissionId ?? null,
      kind,
      plan_key: request.planKey ?? null,
      state: STEP_MACHINE.initial,
      round: request.round,
      unit: request.unit ? jsonb(request.unit) : null,
      assignees: jsonb(assignees),
      assignee_ids: assigneeIds,
      created_at: this.clock.now(),
      due_at: request.dueAt,
      until: request.until ?? null,
      remarks: '[]',
    });
    await this.inbox.put({
      ...taskFace(act, version),
      key: id,
      employeeIds: assigneeIds,
      needs: 'action',
      verb: STEP_VERBS[kind],
      dueAt: request.dueAt,
    });
    return [...assigneeIds, ...(request.unit ? [request.unit.id] : [])];
  }

  /** Asks the initiator for something that is no step of the route. */
  async askInitiator(
    { act, version }: { act: DraftAct; version: ActVersion },
    task: Pick<NewTask, 'key' | 'verb' | 'dueAt'>,
  ): Promise<void> {
    const employeeIds = [act.initiatorId];
    await this.inbox.put({ ...taskFace(act, version), ...task, needs: 'action', employeeIds });
  }

  /** Tells an employee something that he need not act on. @param news with a body where it comes from another than the act */
  async tell(
    { act, version }: { act: DraftAct; version: ActVersion },
    employeeId: string,
    news: Pick<NewTask, 'key' | 'verb'> & Partial<Pick<NewTask, 'bodyId' | 'bodyName'>>,
  ): Promise<void> {
    const employeeIds = [employeeId];
    await this.inbox.put({
      ...taskFace(act, version),
      ...news,
      needs: 'information',
      dueAt: null,
      employeeIds,
    });
  }

  /**
   * The step that `actor` is about to decide, with its act locked.
   * @throws AppError NOT_FOUND where he may not read the act or the step is of another kind, ACT_RECALLED, ACT_RETURNED,
   *   ACT_WITHDRAWN or STEP_DECIDED where it is over, NOT_YOUR_TURN where it is somebody else's, FOUR_EYES where he would agree what he
   *   did himself as somebody else; he may still return it
   */
  async take(
    actor: Actor,
    stepId: string,
    kinds: readonly StepKind[],
    deed: Deed = 'decide',
  ): Promise<StepContext> {
    const found = await this.tx.manager.findOneBy(RouteStep, { id: stepId });
    const act = found && (await this.acts.lockUnseen(found.actId));
    if (!act || !canRead(actor, act)) throw new AppError('NOT_FOUND');
    const step = await this.tx.manager.findOneByOrFail(RouteStep, { id: stepId });
    const review = step.reviewId
      ? await this.tx.manager.findOneByOrFail(Review, { id: step.reviewId })
      : null;
    if (step.state === 'cancelled') await refuseCalledOff(this.tx.manager, act, step);
    assertOpen(step, kinds);
    const { kind, unit, assigneeIds } = step;
    const bodyId = review?.bodyId ?? (await this.officeOf(step)) ?? act.developerBodyId;
    const acting = actingOn(actor, { kind, bodyId, unitId: unit?.id, assigneeIds });
    if (!acting) throw new AppError('NOT_YOUR_TURN');
    const isAlone = deed === 'decide' && lacksOtherEyes(acting, kind, await this.partsOf(acting, act, step));
    if (isAlone) throw new AppError('FOUR_EYES');
    const version = await this.tx.manager.findOneByOrFail(ActVersion, { id: step.versionId });
    return { act, version, step, actor: acting };
  }

  /** A step that was decided, with its act locked, of the reader's own body. @throws AppError NOT_FOUND, FORBIDDEN, ACT_WITHDRAWN */
  async takeDecided(
    reader: Actor,
    stepId: string,
  ): Promise<Omit<StepContext, 'actor'> & { review: Review | null }> {
    const found = await this.tx.manager.findOneBy(RouteStep, { id: stepId });
    const act = found && (await this.acts.lockUnseen(found.actId));
    if (!act || !canRead(reader, act)) throw new AppError('NOT_FOUND');
    assertRuns(act);
    const step = await this.tx.manager.findOneByOrFail(RouteStep, { id: stepId });
    const review = step.reviewId
      ? await this.tx.manager.findOneByOrFail(Review, { id: step.reviewId })
      : null;
    if ((review?.bodyId ?? act.developerBodyId) !== reader.body.id) throw new AppError('FORBIDDEN');
    const version = await this.tx.manager.findOneByOrFail(ActVersion, { id: step.versionId });
    return { act, version, step, review };
  }

  /** As `take`, for a step inside an approving body. */
  async takeInReview(
    actor: Actor,
    stepId: string,
    kinds: readonly StepKind[],
    deed: Deed = 'decide',
  ): Promise<ReviewStepContext> {
    const context = await this.take(actor, stepId, kinds, deed);
    return { ...context, review: await this.reviewOf(context.step) };
  }

  /** A review of the actor's own body, with its act locked. @throws AppError NOT_FOUND */
  async takeReview(actor: Actor, reviewId: string): Promise<ReviewContext> {
    const found = await this.tx.manager.findOneBy(Review, { id: reviewId, bodyId: actor.body.id });
    const placed = found && (await this.tx.manager.findOneBy(ActVersion, { id: found.versionId }));
    if (!placed) throw new AppError('NOT_FOUND');
    const { act } = await this.acts.lock(actor, placed.actId);
    // Both as they are once nobody else can move them.
    const version = await this.tx.manager.findOneByOrFail(ActVersion, { id: placed.id });
    return { act, version, review: await this.tx.manager.findOneByOrFail(Review, { id: reviewId }) };
  }

  /** The review that a step inside an approving body belongs to. */
  reviewOf({ reviewId }: RouteStep): Promise<Review> {
    return this.tx.manager.findOneByOrFail(Review, { id: reviewId ?? '' });
  }

  /** The Office, where the step is one of its own. */
  private async officeOf({ kind, submissionId }: RouteStep): Promise<string | undefined> {
    if (submissionId === null || !isOfOffice(kind)) return undefined;
    return (await this.tx.manager.findOneByOrFail(Submission, { id: submissionId })).officeId;
  }

  /** What the actor has done in the passage that a step belongs to; in the developer body also who wrote and sent it. */
  private async partsOf({ employeeId }: Actor, act: DraftAct, step: RouteStep): Promise<PassageDeed[]> {
    const { versionId, reviewId, round } = step;
    const decided = await this.sql.rows<PassageDeed>(
      `SELECT kind, decided_by AS by FROM agreements.route_step
       WHERE version_id = $1 AND review_id IS NOT DISTINCT FROM $2 AND round = $3 AND state = 'done'
         AND decided_by ->> 'id' = $4::text`,
      [versionId, reviewId, round, employeeId],
    );
    if (reviewId !== null) return decided;
    const sent = await this.sql.rows<PassageDeed>(
      `SELECT NULL AS kind, content::jsonb -> 'data' -> 'by' AS by FROM kernel.audit_entry
       WHERE subject_id = $1 AND action = ANY($2) AND employee_id = $3`,
      [act.id, WRITING, employeeId],
    );
    return [...decided, ...sent, { kind: null, by: { id: act.initiatorId } }];
  }

  /** Writes down a decision. @throws AppError CONFLICT where somebody decided first */
  async decide(
    { act, version, step, actor }: StepContext,
    action: Deed,
    decision: {
      outcome?: string | null;
      comment?: string | null;
      remarks?: unknown[];
      signature?: unknown;
    } = {},
  ): Promise<void> {
    await this.transitions.apply({
      machine: STEP_MACHINE,
      table: 'agreements.route_step',
      id: step.id,
      from: step.state,
      action,
      actor,
      set: {
        decided_at: this.clock.now(),
        decided_by: jsonb(personOf(actor)),
        outcome: decision.outcome ?? null,
        comment: decision.comment || null,
        remarks: jsonb(decision.remarks ?? []),
        signature: decision.signature ? jsonb(decision.signature) : null,
      },
      subject: { type: 'draft_act', id: act.id },
      data: {
        kind: step.kind,
        reviewId: step.reviewId,
        ordinal: version.ordinal,
        by: personOf(actor),
        comment: decision.comment || null,
        outcome: decision.outcome ?? null,
      },
    });
    await this.inbox.close(step.id, actor);
  }

  /** The card and the inbox say what became of a signature that could not be judged at once. */
  async showPending({ act, step }: StepContext, pending: PendingSignature): Promise<void> {
    await this.sql.update('agreements.route_step', step.id, { pending_signature: jsonb(pending) });
    await this.inbox.waits(step.id, pending.state === 'waiting' ? new Date(pending.since) : null);
    await this.acts.announce(act.id);
  }

  /** What is open still is asked of nobody any more. @param context with the review whose steps they are */
  async cancelOpen(
    context: CalledOff,
    where: { reviewId: string | null; submissionId?: string },
  ): Promise<void> {
    for (const step of await this.openSteps(context.version.id, where.reviewId, where.submissionId)) {
      await this.cancel(context, step);
    }
  }

  /** One open step is asked of nobody any more; `fall_silent` where its term has passed and it was done without. */
  async cancel(
    context: CalledOff,
    step: RouteStep,
    action: 'cancel' | 'fall_silent' = 'cancel',
  ): Promise<void> {
    await this.transitions.apply({
      machine: STEP_MACHINE,
      table: 'agreements.route_step',
      id: step.id,
      from: step.state,
      action,
      actor: null,
      subject: { type: 'draft_act', id: context.act.id },
      data: {
        kind: step.kind,
        reviewId: step.reviewId,
        ordinal: context.version.ordinal,
        ...(context.review && { body: context.review.body }),
      },
    });
    await this.inbox.close(step.id, null);
  }

  /** The executor goes on without the answers that these steps ask for; they may still be given. */
  async passOver(steps: readonly Pick<RouteStep, 'id'>[], at: Date): Promise<void> {
    for (const { id } of steps) await this.sql.update('agreements.route_step', id, { passed_over_at: at });
  }

  /** A decision that was made stands no more: its maker took it back, or it has to be made anew, with the reason. */
  async lapse(
    { act, version, step, actor }: StepContext,
    action: 'take_back' | 'lapse',
    reason?: string,
  ): Promise<void> {
    await this.transitions.apply({
      machine: STEP_MACHINE,
      table: 'agreements.route_step',
      id: step.id,
      from: step.state,
      action,
      actor,
      set: { lapsed: jsonb({ by: personOf(actor), at: this.clock.now(), reason: reason ?? null }) },
      subject: { type: 'draft_act', id: act.id },
      data: {
        kind: step.kind,
        reviewId: step.reviewId,
        ordinal: version.ordinal,
        by: personOf(actor),
        ...(reason && { reason }),
      },
    });
  }

  /** All steps of the route that a step belongs to: of the developer body, or of one review. */
  peersOf({ versionId, reviewId }: Pick<RouteStep, 'versionId' | 'reviewId'>): Promise<RouteStep[]> {
    return this.tx.manager.findBy(RouteStep, { versionId, reviewId: reviewId ?? IsNull() });
  }

  /** Nothing is to be done on the act by anybody for now. */
  async closeAll(actor: Actor, actId: string): Promise<void> {
    await this.inbox.closeSubject(actId, actor);
  }

  /** A body is asked no more: nor is more time that it asked for. */
  async lapseProlongations(reviewId: string): Promise<void> {
    const lapsed = await this.sql.rows<{ id: string }>(
      `UPDATE agreements.prolongation SET state = 'lapsed' WHERE review_id = $1 AND state = 'open' RETURNING id`,
      [reviewId],
    );
    for (const { id } of lapsed) await this.inbox.close(id, null);
  }

  /** The act is for official use from now on: no letter names its title any more (775:3). */
  async hideTitle(actId: string): Promise<void> {
    await this.inbox.hideTitle(actId);
  }

  /** The open steps of a version inside the developer body (`reviewId` null), inside one review, or of its submission. */
  async openSteps(versionId: string, reviewId: string | null, submissionId?: string): Promise<RouteStep[]> {
    const query = this.tx.manager
      .createQueryBuilder(RouteStep, 'step')
      .where("step.versionId = :versionId AND step.state = 'open'", { versionId });
    if (reviewId) query.andWhere('step.reviewId = :reviewId', { reviewId });
    else query.andWhere('step.reviewId IS NULL');
    if (submissionId) query.andWhere('step.submissionId = :submissionId', { submissionId });
    else query.andWhere('step.submissionId IS NULL');
    return query.getMany();
  }

  /**
   * An assignee opened the act: "opened, no outcome" on the route instead of "not opened yet". In line with the commands on
   * the act: what is taken back was not opened, and what was opened is not taken back.
   */
  async opened(actor: Actor, stepId: string): Promise<void> {
    await this.tx.run(async () => {
      let step = await this.tx.manager.findOneBy(RouteStep, { id: stepId });
      const asked = knownAs(actor).find((id) => step?.assigneeIds.includes(id));
      if (!step || asked === undefined) throw new AppError('NOT_FOUND');
      if (step.openedAt === null) {
        await this.acts.lockUnseen(step.actId);
        step = await this.tx.manager.findOneByOrFail(RouteStep, { id: stepId });
      }
      await this.inbox.opened(stepId, asked);
      if (step.openedAt || step.state !== 'open') return;
      await this.sql.update('agreements.route_step', stepId, { opened_at: this.clock.now() });
      await this.acts.announce(step.actId);
    });
  }
}

/** @throws AppError as `take` */
function assertOpen(step: RouteStep, kinds: readonly StepKind[]): void {
  if (!kinds.includes(step.kind)) throw new AppError('NOT_FOUND');
  if (step.state === 'open') return;
  if (step.state === 'silent') throw new AppError('OPINION_TOO_LATE');
  throw new AppError('STEP_DECIDED', { by: step.decidedBy?.fullName ?? null, at: step.decidedAt });
}
