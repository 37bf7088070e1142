import type pg from 'pg';
import { type BodyRef, type PersonRef, type SessionView, USUAL_PAGE } from '#contracts';
import { scopesOf, utcText } from '#kernel';
import { INBOX_QUESTIONS, type InboxQuestion } from './inbox-questions.js';

/** Who asks the bare server: it believes whatever it is told. His body is the developer of the acts. */
export interface FloorReader {
  readonly person: PersonRef;
  readonly body: BodyRef;
  readonly scopes: readonly string[];
}

/** Somebody who is signed in at the portal and has no duties, as the bare server is told of him. */
export function readerOf({ employee }: SessionView): FloorReader {
  const { id, fullName, post, postKind, unit, body } = employee;
  return {
    person: { id, fullName, post, unit: unit.name },
    body: { id: body.id, name: body.name, shortName: body.shortName },
    scopes: scopesOf({ employeeId: id, body, posts: [{ post, postKind, unit }], duties: [] }),
  };
}

const ORDERS = {
  term: {
    by: "coalesce(due_at, 'infinity'), created_at, id",
    keys: `coalesce(${utcText('due_at')}, 'infinity'), ${utcText('created_at')}, id`,
  },
  newest: { by: 'created_at DESC, id DESC', keys: `${utcText('created_at')}, id` },
};

const inboxText = ({ where, order }: InboxQuestion) => `
  SELECT
    (SELECT coalesce(json_agg(json_build_object(
        'id', id, 'needs', needs, 'verb', verb, 'room', room, 'subjectId', subject_id,
        'subjectKind', subject_kind, 'title', title, 'titleLanguage', title_language, 'number', number,
        'bodyName', body_name, 'dueAt', ${utcText('due_at')}, 'createdAt', ${utcText('created_at')},
        'openedAt', ${utcText('opened_at')}, 'waitsSince', ${utcText('waits_since')},
        'onBehalfOf', NULL)), '[]')::text
      FROM (SELECT * FROM inbox.task
            WHERE employee_id = $1 AND needs = 'action' AND closed_at IS NULL AND ${where}
            ORDER BY ${ORDERS[order].by} LIMIT ${USUAL_PAGE}) page) AS items,
    (SELECT row_to_json(counted)::text FROM (
      SELECT count(*) FILTER (WHERE needs = 'action') AS action,
        count(*) FILTER (WHERE needs = 'action' AND due_at < now()) AS overdue,
        count(*) FILTER (WHERE needs = 'action' AND due_at >= now() AND due_at < (SELECT (
          (now() AT TIME ZONE 'Asia/Almaty')::date + 1)::timestamp AT TIME ZONE 'Asia/Almaty')) AS today,
        count(*) FILTER (WHERE needs = 'information') AS information
      FROM inbox.task WHERE employee_id = $1 AND closed_at IS NULL) counted) AS counts,
    (SELECT json_build_array(${ORDERS[order].keys})
      FROM inbox.task WHERE employee_id = $1 AND needs = 'action' AND closed_at IS NULL AND ${where}
      ORDER BY ${ORDERS[order].by} OFFSET ${USUAL_PAGE - 1} LIMIT 1) AS last`;
const INBOX = new Map(INBOX_QUESTIONS.map((question) => [question.query, inboxText(question)]));

const LIST = `
  SELECT act.id, kind, language, title, state, developer_body AS "developerBody",
    CASE WHEN ordinal = 0 THEN number ELSE number || '/' || ordinal END AS number,
    initiator ->> 'fullName' AS "initiatorName", ${utcText('updated_at')} AS "updatedAt",
    official_use AS "officialUse", archived_at IS NOT NULL AS archived, EXISTS (SELECT FROM agreements.route_step step
      WHERE step.act_id = act.id AND step.state = 'open' AND step.assignee_ids @> ARRAY[$2::uuid]) AS "myTurn",
    ${utcText(`least((SELECT min(least(review.due_at, CASE WHEN step.body_id = $3::uuid THEN step.due_at END))
      FROM agreements.route_step step LEFT JOIN agreements.review ON review.id = step.review_id
      WHERE step.act_id = act.id AND step.state = 'open'),
      (SELECT min(due_at) FROM agreements.remark_term awaited WHERE awaited.act_id = act.id))`)} AS "dueAt"
  FROM (SELECT * FROM agreements.draft_act WHERE scopes && $1::uuid[] AND state <> 'discarded'
        ORDER BY updated_at DESC, id DESC LIMIT ${USUAL_PAGE} + 1) act`;

