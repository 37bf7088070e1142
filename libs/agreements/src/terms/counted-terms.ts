import { Injectable } from '@nestjs/common';
import { INITIATOR_TASKS, type InitiatorTask, PORTAL_TERMS } from '#contracts';
import { type AskedTask, Inbox } from '#inbox';
import {
  type Actor,
  AppError,
  Audit,
  CountedTerms,
  dayOf,
  jsonb,
  type OpenTerm,
  personOf,
  type RecountedTerm,
  Sql,
  type TermKeeper,
  type TermLock,
  type TermMover,
  type TermReach,
  TIME_ZONE,
} from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { markedNumber } from '../acts/numbers.js';

/** In the record: the calendar or the body's hours were changed, and a term of the act moved with them. */
export const TERM_MOVED: Readonly<Record<TermMover, string>> = {
  calendar: 'term.move',
  hours: 'term.move_by_hours',
};

const ROOM = 'agreements';
const LOCKS: Record<TermLock, string> = {
  none: '',
  wait: 'FOR UPDATE OF act',
  'at-once': 'FOR UPDATE OF act NOWAIT',
};
/** PostgreSQL: somebody else holds the row. */
const LOCK_NOT_AVAILABLE = '55P03';

interface TermRow extends Omit<OpenTerm, 'room' | 'counted'> {
  readonly ordinal: number;
  readonly countedFrom: string | null;
  readonly workingDays: number | null;
}

const DAY_OF = (instant: string) => `to_char(${instant} AT TIME ZONE '${TIME_ZONE}', 'YYYY-MM-DD')`;

/**
 * Open steps with a term: of a step in the developer body, of a registration, and of a review, whose open steps share its
 * term, units a day at most that was named for them (775:15, 16, 20). Where a superior named the day, nothing was counted.
 */
const OPEN_STEPS = `
  SELECT step.id AS key, step.kind, act.id AS "subjectId", act.number, version.ordinal,
    coalesce(review.body, CASE WHEN step.kind LIKE 'office%' THEN submission.office END, act.developer_body) AS body,
    step.due_at AS "dueAt", to_char(step.until, 'YYYY-MM-DD') AS until,
    CASE WHEN step.kind = 'office_consideration' THEN submission.term ->> 'from'
      WHEN review.id IS NULL OR step.kind = 'registration' THEN ${DAY_OF('step.created_at')}
      ELSE review.term ->> 'from' END AS "countedFrom",
    CASE WHEN step.kind IN ('registration', 'office_registration') THEN ${PORTAL_TERMS.registration}
      WHEN step.kind = 'office_consideration' THEN (submission.term ->> 'workingDays')::int
      WHEN review.id IS NULL THEN version.internal_term_days
      ELSE (review.term ->> 'workingDays')::int END AS "workingDays"
  FROM agreements.route_step step JOIN agreements.draft_act act ON act.id = step.act_id
  JOIN agreements.act_version version ON version.id = step.version_id
  LEFT JOIN agreements.review ON review.id = step.review_id
  LEFT JOIN agreements.submission ON submission.id = step.submission_id
  WHERE step.state = 'open' AND ${DAY_OF('step.due_at')} >= $1
    AND ($2::uuid IS NULL OR coalesce(review.body_id,
      CASE WHEN step.kind LIKE 'office%' THEN submission.office_id END, act.developer_body_id) = $2)
  ORDER BY act.id`;

/** The terms of reviews that nothing open shares: units alone are asked, each until a day of its own (775:16). */
const REVIEW_TERMS = `
  SELECT review.id AS key, 'outcome' AS kind, act.id AS "subjectId", act.number, version.ordinal, review.body,
    review.due_at AS "dueAt", NULL AS until, review.term ->> 'from' AS "countedFrom",
    (review.term ->> 'workingDays')::int AS "workingDays"
  FROM agreements.review JOIN agreements.act_version version ON version.id = review.version_id
  JOIN agreements.draft_act act ON act.id = version.act_id
  WHERE review.state = 'in_work' AND ${DAY_OF('review.due_at')} >= $1 AND ($2::uuid IS NULL OR review.body_id = $2)
    AND NOT EXISTS (SELECT FROM agreements.route_step step
      WHERE step.review_id = review.id AND step.state = 'open' AND step.until IS NULL)
  ORDER BY act.id`;

const ASKED_ACTS = `
  SELECT act.id, act.number, act.ordinal, act.developer_body AS body, version.internal_term_days AS "workingDays"
  FROM agreements.draft_act act
  JOIN agreements.act_version version ON version.act_id = act.id AND version.ordinal = act.ordinal
    AND version.state <> 'discarded'
  WHERE act.id = ANY($1) AND ($2::uuid IS NULL OR act.developer_body_id = $2) ORDER BY act.id`;

/** What waits in the talk about remarks, with its term. */
const REMARK_TERMS = `
  SELECT awaited.key, awaited.task AS kind, act.id AS "subjectId", act.number, act.public_ordinal AS ordinal, awaited.body,
    awaited.due_at AS "dueAt", NULL AS until, awaited.term ->> 'from' AS "countedFrom",
    (awaited.term ->> 'workingDays')::int AS "workingDays"
  FROM agreements.remark_term awaited JOIN agreements.draft_act act ON act.id = awaited.act_id
  WHERE act.withdrawn IS NULL AND act.archived_at IS NULL AND ${DAY_OF('awaited.due_at')} >= $1
    AND ($2::uuid IS NULL OR awaited.body_id = $2)
  ORDER BY act.id`;

