import { Injectable } from '@nestjs/common';
import {
  ANSWERED,
  type BodyRef,
  type InboxVerb,
  type Language,
  type RemarkTask,
  UNANSWERED,
  type VersionState,
} from '#contracts';
import { Inbox } from '#inbox';
import { Sql } from '#kernel';
import { taskFace } from '../acts/task-face.js';
import { RemarkTerms } from './remark-terms.js';
import { Speakers } from './speakers.js';
import { taskKey } from './task-key.js';

interface TalkedAct {
  readonly id: string;
  readonly kind: string;
  readonly number: string | null;
  readonly ordinal: number;
  readonly title: string;
  readonly language: Language;
  readonly officialUse: boolean;
  readonly developerBody: BodyRef;
  readonly initiatorId: string;
  readonly unanswered: number;
  /** What is left was answered once, and is insisted on. */
  readonly onlyInsisted: boolean;
  readonly bodies: { readonly body: BodyRef; readonly answered: number }[];
}

/** Answers that are ready go out with the new version: of the initiator nothing is asked meanwhile. */
const ON_THE_WAY: readonly VersionState[] = ['units', 'legal_visa', 'head_signature'];

/** Of what has ended nothing is asked. */
const RUNS = 'act.withdrawn IS NULL AND act.archived_at IS NULL';

/** A protocol that is being written or signed says what the developer has to say to a remark in it (775:21). */
const IN_PROTOCOL = `EXISTS (SELECT FROM agreements.protocol
  WHERE protocol.act_id = act.id AND protocol.state NOT IN ('signed', 'dropped')
    AND protocol.rows @> jsonb_build_array(jsonb_build_object('remarkId', remark.id)))`;

const ACT = `
  SELECT act.id, act.kind, act.number, act.public_ordinal AS ordinal, act.public_title AS title, act.language,
    act.official_use AS "officialUse", act.developer_body AS "developerBody", act.initiator_id AS "initiatorId",
    count(*) FILTER (WHERE remark.state = ANY($2) AND ${RUNS}
      AND (remark.answer_draft IS NULL OR act.state <> ALL($4)) AND NOT ${IN_PROTOCOL})::int AS unanswered,
    bool_and(remark.state <> 'placed') AS "onlyInsisted",
    (SELECT json_agg(json_build_object('body', body.body, 'answered', body.answered)) FROM (
      SELECT (array_agg(review.body))[1] AS body, count(*) FILTER (WHERE one.state = ANY($3) AND ${RUNS})::int AS answered
      FROM agreements.remark one JOIN agreements.review ON review.id = one.review_id
      WHERE one.act_id = act.id AND one.level = 'body' GROUP BY review.body_id) body) AS bodies
  FROM agreements.draft_act act JOIN agreements.remark ON remark.act_id = act.id AND remark.level = 'body'
  WHERE act.id = $1 AND act.public_ordinal IS NOT NULL GROUP BY act.id`;

/**
 * Whose turn it is in the talk about remarks, brought up to what the remarks say whenever something was done with the
 * act: the same state of things asks the same people, however it came about.
 */
@Injectable()
export class RemarkTasks {
  constructor(
    private readonly sql: Sql,
    private readonly inbox: Inbox,
    private readonly terms: RemarkTerms,
    private readonly speakers: Speakers,
  ) {}

  /** In the transaction of the change. */
  async follow(actId: string): Promise<void> {
    const act = await this.sql.row<TalkedAct>(ACT, [actId, UNANSWERED, ANSWERED, ON_THE_WAY]);
    if (!act) return;
    const initiators = act.unanswered > 0 ? [act.initiatorId] : [];
    const verb = act.onlyInsisted ? 'answer_insisted' : 'answer_remarks';
    await this.ask(act, 'answer_remarks', act.developerBody, act.unanswered, initiators, verb);
    for (const { body, answered } of act.bodies) {
      const speaker = answered > 0 ? await this.speakers.asked(act.id, body.id) : undefined;
      await this.ask(act, 'consider_answers', body, answered, speaker ? [speaker] : []);
    }
  }

  /** Of nobody where nobody is named. @param verb what the inbox calls it */
  private async ask(
    act: TalkedAct,
    task: RemarkTask,
    body: BodyRef,
    waiting: number,
    employeeIds: readonly string[],
    verb: InboxVerb = task,
  ): Promise<void> {
    const key = taskKey(task, act.id, body.id);
    if (employeeIds.length === 0) {
      await this.terms.end(key);
      return this.inbox.close(key, null);
    }
    const { dueAt, begins } = await this.terms.dueAt({ key, actId: act.id, task, body, waiting });
    await this.inbox.askOnly({
      ...taskFace(act, act),
      key,
      verb,
      employeeIds,
      needs: 'action',
      dueAt,
    });
    // A task that is open, or was before, has the term that it had then.
    if (begins) await this.inbox.moveTerms([{ key, dueAt }]);
  }
}
