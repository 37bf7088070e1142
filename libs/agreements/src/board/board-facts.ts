import type { BoardSide } from '#contracts';
import { TIME_ZONE } from '#kernel';
import { visibleTo } from '../acts/draft-acts.policy.js';
import { nearestTerm } from '../list/view-conditions.js';

/** Where the values of a question about figures stand, such as `$1`. */
export interface FactPlaces {
  /** What the reader reads with. */
  readonly reader: string;
  /** Whose figures; null in it: those of every body. */
  readonly body: string;
  readonly now: string;
  /** The first moment of the period, and the first after it. */
  readonly from: string;
  readonly until: string;
  /** An array: the units that are counted alone; null in it: all. */
  readonly units: string;
}

/** The names of a body and a unit as one act of theirs has them, of `group` with `side`, `body_id`, `unit_id` and `act_id`. */
export const NAMES_OF_GROUP = `
  SELECT act.developer_body AS body, act.initiator -> 'unit' AS unit FROM agreements.draft_act act
  WHERE "group".side = 'developed' AND act.id = "group".act_id
  UNION ALL
  SELECT review.body, review.responsible_unit -> 'name' FROM agreements.act_version version
  JOIN agreements.review ON review.version_id = version.id AND review.body_id = "group".body_id
  WHERE "group".side = 'reviewed' AND version.act_id = "group".act_id
    AND ("group".unit_id IS NULL OR (review.responsible_unit ->> 'id')::uuid = "group".unit_id)
  LIMIT 1`;

/** Which acts are counted: those that the list shows the reader, or those of all bodies, of which he learns figures alone. */
export type FactReach = 'listed' | 'all';

const dayOf = (moment: string) => `(${moment} AT TIME ZONE '${TIME_ZONE}')::date`;

/**
 * What the figures of one side are made of, as an SQL table of acts: `in_work`, `late`, `settled`, `with_remarks` and
 * `refused` as the contract has them, and for an answer the days on which it `began` and `ended`. An act has a row while it
 * is in work, and one for each answer in the period. The board counts its acts, and the list shows them: one text for both.
 *
 * Of acts for official use (775:3) those alone are counted that the reader may open: a figure never tells of another.
 *
 * Found by indexes: what runs by `draft_act_running` and `review_running`, what was answered by `review_settled`, and by
 * `draft_act_developer`, as an act was last changed when it was answered, or later.
 */
export const FACTS: Readonly<Record<BoardSide, (places: FactPlaces, reach: FactReach) => string>> = {
  developed: developedFacts,
  reviewed: reviewedFacts,
};

/** In `coalesce`: an act is found by its body, and what the reader sees, nearly all of it, is only asked of what was found. */
function seenBy({ reader }: FactPlaces, reach: FactReach): string {
  return reach === 'listed'
    ? `coalesce(${visibleTo(reader)}, false)`
    : `(NOT act.official_use OR ${visibleTo(reader)})`;
}

const ofUnits = (unit: string, { units }: FactPlaces) =>
  `(${units}::uuid[] IS NULL OR ${unit} = ANY(${units}::uuid[]))`;

function developedFacts(places: FactPlaces, reach: FactReach): string {
  const { body, now, from, until } = places;
  const whose = `(${body}::uuid IS NULL OR act.developer_body_id = ${body}::uuid)
    AND ${ofUnits('act.initiator_unit_id', places)} AND ${seenBy(places, reach)}`;
  const act = `act.id AS act_id, act.developer_body_id AS body_id, act.initiator_unit_id AS unit_id`;
  // A draft that was never sent is its initiator's own affair.
  // No EXISTS: under an OR that may be answered by a look through all versions.
  const wasSent = `(act.state <> 'draft' OR act.number IS NOT NULL OR coalesce((
    SELECT true FROM agreements.act_version sent WHERE sent.act_id = act.id AND sent.round > 0 LIMIT 1), false))`;
  // As the view of that name: asked of each act, for here it is asked of few.
  const late = `coalesce(${nearestTerm({ body: 'act.developer_body_id' })} < ${now}::timestamptz, false)`;
  return `
    SELECT ${act}, true AS in_work, ${late} AS late, false AS settled, false AS with_remarks, false AS refused,
      NULL::date AS began, NULL::date AS ended, NULL::int AS versions
    FROM agreements.draft_act act
    WHERE act.archived_at IS NULL AND act.state NOT IN ('accepted', 'withdrawn', 'discarded')
      AND ${wasSent} AND ${whose}
    UNION ALL
    SELECT ${act}, false, false, true, said.with_remarks, said.refused,
      ${dayOf('version.dispatched_at')}, ${dayOf('version.settled_at')}, act.public_ordinal + 1
    FROM agreements.draft_act act
    JOIN agreements.act_version version ON version.act_id = act.id
      AND version.settled_at >= ${from}::timestamptz AND version.settled_at < ${until}::timestamptz
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(review.outcome = 'with_remarks'), false) AS with_remarks,
        coalesce(bool_or(review.outcome = 'refused'), false) AS refused
      FROM agreements.review WHERE review.version_id = version.id AND review.state = 'settled') said
    WHERE act.updated_at >= ${from}::timestamptz AND ${whose}`;
}

function reviewedFacts(places: FactPlaces, reach: FactReach): string {
  const { body, now, from, until } = places;
  const unit = `(review.responsible_unit ->> 'id')::uuid`;
  const act = `act.id AS act_id, review.body_id, ${unit} AS unit_id`;
  const reviews = `
    FROM agreements.review
    JOIN agreements.act_version version ON version.id = review.version_id
    JOIN agreements.draft_act act ON act.id = version.act_id
    WHERE (${body}::uuid IS NULL OR review.body_id = ${body}::uuid) AND ${ofUnits(unit, places)}
      AND ${seenBy(places, reach)}`;
  return `
    SELECT ${act}, true AS in_work, coalesce(review.due_at < ${now}::timestamptz, false) AS late,
      false AS settled, false AS with_remarks, false AS refused,
      NULL::date AS began, NULL::date AS ended, NULL::int AS versions
    ${reviews} AND review.state NOT IN ('settled', 'withdrawn')
    UNION ALL
    SELECT ${act}, false, false, true, review.outcome = 'with_remarks', review.outcome = 'refused',
      ${dayOf('review.arrived_at')}, ${dayOf('review.settled_at')}, act.public_ordinal + 1
    ${reviews} AND review.state = 'settled'
      AND review.settled_at >= ${from}::timestamptz AND review.settled_at < ${until}::timestamptz`;
}
