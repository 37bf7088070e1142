import type { ActView } from '#contracts';

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
    waiting: `act.id IN (SELECT act_id FROM agreements.route_step WHERE state = 'open' AND body_id = ${body}::uuid)`,
    late: `act.id IN (
      SELECT step.act_id FROM agreements.review JOIN agreements.route_step step
        ON step.review_id = review.id AND step.state = 'open'
      WHERE review.state NOT IN ('settled', 'withdrawn') AND review.due_at < ${now}::timestamptz
      UNION ALL SELECT act_id FROM agreements.route_step
        WHERE state = 'open' AND body_id = ${body}::uuid AND due_at < ${now}::timestamptz)`,
    with_remarks: `EXISTS (SELECT FROM agreements.remark WHERE remark.act_id = act.id AND remark.level = 'body'
      AND remark.state NOT IN ('draft', 'stated'))`,
  };
}

/**
 * The nearest term of the act `act` that the reader knows of, as `late` has them; null where nothing waits.
 * @param places of the values, such as `$2`
 */
export const nearestTerm = ({ body }: Pick<ViewPlaces, 'body'>): string =>
  `(SELECT min(least(review.due_at, CASE WHEN step.body_id = ${body}::uuid THEN step.due_at END))
    FROM agreements.route_step step LEFT JOIN agreements.review ON review.id = step.review_id
    WHERE step.act_id = act.id AND step.state = 'open')`;
