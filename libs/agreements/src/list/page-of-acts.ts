import { USUAL_PAGE } from '#contracts';
import { visibleTo } from '../acts/draft-acts.policy.js';

/**
 * A page of the list in SQL: the common table `page`, whose rows are at most one more than asked for. Its values: $1 what the
 * reader reads with, $3 his body, $5 a kind, $6 a state, $7 a pattern of titles, $8 and $9 after which act, $10 how many,
 * $12 what a search found, $13 whether in the archive; a condition may name $2, who he is, and $4, what time it is.
 */

/** What the reader is shown of the act `act`, if anything; $3: his body. */
const OWN = `
  CROSS JOIN LATERAL (SELECT
    CASE WHEN act.developer_body_id = $3 THEN act.title ELSE act.public_title END AS title,
    CASE WHEN act.developer_body_id = $3 THEN act.state ELSE act.public_state END AS state,
    CASE WHEN act.developer_body_id = $3 THEN act.ordinal ELSE act.public_ordinal END AS ordinal) own`;
const IS_SHOWN = `own.state IS NOT NULL AND own.state <> 'discarded'`;
/**
 * `own.state = $6`, in words of columns, each with an index of its own: what stands there for others and, unless its developer
 * has gone on, for him; and what stands there for the developer alone, which is little.
 */
const IN_STATE = [
  'act.public_state = $6 AND (act.state = $6 OR act.developer_body_id <> $3)',
  'act.state = $6 AND act.public_state IS DISTINCT FROM act.state AND act.developer_body_id = $3',
] as const;
/**
 * Is asked of acts that are met in their order, by somebody who reads many of them. In `coalesce`, as no index is to find all
 * of his acts first.
 */
const IS_READ = `coalesce(${visibleTo('$1')}, false)`;

/** How many acts the reader is shown of those that an index finds by the condition, no further than `most`. */
export const countOf = (condition: string, most: number) => `
  (SELECT count(*)::int FROM (SELECT FROM agreements.draft_act act ${OWN}
    WHERE ${condition} AND act.archived_at IS NULL AND ${IS_READ} AND ${IS_SHOWN} LIMIT ${most}) counted)`;

const NEWEST_FIRST = 'ORDER BY act.updated_at DESC, act.id DESC';
const PAGE = '$10::int + 1';
/** The part of the list that is turned to, or what was found of both: what a figure counts may have been put away since. */
const partOf = (archivedToo: boolean) => `
  CASE WHEN $13::boolean IS NULL THEN ${archivedToo} OR $12::uuid[] IS NOT NULL OR act.archived_at IS NULL
    ELSE (act.archived_at IS NOT NULL) = $13 END
  AND ($8::timestamptz IS NULL OR (act.updated_at, act.id) < ($8, $9::uuid))`;

// The page is chosen first, so that whose turn it is is asked for its acts alone. Which view it is stands in the text: so its
// condition is one that an index may answer. Every view names all of $2 and $4, as each has a value.
const chosen = (
  acts: string,
  condition: string,
  archivedToo = false,
  inState = `($6::text IS NULL OR ${IN_STATE.join(' OR ')})`,
) =>
  picked(
    acts,
    `${condition} AND $2::uuid IS NOT NULL AND $4::timestamptz IS NOT NULL
    AND ($5::text IS NULL OR act.kind = $5)
    AND ${inState}
    AND ($12::uuid[] IS NULL OR act.id = ANY($12::uuid[])
      OR coalesce(own.title ILIKE $7::text, false))
    AND ${partOf(archivedToo)}`,
    PAGE,
  );

const picked = (acts: string, condition: string, rows: string | number) => `
  SELECT act.id, act.kind, act.language, own.title, own.state, act.developer_body, act.developer_body_id,
    own.ordinal, act.number, act.official_use, act.initiator, act.updated_at, act.archived_at
  FROM ${acts} act ${OWN}
  WHERE ${IS_SHOWN} AND ${condition}
  ${NEWEST_FIRST} LIMIT ${rows}`;

