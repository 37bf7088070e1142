import { Injectable } from '@nestjs/common';
import {
  ANSWERED,
  type BodyRef,
  INITIATOR_TASKS,
  type PersonRef,
  PROTOCOL_MACHINE,
  type StepKind,
  VERSION_MACHINE,
} from '#contracts';
import { Directory, type DirectoryEmployee, inPost, personRefOf } from '#directory';
import { Inbox } from '#inbox';
import {
  type Actor,
  AppError,
  Audit,
  type HandOver,
  HandOvers,
  jsonb,
  personalScopeSql,
  personOf,
  Sql,
  type WaitingWork,
  type WorkKeeper,
} from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { holdsPost } from '../acts/draft-acts.policy.js';
import { markedNumber } from '../acts/numbers.js';

const ROOM = 'agreements';
/** The initiator's part in an act, as it is named among the work that is handed over. */
const INITIATOR = 'initiator';

interface OpenStep {
  readonly id: string;
  readonly actId: string;
  readonly versionId: string;
  readonly reviewId: string | null;
  readonly kind: StepKind;
  readonly unitId: string | null;
  readonly responsibleUnitId: string | null;
  readonly body: BodyRef;
  readonly assigneeIds: string[];
  readonly title: string;
  readonly number: string | null;
  readonly ordinal: number;
  readonly dueAt: Date | null;
}

/** In whose route a step stands: of an approving body, of the Office, or of the developer body. */
const BODY_OF_STEP = `coalesce(review.body,
  CASE WHEN step.kind LIKE 'office%' THEN submission.office END, act.developer_body)`;

const STEPS = `
  SELECT step.id, step.act_id AS "actId", step.version_id AS "versionId", step.review_id AS "reviewId", step.kind,
    step.unit ->> 'id' AS "unitId", review.responsible_unit ->> 'id' AS "responsibleUnitId",
    ${BODY_OF_STEP} AS body, step.assignee_ids AS "assigneeIds",
    CASE WHEN act.official_use THEN '' ELSE version.title END AS title, act.number,
    version.ordinal, step.due_at AS "dueAt"
  FROM agreements.route_step step JOIN agreements.draft_act act ON act.id = step.act_id
  JOIN agreements.act_version version ON version.id = step.version_id
  LEFT JOIN agreements.review ON review.id = step.review_id
  LEFT JOIN agreements.submission ON submission.id = step.submission_id
  WHERE step.state = 'open'`;

/** Acts that somebody initiated and that are not over. */
const INITIATED = `
  SELECT act.id, CASE WHEN act.official_use THEN '' ELSE act.title END AS title, act.number, act.ordinal, act.initiator_id AS "initiatorId",
    act.developer_body_id AS "bodyId"
  FROM agreements.draft_act act WHERE act.state <> ALL($2::text[])`;

/** Acts about whose remarks somebody of the body $1 is asked: for a protocol, or for what was answered. */
const TALKED_WITH = `
  SELECT DISTINCT act.id FROM agreements.draft_act act
  WHERE act.withdrawn IS NULL AND act.archived_at IS NULL AND (
    EXISTS (SELECT FROM agreements.protocol WHERE protocol.act_id = act.id AND protocol.state <> ALL($2::text[])
      AND $1 IN (protocol.body_id, act.developer_body_id))
    OR EXISTS (SELECT FROM agreements.remark JOIN agreements.review ON review.id = remark.review_id
      WHERE remark.act_id = act.id AND remark.level = 'body' AND remark.state = ANY($3::text[]) AND review.body_id = $1))
  ORDER BY act.id`;

interface InitiatedAct {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly ordinal: number;
  readonly initiatorId: string;
  readonly bodyId: string;
}

/** Draft acts that wait for people and posts: given to others when people leave and posts change hands. */
@Injectable()
export class ActWork implements WorkKeeper {
  readonly room = ROOM;

  constructor(
    handOvers: HandOvers,
    private readonly sql: Sql,
    private readonly audit: Audit,
    private readonly inbox: Inbox,
    private readonly acts: ActStore,
    private readonly directory: Directory,
  ) {
    handOvers.add(this);
  }