interface AskedAct extends Pick<OpenTerm, 'number' | 'body'> {
  readonly id: string;
  readonly ordinal: number;
  readonly workingDays: number;
}

/** Terms of draft acts, for whoever changes the calendar or the hours by which they were counted. */
@Injectable()
export class CountedActTerms implements TermKeeper {
  readonly room = ROOM;

  constructor(
    terms: CountedTerms,
    private readonly sql: Sql,
    private readonly audit: Audit,
    private readonly inbox: Inbox,
    private readonly acts: ActStore,
  ) {
    terms.add(this);
  }

  async openTerms({ first, last, bodyId }: TermReach, lock: TermLock): Promise<OpenTerm[]> {
    const steps = await this.locking<TermRow>(`${OPEN_STEPS} ${LOCKS[lock]}`, [first, bodyId]);
    const reviews = await this.locking<TermRow>(`${REVIEW_TERMS} ${LOCKS[lock]}`, [first, bodyId]);
    const talks = await this.locking<TermRow>(`${REMARK_TERMS} ${LOCKS[lock]}`, [first, bodyId]);
    const asked = await this.inbox.asked(ROOM, INITIATOR_TASKS);
    const acts = await this.locking<AskedAct>(`${ASKED_ACTS} ${LOCKS[lock]}`, [
      asked.map(({ subjectId }) => subjectId),
      bodyId,
    ]);
    const actOf = new Map(acts.map((act) => [act.id, act]));
    const terms = [
      ...[...steps, ...reviews, ...talks].map(({ ordinal, countedFrom, workingDays, ...step }) => ({
        ...step,
        room: ROOM,
        number: markedNumber(step.number, ordinal),
        counted: countedFrom !== null && workingDays !== null ? { from: countedFrom, workingDays } : null,
      })),
      ...asked.flatMap((task) => termOf(task, actOf.get(task.subjectId)) ?? []),
    ];
    return terms.filter(({ counted, dueAt }) => (counted?.from ?? '') < last && dayOf(dueAt) >= first);
  }

  async move(actor: Actor, terms: readonly RecountedTerm[], mover: TermMover): Promise<void> {
    // First the inbox: whoever opens a document locks its task before its step.
    await this.inbox.moveTerms(terms.map(({ key, to }) => ({ key, dueAt: to })));
    const moved = [terms.map(({ key }) => key), terms.map(({ to }) => to)];
    await this.sql.execute(
      `UPDATE agreements.review SET due_at = moved.due_at, term = moved.term
       FROM unnest($1::uuid[], $2::timestamptz[], $3::jsonb[]) AS moved (key, due_at, term)
       JOIN agreements.route_step step ON step.id = moved.key AND step.kind <> 'registration' AND step.until IS NULL
       WHERE review.id = step.review_id`,
      [...moved, terms.map(({ term }) => term && jsonb(term))],
    );
    await this.sql.execute(
      `UPDATE agreements.review SET due_at = moved.due_at, term = moved.term
       FROM unnest($1::uuid[], $2::timestamptz[], $3::jsonb[]) AS moved (key, due_at, term)
       WHERE review.id = moved.key`,
      [...moved, terms.map(({ term }) => term && jsonb(term))],
    );
    await this.sql.execute(
      `UPDATE agreements.submission SET due_at = moved.due_at, term = moved.term
       FROM unnest($1::uuid[], $2::timestamptz[], $3::jsonb[]) AS moved (key, due_at, term)
       JOIN agreements.route_step step ON step.id = moved.key AND step.kind = 'office_consideration'
       WHERE submission.id = step.submission_id`,
      [...moved, terms.map(({ term }) => jsonb(term))],
    );
    await this.sql.execute(
      `UPDATE agreements.route_step SET due_at = moved.due_at
       FROM unnest($1::uuid[], $2::timestamptz[]) AS moved (key, due_at) WHERE route_step.id = moved.key`,
      moved,
    );
    await this.sql.execute(
      `UPDATE agreements.remark_term SET due_at = moved.due_at, term = moved.term
       FROM unnest($1::uuid[], $2::timestamptz[], $3::jsonb[]) AS moved (key, due_at, term)
       WHERE remark_term.key = moved.key AND moved.term IS NOT NULL`,
      [...moved, terms.map(({ term }) => term && jsonb(term))],
    );
    for (const { subjectId, kind, body, dueAt, to, term } of terms) {
      const data = {
        kind,
        body,
        from: dueAt.toISOString(),
        dueAt: to.toISOString(),
        term,
        by: personOf(actor),
      };
      await this.audit.write({
        subjectType: 'draft_act',
        subjectId,
        action: TERM_MOVED[mover],
        actor,
        data,
      });
    }
    for (const actId of new Set(terms.map(({ subjectId }) => subjectId))) await this.acts.announce(actId);
  }

  private async locking<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    try {
      return await this.sql.rows<Row>(text, values);
    } catch (error) {
      if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) throw new AppError('CONFLICT');
      throw error;
    }
  }
}

/** What waits for the initiator has the term of a step in his body (775:15). */
function termOf(
  { key, subjectId, verb, createdAt, dueAt }: AskedTask,
  act: AskedAct | undefined,
): OpenTerm | undefined {
  const kind = INITIATOR_TASKS.find((task): task is InitiatorTask => task === verb);
  if (!act || !kind) return undefined;
  const { body, workingDays } = act;
  const number = markedNumber(act.number, act.ordinal);
  return {
    room: ROOM,
    key,
    subjectId,
    kind,
    number,
    body,
    counted: { from: dayOf(createdAt), workingDays },
    until: null,
    dueAt,
  };
}
