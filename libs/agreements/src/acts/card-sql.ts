import { utcText } from '#kernel';

const STEP = (alias: string) => `json_build_object(
  'id', ${alias}.id, 'kind', ${alias}.kind, 'state', ${alias}.state, 'round', ${alias}.round,
  'planKey', ${alias}.plan_key, 'unit', ${alias}.unit,
  'assignees', ${alias}.assignees, 'createdAt', ${utcText(`${alias}.created_at`)}, 'dueAt', ${utcText(`${alias}.due_at`)},
  'openedAt', ${utcText(`${alias}.opened_at`)}, 'passedOverAt', ${utcText(`${alias}.passed_over_at`)}, 'decidedAt', ${utcText(`${alias}.decided_at`)},
  'decidedBy', ${alias}.decided_by, 'outcome', ${alias}.outcome, 'comment', ${alias}.comment,
  'remarks', ${alias}.remarks, 'lapsed', ${alias}.lapsed, 'signature', ${alias}.signature,
  'pendingSignature', CASE WHEN ${alias}.state = 'open' THEN ${alias}.pending_signature END)`;

const STEPS = (where: string) => `coalesce((SELECT json_agg(${STEP('step')} ORDER BY step.id)
  FROM agreements.route_step step WHERE ${where}), '[]')`;

const PROLONGATIONS = `coalesce((SELECT json_agg(json_build_object('id', asked.id, 'workingDays', asked.working_days,
  'reason', asked.reason, 'by', asked.by, 'askedAt', ${utcText('asked.asked_at')}, 'state', asked.state,
  'decidedBy', asked.decided_by, 'decidedAt', ${utcText('asked.decided_at')}, 'answer', asked.answer,
  'from', ${utcText('asked.from_due')}, 'to', ${utcText('asked.to_due')}) ORDER BY asked.id)
  FROM agreements.prolongation asked WHERE asked.review_id = review.id), '[]')`;

const REVIEWS = `coalesce((SELECT json_agg(json_build_object(
  'responsibleHeadId', review.responsible_head_id,
  'view', json_build_object(
    'id', review.id, 'body', review.body, 'state', review.state, 'arrivedAt', ${utcText('review.arrived_at')},
    'openedAt', (SELECT ${utcText('min(step.opened_at)')} FROM agreements.route_step step WHERE step.review_id = review.id),
    'addedFor', review.added_for, 'withdrawn', review.withdrawn,
    'registeredAt', ${utcText('review.registered_at')}, 'incomingNumber', review.incoming_number,
    'dueAt', ${utcText('review.due_at')}, 'term', review.term, 'termBasis', review.term_basis,
    'assignmentFile', review.assignment_file, 'prolongations', ${PROLONGATIONS},
    'settledAt', ${utcText('review.settled_at')}, 'outcome', review.outcome, 'reason', review.reason,
    'remarks', review.remarks, 'signedBy', review.signed_by, 'signature', review.signature,
    'sheetReady', review.sheet_file_id IS NOT NULL,
    'inner', json_build_object(
      'responsibleUnit', review.responsible_unit, 'executor', review.executor,
      'interestedUnits', review.interested_units,
      'unitsUntil', CASE WHEN review.state NOT IN ('arrived', 'registered') THEN to_char(review.units_until, 'YYYY-MM-DD') END,
      'proposedOutcome', review.outcome,
      'steps', ${STEPS('step.review_id = review.id')}))) ORDER BY review.place)
  FROM agreements.review WHERE review.version_id = version.id), '[]')`;

const SUGGESTIONS = `coalesce((SELECT json_agg(json_build_object('id', suggestion.id, 'fromBody', suggestion.from_body,
  'body', suggestion.body, 'reason', suggestion.reason, 'by', suggestion.by, 'madeAt', ${utcText('suggestion.made_at')},
  'state', suggestion.state, 'decidedBy', suggestion.decided_by, 'decidedAt', ${utcText('suggestion.decided_at')},
  'answer', suggestion.answer) ORDER BY suggestion.id)
  FROM agreements.body_suggestion suggestion WHERE suggestion.version_id = version.id), '[]')`;

const READERS = `coalesce((SELECT json_agg(json_build_object('person', reader.person, 'body', reader.body,
  'namedBy', reader.named_by, 'namedAt', ${utcText('reader.named_at')}) ORDER BY reader.named_at, reader.employee_id)
  FROM agreements.named_reader reader WHERE reader.act_id = act.id), '[]')`;

/** Every remark has been answered once: what the developer is asked for is what bodies insist on. */
const ALL_ANSWERED = `NOT EXISTS (SELECT FROM agreements.remark
  WHERE remark.act_id = act.id AND remark.level = 'body' AND remark.state = 'placed')`;

/** Of what has ended nothing is awaited. */
const REMARK_TERMS = `coalesce((SELECT json_agg(json_build_object('task', awaited.task, 'body', awaited.body,
  'dueAt', ${utcText('awaited.due_at')}, 'term', awaited.term,
  'insisted', CASE WHEN awaited.task = 'answer_remarks' AND ${ALL_ANSWERED} THEN awaited.waiting ELSE 0 END) ORDER BY awaited.task, awaited.due_at, awaited.key)
  FROM agreements.remark_term awaited
  WHERE awaited.act_id = act.id AND act.withdrawn IS NULL AND act.archived_at IS NULL), '[]')`;

/** Before the head of its body has signed, a remark is its body's own affair. */
const REMARK_STATES = `coalesce((SELECT json_object_agg(remark.id, remark.state) FROM agreements.remark
  WHERE remark.act_id = act.id AND remark.version_id = version.id AND remark.level = 'body'
    AND remark.state NOT IN ('draft', 'stated')), '{}')`;