const STEPS = (where: string) => `coalesce((SELECT json_agg(json_build_object(
  'id', step.id, 'kind', step.kind, 'state', step.state, 'round', step.round, 'planKey', step.plan_key, 'unit', step.unit,
  'assignees', step.assignees, 'createdAt', ${utcText('step.created_at')}, 'dueAt', ${utcText('step.due_at')},
  'openedAt', ${utcText('step.opened_at')}, 'passedOverAt', ${utcText('step.passed_over_at')},
  'decidedAt', ${utcText('step.decided_at')},
  'decidedBy', step.decided_by, 'outcome', step.outcome, 'comment', step.comment,
  'remarks', step.remarks, 'lapsed', step.lapsed, 'signature', step.signature,
  'pendingSignature', CASE WHEN step.state = 'open' THEN step.pending_signature END) ORDER BY step.id)
  FROM agreements.route_step step WHERE ${where}), '[]')`;

/** What the acts that are measured have none of, asked for all the same. */
const rowsOf = (table: string, where: string) =>
  `coalesce((SELECT json_agg(row_to_json(row)) FROM agreements.${table} row WHERE row.${where}), '[]')`;

const REVIEWS = `coalesce((SELECT json_agg(json_build_object(
    'id', review.id, 'body', review.body, 'state', review.state, 'arrivedAt', ${utcText('review.arrived_at')},
    'openedAt', (SELECT ${utcText('min(step.opened_at)')} FROM agreements.route_step step WHERE step.review_id = review.id),
    'addedFor', review.added_for, 'withdrawn', review.withdrawn,
    'registeredAt', ${utcText('review.registered_at')}, 'incomingNumber', review.incoming_number,
    'dueAt', ${utcText('review.due_at')}, 'term', review.term, 'termBasis', review.term_basis,
    'assignmentFile', review.assignment_file, 'prolongations', ${rowsOf('prolongation', 'review_id = review.id')},
    'settledAt', ${utcText('review.settled_at')},
    'outcome', CASE WHEN settled THEN review.outcome END, 'reason', CASE WHEN settled THEN review.reason END,
    'remarks', CASE WHEN settled THEN review.remarks ELSE '[]' END,
    'signedBy', review.signed_by, 'signature', review.signature, 'sheetReady', review.sheet_file_id IS NOT NULL,
    'inner', CASE WHEN settled THEN json_build_object(
      'responsibleUnit', review.responsible_unit, 'executor', review.executor,
      'interestedUnits', review.interested_units, 'unitsUntil', to_char(review.units_until, 'YYYY-MM-DD'), 'proposedOutcome', review.outcome,
      'steps', ${STEPS('step.review_id = review.id')}) END) ORDER BY review.place)
  FROM (SELECT *, state = 'settled' AS settled FROM agreements.review WHERE version_id = version.id) review), '[]')`;

const SUMMARY = (version: string) => `'ordinal', ${version}.ordinal, 'state', ${version}.state,
  'createdAt', ${utcText(`${version}.created_at`)}, 'dispatchedAt', ${utcText(`${version}.dispatched_at`)},
  'settledAt', ${utcText(`${version}.settled_at`)},
  'number', CASE WHEN ${version}.ordinal = 0 THEN act.number ELSE act.number || '/' || ${version}.ordinal END`;