/** The page of an act list in which `condition` holds, of what archive and cursor leave of it. */
export const pageOf = (condition: string, archivedToo = false) => `
  WITH page AS MATERIALIZED (
    ${chosen('agreements.draft_act', `${IS_READ} AND ${condition}`, archivedToo)})`;

/** The halves of the list, and both: each has its own order. */
const HALVES = {
  listed: 'act.archived_at IS NULL',
  archived: 'act.archived_at IS NOT NULL',
  both: 'true',
} as const;
export type Half = keyof typeof HALVES;

/**
 * The first page of the list that nothing narrows, of the usual length, for somebody who reads many acts: most of what is asked,
 * and by a plan that is kept. What it does not know, the planner takes for dear: so the half and the number of rows are
 * figures, and the values that narrow other pages are asked to be none.
 */
export const firstPage = (half: 'listed' | 'archived') => `
  WITH page AS MATERIALIZED (
    ${picked(
      'agreements.draft_act',
      `${HALVES[half]} AND ${IS_READ} AND $13::boolean IS ${half === 'archived' ? '' : 'NOT '}TRUE
    AND ($2::uuid IS NOT NULL AND $4::timestamptz IS NOT NULL AND $5::text IS NULL AND $6::text IS NULL
      AND $7::text IS NULL AND $8::timestamptz IS NULL AND $9::uuid IS NULL AND $10::int = ${USUAL_PAGE}
      AND $12::uuid[] IS NULL)`,
      USUAL_PAGE + 1,
    )})`;

/**
 * The same page narrowed to the state $6: the parts of it are found one by one, each in the order of time by its index. By one
 * condition for both, all acts that stand in the state would be looked up and put in order.
 */
export const pageInState = (condition: string) => `
  WITH page AS MATERIALIZED (SELECT * FROM (${IN_STATE.map(
    (part) => `(${chosen('agreements.draft_act', `${IS_READ} AND ${condition}`, false, part)})`,
  ).join(' UNION ALL ')}) act ${NEWEST_FIRST} LIMIT ${PAGE})`;

/** Picks the page from acts that are looked up first. OFFSET keeps the planner from looking for them in any other way. */
const pageAmong = (lookedUp: string, condition: string) => `
  WITH page AS MATERIALIZED (
    ${chosen(`(SELECT * FROM agreements.draft_act act WHERE ${lookedUp} OFFSET 0)`, condition)})`;

/**
 * The same page for somebody who reads few acts: all of them are looked up by his scopes. Through the list, until it has met
 * enough of them, it goes for seconds where there are a million.
 */
export const pageOfFew = (condition: string) => pageAmong(visibleTo('$1'), condition);

/** The same page of what a search has found: whatever else may be known of these acts, their ids are the shortest way. */
export const pageOfFound = (condition: string) =>
  pageAmong('act.id = ANY($12::uuid[])', `${visibleTo('$1')} AND ${condition}`);

/**
 * For each act that a page has room for so many are tried: who reads less than one in so many of the acts that come next reads
 * few. Going through the list costs him then more than his own acts do, of which there may be a few ten thousand.
 */
const TRIED = 25;
/**
 * Reads somebody few acts? $1: what he reads with, $2: how many he wants, $3 and $4: after which act the page begins. Whoever is
 * not shown so many among the first of the list does, unless the list is at its end there. The planner cannot tell: it
 * knows the most common scopes alone, and takes any other for nearly as common as the last of these.
 */
export function readsFewText(half: Half, after: boolean): string {
  const inOrder = (what: string) => `SELECT ${what} FROM agreements.draft_act act
    WHERE ${HALVES[half]} ${after ? 'AND (act.updated_at, act.id) < ($3::timestamptz, $4::uuid)' : ''} ${NEWEST_FIRST}`;
  return `SELECT (SELECT count(*) FROM (
      SELECT FROM (${inOrder('act.scopes')} LIMIT ${TRIED} * $2::int) act WHERE ${visibleTo('$1')} LIMIT $2::int) shown
    ) < $2::int AND EXISTS (${inOrder('')} OFFSET ${TRIED} * $2::int) AS few`;
}