/** The newest version on which a visa of somebody among $4 stands, up to the one that is shown; $5: kinds of such steps. */
const VISA_ON = `(SELECT max(of_step.ordinal) FROM agreements.route_step step
  JOIN agreements.act_version of_step ON of_step.id = step.version_id
  WHERE step.act_id = act.id AND step.state = 'done' AND step.kind = ANY($5::text[]) AND of_step.ordinal <= version.ordinal
    AND coalesce(step.decided_by -> 'onBehalfOf' ->> 'id', step.decided_by ->> 'id') = ANY($4::text[]))`;

const SUBMISSION = `(SELECT json_build_object(
  'id', submission.id, 'state', submission.state, 'office', submission.office, 'letter', submission.letter,
  'letterFile', submission.letter_file IS NOT NULL, 'signedBy', submission.signed_by,
  'signature', submission.signature, 'dispatchedAt', ${utcText('submission.dispatched_at')},
  'package', CASE WHEN submission.package_file IS NOT NULL THEN json_build_object(
    'size', submission.package_file -> 'size', 'sha256', submission.package_file -> 'sha256') END,
  'incomingNumber', submission.incoming_number, 'registeredAt', ${utcText('submission.registered_at')},
  'unit', submission.unit, 'dueAt', ${utcText('submission.due_at')},
  'decidedAt', ${utcText('submission.decided_at')}, 'decidedBy', submission.decided_by, 'reason', submission.reason,
  'steps', ${STEPS('step.submission_id = submission.id')},
  'wayMissing', NOT EXISTS (SELECT FROM agreements.edms_way way WHERE way.body_id = act.developer_body_id),
  'delivery', CASE WHEN delivery.id IS NOT NULL THEN json_build_object(
    'state', delivery.state, 'attempts', delivery.attempts, 'startedAt', ${utcText('delivery.started_at')},
    'nextTryAt', ${utcText('delivery.next_try_at')}, 'lastTryAt', ${utcText('delivery.last_try_at')},
    'fault', delivery.fault, 'faultDetail', delivery.fault_detail,
    'receipt', CASE WHEN delivery.receipt IS NOT NULL THEN json_build_object(
      'registrationNumber', delivery.receipt -> 'registrationNumber',
      'registeredAt', delivery.receipt -> 'registeredAt', 'receivedAt', delivery.receipt -> 'receivedAt',
      'signed', delivery.receipt -> 'signed') END) END)
  FROM agreements.submission LEFT JOIN agreements.delivery ON delivery.id = submission.id
  WHERE submission.version_id = version.id)`;

/**
 * The whole card in one round trip: act $1 for a reader of body $2, known as $4, in version $3 or in the newest that he may see. What of
 * it he may see is decided by the policy, in the code of the queries.
 */
export const CARD = `
  SELECT json_build_object(
    'developerBodyId', act.developer_body_id, 'initiatorId', act.initiator_id, 'scopes', act.scopes,
    'officialUse', act.official_use, 'number', act.number, 'newestOrdinal', act.ordinal, 'ordinal', version.ordinal,
    'dispatched', version.dispatched_at IS NOT NULL, 'sheetFileId', version.sheet_file_id,
    'visaOn', ${VISA_ON},
    'reviews', ${REVIEWS},
    'versions', (SELECT json_agg(json_build_object(
        'ordinal', one.ordinal, 'state', one.state, 'createdAt', ${utcText('one.created_at')},
        'dispatchedAt', ${utcText('one.dispatched_at')}, 'settledAt', ${utcText('one.settled_at')},
        'number', CASE WHEN one.ordinal = 0 THEN act.number ELSE act.number || '/' || one.ordinal END)
        ORDER BY one.ordinal DESC)
      FROM agreements.act_version one WHERE one.act_id = act.id AND one.state <> 'discarded'),
    'card', json_build_object('id', act.id, 'kind', act.kind, 'language', version.language, 'title', version.title,
      'description', version.description, 'createdAt', ${utcText('act.created_at')}, 'revision', act.revision,
      'developerBody', act.developer_body, 'initiator', act.initiator, 'officialUse', act.official_use,
      'remarkTerms', ${REMARK_TERMS}, 'remarkStates', ${REMARK_STATES}, 'withdrawn', act.withdrawn, 'archivedAt', ${utcText('act.archived_at')},
      'readers', CASE WHEN act.official_use THEN ${READERS} ELSE '[]' END),
    'version', json_build_object(
      'id', version.id, 'returned', version.returned, 'internalTermDays', version.internal_term_days,
      'interestedUnits', version.interested_units, 'plan', version.plan, 'legalHead', version.legal_head, 'bodyHead', version.body_head,
      'approvingBodies', version.approving_bodies, 'files', version.files,
      'suggestions', ${SUGGESTIONS},
      'submission', ${SUBMISSION},
      'steps', ${STEPS('step.version_id = version.id AND step.review_id IS NULL AND step.submission_id IS NULL')})) AS found, version.id AS version_id
  FROM agreements.draft_act act
  JOIN agreements.act_version version ON version.act_id = act.id AND version.state <> 'discarded'
    AND version.ordinal = coalesce($3::int,
      CASE WHEN act.developer_body_id = $2 THEN act.ordinal ELSE act.public_ordinal END)
  WHERE act.id = $1`;

/**
 * The card, and beside it the rows of one more query, which may ask for what belongs to `card.version_id`: still one round trip.
 * The card stands in the first row; where the query finds nothing it is the only one.
 */
export const cardWith = (beside: string): string => `
  WITH card AS MATERIALIZED (${CARD})
  SELECT beside.*, CASE WHEN row_number() OVER () = 1 THEN card.found END AS found
  FROM card LEFT JOIN LATERAL (${beside}) beside ON true`;