const CARD = `
  SELECT json_build_object('id', act.id, 'kind', act.kind, 'language', version.language, 'title', version.title,
    'description', version.description, 'createdAt', ${utcText('act.created_at')}, 'revision', act.revision,
    'developerBody', act.developer_body, 'initiator', act.initiator, 'officialUse', act.official_use,
    'remarkTerms', coalesce((SELECT json_agg(json_build_object('task', awaited.task, 'body', awaited.body,
        'dueAt', ${utcText('awaited.due_at')}, 'term', awaited.term, 'insisted', CASE WHEN awaited.task = 'answer_remarks'
          AND NOT EXISTS (SELECT FROM agreements.remark WHERE remark.act_id = act.id AND remark.level = 'body'
            AND remark.state = 'placed') THEN awaited.waiting ELSE 0 END) ORDER BY awaited.task, awaited.due_at, awaited.key)
      FROM agreements.remark_term awaited WHERE awaited.act_id = act.id), '[]'),
    'remarkStates', coalesce((SELECT json_object_agg(remark.id, remark.state) FROM agreements.remark
      WHERE remark.act_id = act.id AND remark.version_id = version.id AND remark.level = 'body'
        AND remark.state NOT IN ('draft', 'stated')), '{}'),
    'withdrawn', act.withdrawn, 'archivedAt', ${utcText('act.archived_at')}, 'readers', '[]'::json,
    'version', json_build_object(${SUMMARY('version')}, 'id', version.id, 'returned', version.returned,
      'internalTermDays', version.internal_term_days, 'interestedUnits', version.interested_units,
      'plan', version.plan, 'legalHead', version.legal_head, 'bodyHead', version.body_head, 'approvingBodies', version.approving_bodies,
      'files', (SELECT coalesce(json_agg(json_build_object('id', file->'id', 'name', file->'name', 'size', file->'size',
        'format', file->'format', 'sha256', file->'sha256', 'check', 'passed')), '[]') FROM jsonb_array_elements(version.files) file),
      'suggestions', ${rowsOf('body_suggestion', 'version_id = version.id')},
      'submission', (SELECT row_to_json(submission) FROM agreements.submission WHERE version_id = version.id),
      'steps', ${STEPS('step.version_id = version.id AND step.review_id IS NULL')},
      'reviews', ${REVIEWS}, 'sheet', CASE WHEN version.sheet_file_id IS NOT NULL THEN 'ready'
        WHEN version.state = 'agreed' THEN 'in_preparation' ELSE 'none' END),
    'versions', (SELECT json_agg(json_build_object(${SUMMARY('one')}) ORDER BY one.ordinal DESC)
      FROM agreements.act_version one WHERE one.act_id = act.id AND one.state <> 'discarded'),
    'visaOn', NULL,
    'turn', ${STEPS(`step.act_id = act.id AND step.version_id = version.id AND step.state = 'open'
      AND step.assignee_ids @> ARRAY[$2::uuid]`)},
    'takeBack', '[]'::json, 'ownReviewId', NULL,
    'can', (SELECT json_build_object('edit', mine AND draft, 'send', mine AND draft, 'discard', mine AND draft,
        'recall', mine AND on_the_way, 'askProlongation', false, 'changeBodies', mine AND version.state = 'at_bodies',
        'suggestBody', false, 'changeRoute', mine AND on_the_way,
        'placeNewVersion', mine AND version.state IN ('with_remarks', 'refused', 'office_returned'),
        'readSheet', version.sheet_file_id IS NOT NULL,
        'exportContainer', NOT draft AND EXISTS (SELECT FROM agreements.route_step step
          WHERE step.version_id = version.id AND step.state = 'done' AND step.signature IS NOT NULL),
        'handOver', false, 'readdress', false, 'askUnit', false, 'goOn', false, 'nameReaders', mine AND act.official_use, 'removeMark', false,
        'readReadings', mine AND act.official_use, 'writeLetter', mine AND version.state = 'agreed', 'recallLetter', false, 'deliver', false,
        'withdraw', mine AND (draft AND act.number IS NOT NULL OR on_the_way
          OR version.state IN ('at_bodies', 'with_remarks', 'refused', 'agreed', 'office_returned')), 'archive', false)
      FROM (SELECT act.initiator_id = $2 AS mine, version.state = 'draft' AS draft,
        version.state IN ('units', 'legal_visa', 'head_signature') AS on_the_way) AS reader)) AS card
  FROM agreements.draft_act act
  JOIN agreements.act_version version ON version.act_id = act.id AND version.ordinal = act.ordinal
    AND version.state <> 'discarded'
  WHERE act.id = $1`;

/** Lists and cards of the bare server, as JSON text. */
export class FloorReads {
  constructor(private readonly pool: pg.Pool) {}

  async inbox(reader: FloorReader, query: string): Promise<string> {
    const { rows } = await this.pool.query({
      name: `inbox ${query}`,
      text: INBOX.get(query) ?? '',
      values: [reader.person.id],
    });
    const { items, counts, last } = rows[0];
    const nextCursor = last && cursorOf(last);
    return `{"items":${items},"nextCursor":${JSON.stringify(nextCursor)},"counts":${counts}}`;
  }

  async list(reader: FloorReader): Promise<string> {
    const { rows } = await this.pool.query({
      name: 'list',
      text: LIST,
      values: [reader.scopes, reader.person.id, reader.body.id],
    });
    const items = rows.slice(0, USUAL_PAGE);
    const last = items.at(-1);
    const nextCursor = rows.length > USUAL_PAGE ? cursorOf([last.updatedAt, last.id]) : null;
    return JSON.stringify({ items, nextCursor });
  }

  async card(reader: FloorReader, actId: string): Promise<string> {
    const { rows } = await this.pool.query({ name: 'card', text: CARD, values: [actId, reader.person.id] });
    return JSON.stringify(rows[0].card);
  }
}

function cursorOf(keyset: readonly string[]): string {
  return Buffer.from(JSON.stringify(keyset)).toString('base64url');
}