  async workOf(employeeId: string): Promise<WaitingWork[]> {
    const steps = await this.sql.rows<OpenStep>(`${STEPS} AND $1 = ANY(step.assignee_ids) ORDER BY step.id`, [
      employeeId,
    ]);
    const work: WaitingWork[] = [];
    for (const step of steps) {
      const takers = step.kind === 'outcome' ? await this.executors(step) : await this.holders(step);
      work.push({
        ...faceOf(step, step.ordinal),
        key: step.id,
        subjectId: step.actId,
        kind: step.kind,
        dueAt: step.dueAt,
        bound: step.kind === 'outcome' ? 'person' : 'post',
        takers: takers.filter(({ id }) => id !== employeeId).map(personRefOf),
      });
    }
    const acts = await this.sql.rows<InitiatedAct>(`${INITIATED} AND act.initiator_id = $1 ORDER BY act.id`, [
      employeeId,
      VERSION_MACHINE.final,
    ]);
    const [first] = acts;
    const colleagues = first ? await this.colleaguesOf(employeeId, first.bodyId) : [];
    return [
      ...work,
      ...acts.map((act) => ({
        ...faceOf(act, act.ordinal),
        key: act.id,
        subjectId: act.id,
        kind: INITIATOR,
        dueAt: null,
        bound: 'person' as const,
        takers: colleagues,
      })),
    ];
  }

