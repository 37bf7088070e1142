import type { ActView } from '#contracts';

/** Where the reader stands among the values of a question about views. */
export interface ViewPlaces {
  readonly employee: string;
  readonly body: string;
  readonly now: string;
}

/**
 * What holds for the acts of each view. A term inside a body is its own affair; those of a body's review and of the talk about
 * remarks stand on the card.
 * @param places of the values, such as `$2`
 */
export function viewConditions({ employee, body, now }: ViewPlaces): Readonly<Record<ActView, string>> {
  return {
    mine: `act.initiator_id = ${employee}::uuid`,
    my_body: `act.developer_body_id = ${body}::uuid`,
    waiting: `act.id IN (${waitingFor(`${body}::uuid`)})`,
    late: `act.id IN (
      SELECT step.act_id FROM agreements.review JOIN agreements.route_step step
        ON step.review_id = review.id AND step.state = 'open'
      WHERE review.state NOT IN ('settled', 'withdrawn') AND review.due_at < ${now}::timestamptz
      UNION ALL SELECT act_id FROM agreements.route_step
        WHERE state = 'open' AND body_id = ${body}::uuid AND due_at < ${now}::timestamptz
      UNION ALL SELECT act_id FROM agreements.remark_term WHERE due_at < ${now}::timestamptz)`,
    with_remarks: one(`agreements.remark
      WHERE remark.act_id = act.id AND remark.level = 'body' AND remark.state NOT IN ('draft', 'stated')`),
  };
}

/**
 * The nearest term of the act `act` that the reader knows of, as `late` has them; null where nothing waits.
 * @param places of the values, such as `$2`
 */
export const nearestTerm = ({ body }: Pick<ViewPlaces, 'body'>): string =>
  `least((SELECT min(least(review.due_at, CASE WHEN step.body_id = ${body}::uuid THEN step.due_at END))
    FROM agreements.route_step step LEFT JOIN agreements.review ON review.id = step.review_id
    WHERE step.act_id = act.id AND step.state = 'open'),
    (SELECT min(due_at) FROM agreements.remark_term WHERE remark_term.act_id = act.id))`;

/**
 * Acts that wait for a body as their cards say: a step of a route, a remark or an answer to one, a protocol, or, where the body
 * develops the act, whatever leads it on.
 */
const waitingFor = (body: string): string => `
  SELECT act_id FROM agreements.route_step WHERE state = 'open' AND body_id = ${body}
  UNION ALL SELECT act_id FROM agreements.remark_term WHERE body_id = ${body}
  UNION ALL SELECT protocol.act_id FROM agreements.protocol JOIN agreements.draft_act disputed
    ON disputed.id = protocol.act_id AND disputed.withdrawn IS NULL AND disputed.archived_at IS NULL
  WHERE protocol.state NOT IN ('signed', 'dropped') AND CASE protocol.state
    WHEN 'with_developer' THEN disputed.developer_body_id = ${body}
    WHEN 'with_body' THEN protocol.body_id = ${body}
    ELSE protocol.file IS NOT NULL
      AND (disputed.developer_body_id = ${body} AND protocol.developer_signature IS NULL
        OR protocol.body_id = ${body} AND protocol.body_signature IS NULL) END
  UNION ALL SELECT developed.id FROM agreements.draft_act developed JOIN agreements.act_version version
    ON version.act_id = developed.id AND version.ordinal = developed.ordinal AND version.state <> 'discarded'
  WHERE developed.developer_body_id = ${body} AND developed.archived_at IS NULL
    AND developed.state IN ('draft', 'at_bodies', 'agreed', 'with_remarks', 'refused', 'office_returned')
    AND CASE developed.state
      WHEN 'draft' THEN version.ordinal > 0 OR version.returned IS NOT NULL
      WHEN 'at_bodies' THEN ${ASKED_OF_DEVELOPER}
      WHEN 'agreed' THEN NOT ${one(`agreements.submission
        WHERE submission.version_id = version.id AND submission.state <> 'letter'`)}
      ELSE true END`;

/** What the bodies ask of the developer of `version` while it is with them: more time, another body, or any body at all. */
const ASKED_OF_DEVELOPER = `(${one(`agreements.body_suggestion asked
    WHERE asked.version_id = version.id AND asked.state = 'open'`)}
  OR ${one(`agreements.review JOIN agreements.prolongation asked ON asked.review_id = review.id
    WHERE review.version_id = version.id AND asked.state = 'open'`)}
  OR NOT ${one(`agreements.review WHERE review.version_id = version.id AND review.state <> 'withdrawn'`)})`;

/** Is there one? No EXISTS: that may be answered by a look through the whole table, under an OR or a CASE always. */
export function one(from: string): string {
  return `coalesce((SELECT true FROM ${from} LIMIT 1), false)`;
}
