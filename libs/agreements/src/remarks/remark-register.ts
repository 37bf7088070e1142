import { Injectable } from '@nestjs/common';
import {
  ANSWERED,
  type BodyRef,
  type RemarkRegister,
  type RemarkState,
  type RemarkThread,
  type StepRemarks,
  UNANSWERED,
} from '#contracts';
import { type Actor, AppError, Sql } from '#kernel';
import { actingForOne, canRead, isOfDeveloper, type MarkFacts } from '../acts/draft-acts.policy.js';
import { groupAlike } from './alike.js';
import { fateOf } from './fate.js';
import type { RemarkRow } from './remark.entity.js';
import { StepRemarks as StepRemarksStore } from './step-remarks.js';
import { openPartOf } from './sum-up.js';
import { TALKERS } from './talkers.js';

/** An act as its register and what is drawn up of it name it. */
export interface RemarkedAct extends MarkFacts {
  readonly id: string;
  readonly language: 'kk' | 'ru';
  readonly title: string;
  readonly ordinal: number;
  readonly developerBody: BodyRef;
}

type FoundRemark = Omit<
  RemarkRow,
  'actId' | 'versionId' | 'reviewId' | 'stepId' | 'createdAt' | 'ordinal'
> & { readonly ordinal: number; readonly version: number; readonly body: BodyRef; readonly late: boolean };

interface Found extends RemarkedAct {
  /** Neither withdrawn nor in the archive. */
  readonly runs: boolean;
  readonly talkers: string[];
  readonly remarks: FoundRemark[];
}

/**
 * SQL: whether a reader of the act sees the remark: those of his own body, and what the heads of others have signed.
 * @param body the place of the reader's body among the values
 */
export const readableRemark = (body: string): string => `(remark.state <> 'draft'
  AND (review.body_id = ${body} OR remark.level = 'body' AND remark.state <> 'stated'))`;

/** Of a body's remark its outcome, of a unit's its opinion, was there after the term. */
const LATE = `coalesce(CASE remark.level WHEN 'body' THEN review.settled_at > review.due_at
  ELSE (SELECT step.decided_at > step.due_at FROM agreements.route_step step WHERE step.id = remark.step_id) END, false)`;

// One round trip. $2: the reader's body.
const REGISTER = `
  SELECT act.id, act.developer_body_id AS "developerBodyId", act.initiator_id AS "initiatorId", act.scopes,
    act.official_use AS "officialUse", act.number, act.withdrawn IS NULL AND act.archived_at IS NULL AS runs, act.developer_body AS "developerBody", act.language,
    coalesce(act.public_title, act.title) AS title, coalesce(act.public_ordinal, act.ordinal) AS ordinal,
    ARRAY(${TALKERS}) AS talkers,
    coalesce((SELECT json_agg(json_build_object('id', remark.id, 'level', remark.level, 'ordinal', remark.ordinal,
      'version', version.ordinal, 'body', review.body, 'unit', remark.unit, 'kind', remark.kind, 'point', remark.point,
      'place', remark.place, 'text', remark.text, 'proposal', remark.proposal, 'author', remark.author,
      'state', remark.state, 'revision', remark.revision, 'late', ${LATE}, 'turns', remark.turns,
      'answerDraft', remark.answer_draft, 'leftOutReason', remark.left_out_reason, 'sources', remark.sources)
      ORDER BY version.ordinal DESC, review.place, remark.level, remark.ordinal, remark.id)
    FROM agreements.remark JOIN agreements.review ON review.id = remark.review_id
    JOIN agreements.act_version version ON version.id = remark.version_id
    WHERE remark.act_id = act.id AND ${readableRemark('$2')}), '[]') AS remarks
  FROM agreements.draft_act act WHERE act.id = $1 AND act.state <> 'discarded'`;

/** Of whom a remark is, before its body's head has signed: its own body's affair. */
const TALKED: ReadonlySet<RemarkState> = new Set([
  ...UNANSWERED,
  ...ANSWERED,
  'agreed',
  'settled',
] satisfies RemarkState[]);

/** The remarks of a whole act, as each reader may see them (775:17-19). */
@Injectable()
export class RemarkRegisterQueries {
  constructor(
    private readonly sql: Sql,
    private readonly steps: StepRemarksStore,
  ) {}

  /** @throws AppError NOT_FOUND for whoever may not read the act */
  async of(actor: Actor, actId: string): Promise<RemarkRegister> {
    return (await this.withAct(actor, actId)).register;
  }

  /** With the act that it is of, for what is drawn up of both. @throws AppError NOT_FOUND */
  async withAct(actor: Actor, actId: string): Promise<{ act: RemarkedAct; register: RemarkRegister }> {
    const found = await this.sql.row<Found>(REGISTER, [actId, actor.body.id]);
    if (!found || !canRead(actor, found)) throw new AppError('NOT_FOUND');
    const { remarks, talkers, runs, ...act } = found;
    const answers = runs && actingForOne(actor, act.initiatorId) !== undefined;
    const speaks = runs && talkers.some((id) => actingForOne(actor, id) !== undefined);
    const items = remarks.map((remark) => threadOf(remark, remarks, { actor, act, answers, speaks }));
    return {
      act,
      register: {
        items,
        alike: answers ? groupAlike(items.filter(({ can }) => can.answer)) : [],
        can: {
          answer: items.some(({ can }) => can.answer),
          sendAnswers: items.some(({ can, answerDraft }) => can.answer && answerDraft !== null),
          reply: items.some(({ can }) => can.reply),
        },
      },
    };
  }

  /** What is being written at a step, and what its executor sums up. */
  async ofStep(step: {
    readonly id: string;
    readonly kind: string;
    readonly reviewId: string | null;
  }): Promise<StepRemarks> {
    const drafts = await this.steps.draftsOf(step.id);
    const rows = step.kind === 'outcome' ? await this.steps.ofUnits(step.reviewId ?? '') : [];
    return {
      drafts,
      fromUnits: rows.flatMap(({ id, ordinal, kind, point, place, text, proposal, unit, leftOutReason }) =>
        unit && ordinal !== null
          ? {
              id,
              ordinal,
              kind,
              point,
              place,
              excerpt: place?.excerpt ?? null,
              text,
              proposal,
              unit,
              leftOutReason,
            }
          : [],
      ),
    };
  }
}

interface Reader {
  readonly actor: Actor;
  readonly act: RemarkedAct;
  /** He is the initiator, or stands in for him. */
  readonly answers: boolean;
  /** He speaks for his body. */
  readonly speaks: boolean;
}

function threadOf(
  remark: FoundRemark,
  all: readonly FoundRemark[],
  { actor, act, answers, speaks }: Reader,
): RemarkThread {
  const { leftOutReason, answerDraft, sources, ...rest } = remark;
  const own = remark.body.id === actor.body.id;
  return {
    ...rest,
    answerDraft: isOfDeveloper(actor, act) ? answerDraft : null,
    sources: own ? sources : [],
    fate: fateOf(remark, all),
    can: {
      answer: answers && UNANSWERED.includes(remark.state),
      reply: own && speaks && TALKED.has(remark.state) && openPartOf('agree').includes(remark.state),
    },
  };
}