  async countOfUnit(unitId: string): Promise<number> {
    const row = await this.sql.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM (${STEPS} AND $1 IN (step.unit ->> 'id', review.responsible_unit ->> 'id')) open`,
      [unitId],
    );
    return row?.count ?? 0;
  }

  async handOver({ actor, key, fromId, toId }: HandOver): Promise<void> {
    const to = await this.directory.employee(toId);
    const [step] = await this.sql.rows<OpenStep>(`${STEPS} AND step.id = $1`, [key]);
    if (step) return this.giveStep(actor, step, fromId, to);
    await this.giveAct(actor, key, fromId, to);
  }

  async readdress(actor: Actor | null, bodyId: string): Promise<void> {
    await this.renameSigners(bodyId);
    const steps = await this.sql.rows<OpenStep>(
      `${STEPS} AND step.body_id = $1 AND step.kind <> 'outcome' ORDER BY act.id, step.id`,
      [bodyId],
    );
    for (const step of steps) {
      const holders = await this.holders(step);
      // Nobody holds the post for now: the step waits for whoever comes.
      if (holders.length === 0 || isSame(step.assigneeIds, holders)) continue;
      await this.address(actor, step, holders);
    }
    await this.renameResponsibleHeads(bodyId);
    const talked = await this.sql.rows<{ id: string }>(TALKED_WITH, [
      bodyId,
      PROTOCOL_MACHINE.final,
      ANSWERED,
    ]);
    for (const { id } of talked) await this.acts.readdressTalk(id);
  }

  async wentOver(employeeId: string): Promise<void> {
    for (const { key, takers } of await this.workOf(employeeId)) {
      const [taker] = takers;
      if (taker) await this.handOver({ actor: null, key, room: ROOM, fromId: employeeId, toId: taker.id });
    }
    await this.sql.execute('DELETE FROM agreements.named_reader WHERE employee_id = $1', [employeeId]);
    const closed = await this.sql.rows<{ id: string }>(
      `UPDATE agreements.draft_act SET closed_to = array_append(closed_to, $1),
         scopes = array_remove(array_remove(scopes, $1), ${personalScopeSql('$1::uuid')})
       WHERE scopes && ARRAY[$1, ${personalScopeSql('$1::uuid')}] RETURNING id`,
      [employeeId],
    );
    await this.inbox.forget(
      employeeId,
      closed.map(({ id }) => id),
    );
  }

  /** Who may hand the work of a unit over is its present head. */
  private async renameResponsibleHeads(bodyId: string): Promise<void> {
    const units = await this.sql.rows<{ id: string }>(
      `SELECT DISTINCT responsible_unit ->> 'id' AS id FROM agreements.review
       WHERE body_id = $1 AND state = 'in_work' AND responsible_unit IS NOT NULL`,
      [bodyId],
    );
    for (const { id } of units) {
      const head = await this.directory.headOfUnit(id);
      await this.sql.execute(
        `UPDATE agreements.review SET responsible_head_id = $3
         WHERE body_id = $1 AND state = 'in_work' AND responsible_unit ->> 'id' = $2 AND responsible_head_id <> $3`,
        [bodyId, id, head?.id ?? null],
      );
    }
  }

  /** Those that are still to sign in the developer body are the present holders of the two posts. */
  private async renameSigners(bodyId: string): Promise<void> {
    const [legalHead, bodyHead] = [
      await this.directory.legalHead(bodyId),
      await this.directory.headOfBody(bodyId),
    ];
    await this.sql.execute(
      `UPDATE agreements.act_version version SET
         legal_head = CASE WHEN legal_head ->> 'id' <> $2::jsonb ->> 'id' AND version.state = 'units' THEN $2 ELSE legal_head END,
         body_head = CASE WHEN body_head ->> 'id' <> $3::jsonb ->> 'id' THEN $3 ELSE body_head END
       FROM agreements.draft_act act
       WHERE act.id = version.act_id AND act.developer_body_id = $1 AND version.state IN ('units', 'legal_visa')`,
      [
        bodyId,
        legalHead ? jsonb(personRefOf(legalHead)) : null,
        bodyHead ? jsonb(personRefOf(bodyHead)) : null,
      ],
    );
  }

  private async giveStep(
    actor: Actor | null,
    step: OpenStep,
    fromId: string,
    to: DirectoryEmployee | undefined,
  ): Promise<void> {
    if (!step.assigneeIds.includes(fromId)) throw new AppError('NOT_FOUND');
    const taker = to && mayTake(step, to);
    if (!taker) throw new AppError('CANNOT_TAKE_WORK', { key: step.id });
    const others = await this.directory.employees(
      step.assigneeIds.filter((id) => id !== fromId && id !== taker.id),
    );
    // First the review: who had the work of a marked act reads it no more.
    if (step.kind === 'outcome') {
      await this.sql.update('agreements.review', step.reviewId ?? '', {
        executor: jsonb(personRefOf(taker)),
      });
    }
    await this.address(actor, step, [taker, ...others]);
  }

  private async giveAct(
    actor: Actor | null,
    actId: string,
    fromId: string,
    to: DirectoryEmployee | undefined,
  ): Promise<void> {
    const act = await this.acts.lockUnseen(actId);
    if (act?.initiatorId !== fromId) throw new AppError('NOT_FOUND');
    if (to?.body.id !== act.developerBodyId) throw new AppError('CANNOT_TAKE_WORK', { key: actId });
    await this.sql.update('agreements.draft_act', actId, {
      initiator_id: to.id,
      initiator: jsonb(personRefOf(to)),
    });
    for (const key of await this.inbox.keysOf(actId, fromId, INITIATOR_TASKS))
      await this.inbox.readdress(key, [to.id]);
    await this.record(actor, { actId, kind: INITIATOR, body: act.developerBody, ordinal: act.ordinal }, [to]);
    await this.acts.finish(actId, [to.id]);
  }

  /** Asks the step of these from now on. */
  private async address(
    actor: Actor | null,
    step: OpenStep,
    assignees: readonly DirectoryEmployee[],
  ): Promise<void> {
    await this.acts.lockUnseen(step.actId);
    const ids = assignees.map(({ id }) => id);
    // First the inbox: whoever opens a document locks its task before its step.
    await this.inbox.readdress(step.id, ids);
    // Decided before the lock was had: nothing is asked any more.
    const open = await this.sql.execute(
      `UPDATE agreements.route_step SET assignees = $2, assignee_ids = $3, opened_at = NULL WHERE id = $1 AND state = 'open'`,
      [step.id, jsonb(assignees.map(personRefOf)), ids],
    );
    if (open === 0) return;
    await this.record(actor, step, assignees);
    await this.acts.finish(step.actId, ids);
  }

  private record(
    actor: Actor | null,
    { actId, kind, body, ordinal }: Pick<OpenStep, 'actId' | 'body' | 'ordinal'> & { kind: string },
    to: readonly DirectoryEmployee[],
  ): Promise<void> {
    return this.audit.write({
      subjectType: 'draft_act',
      subjectId: actId,
      action: 'step.hand_over',
      actor,
      data: {
        kind,
        body,
        ordinal,
        by: actor && personOf(actor),
        executor: to.map(({ fullName }) => fullName).join(', '),
      },
    });
  }

  /** Who holds the post that decides the step now (775:15-18). */
  private async holders({ kind, body, unitId, assigneeIds }: OpenStep): Promise<DirectoryEmployee[]> {
    const one = (employee: DirectoryEmployee | undefined) => (employee ? [employee] : []);
    switch (kind) {
      case 'legal_visa':
        return one(await this.directory.legalHead(body.id));
      case 'developer_signature':
      case 'letter_signature':
      case 'body_signature':
        return one(await this.directory.headOfBody(body.id));
      case 'superior_agreement':
        return unitId ? one(await this.directory.headOfUnit(unitId)) : this.leadersAsked(body, assigneeIds);
      case 'co_signature':
        return this.leadersAsked(body, assigneeIds);
      case 'assignment':
        return this.directory.management(body.id);
      case 'registration':
      case 'office_registration':
        return this.directory.documentationOfficers(body.id);
      case 'unit_agreement':
      case 'opinion':
      case 'outcome_agreement':
      case 'office_consideration':
        return one(await this.directory.headOfUnit(unitId ?? ''));
      case 'outcome':
        return [];
    }
  }

  /** Whoever of the management was asked by name; where none of them is of it any more, all of it. */
  private async leadersAsked({ id }: BodyRef, askedIds: readonly string[]): Promise<DirectoryEmployee[]> {
    const management = await this.directory.management(id);
    const asked = management.filter((one) => askedIds.includes(one.id));
    return asked.length > 0 ? asked : management;
  }

  /** Whom the responsible unit can give its work to (775:16). */
  private executors({ responsibleUnitId }: OpenStep): Promise<DirectoryEmployee[]> {
    return responsibleUnitId ? this.directory.peopleOf(responsibleUnitId) : Promise.resolve([]);
  }

  /** Those of his units; where there are none, or he holds no post any more, the management of the body. */
  private async colleaguesOf(employeeId: string, bodyId: string): Promise<PersonRef[]> {
    const employee = await this.directory.employee(employeeId);
    const units = new Set(employee?.posts.map(({ unit }) => unit.id));
    const people: DirectoryEmployee[] = [];
    for (const id of units) people.push(...(await this.directory.peopleOf(id)));
    const colleagues = people.filter(({ id }) => id !== employeeId);
    const takers = colleagues.length > 0 ? colleagues : await this.directory.management(bodyId);
    return takers.filter(({ id }) => id !== employeeId).map(personRefOf);
  }
}

/** He in the post in which he decides such a step; undefined where he has none. */
function mayTake(step: OpenStep, to: DirectoryEmployee): DirectoryEmployee | undefined {
  if (to.body.id !== step.body.id) return undefined;
  if (step.kind === 'outcome') return inPost(to, ({ unit }) => unit.id === step.responsibleUnitId);
  const { id: employeeId, body, duties } = to;
  const asked = { kind: step.kind, bodyId: step.body.id, unitId: step.unitId ?? undefined };
  return inPost(to, (post) => holdsPost({ employeeId, body, posts: [post], duties }, asked));
}

function faceOf({ title, number }: Pick<OpenStep, 'title' | 'number'>, ordinal: number) {
  return { room: ROOM, title, number: markedNumber(number, ordinal) };
}

function isSame(ids: readonly string[], people: readonly DirectoryEmployee[]): boolean {
  return ids.length === people.length && people.every(({ id }) => ids.includes(id));
}
