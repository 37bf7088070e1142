import type { ActView } from '#contracts';

/** Steps of the act that wait, with what tells in whose route they stand. */
const OPEN_STEPS = `agreements.route_step step
  LEFT JOIN agreements.review ON review.id = step.review_id
  LEFT JOIN agreements.submission ON submission.id = step.submission_id
  WHERE step.act_id = act.id AND step.state = 'open'`;
const BODY_OF_STEP = `coalesce(review.body_id, CASE WHEN step.kind IN ('office_registration', 'office_consideration')
  THEN submission.office_id END, act.developer_body_id)`;

/** Where the reader stands among the values of a question about views. */
export interface ViewPlaces {
  readonly employee: string;
  readonly body: string;
  readonly now: string;
}

/**
 * What holds for the acts of each view. A term inside a body is its own affair; that of a body's review stands on the card.
 * @param places of the values, such as `$2`
 */
export function viewConditions({ employee, body, now }: ViewPlaces): Readonly<Record<ActView, string>> {
  return {
    mine: `act.initiator_id = ${employee}::uuid`,
    my_body: `act.developer_body_id = ${body}::uuid`,
    waiting: `EXISTS (SELECT FROM ${OPEN_STEPS} AND ${BODY_OF_STEP} = ${body}::uuid)`,
    late: `EXISTS (SELECT FROM ${OPEN_STEPS} AND (review.due_at < ${now}::timestamptz
      OR step.due_at < ${now}::timestamptz AND ${BODY_OF_STEP} = ${body}::uuid))`,
    with_remarks: `EXISTS (SELECT FROM agreements.remark WHERE remark.act_id = act.id AND remark.level = 'body'
      AND remark.state NOT IN ('draft', 'stated'))`,
  };
}

/**
 * The nearest term of the act `act` that the reader knows of, as `late` has them; null where nothing waits.
 * @param places of the values, such as `$2`
 */
export const nearestTerm = ({ body }: Pick<ViewPlaces, 'body'>): string =>
  `(SELECT min(least(review.due_at, CASE WHEN ${BODY_OF_STEP} = ${body}::uuid THEN step.due_at END))
    FROM ${OPEN_STEPS})`;
