import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type ActList,
  type ActListItem,
  type ActListQuery,
  type ActView,
  type ActViewCounts,
  type Counted,
  id,
  instant,
  MOST_COUNTED,
} from '#contracts';
import { type Actor, Clock, decodeCursor, pageFrom, Sql, utcText } from '#kernel';
import { knownAs, readsWith, visibleTo } from '../acts/draft-acts.policy.js';
import { requisiteQuery } from '../acts/requisite-words.js';
import { countedConditions, countedValues } from '../board/counted-acts.js';
import { nearestTerm, viewConditions } from './view-conditions.js';

/** All that an act may be found by a piece of, as the index draft_act_words has it; of both its faces, whoever asks. */
const TITLES = `(act.title || ' ' || coalesce(act.public_title, '') || ' ' || coalesce(act.number, ''))`;
/** More acts, versions, or texts of files than so many that answer to a question: it says too little to look at them all, */
const MOST_FOUND = 1000;
/** but at so many of the reader's acts, last changed first. */
const LAST_CHANGED = 500;
/** A version of the act `act` that the reader is shown, with the words of the question: none or one row. */
const WITH_WORDS = `(SELECT FROM agreements.act_version version
  WHERE version.act_id = act.id AND version.state <> 'discarded'
    AND (version.dispatched_at IS NOT NULL OR act.developer_body_id = $3)
    AND (version.search_words @@ $1::tsquery OR EXISTS (SELECT FROM jsonb_array_elements(version.files) file
      JOIN agreements.file_words text ON text.sha256 = file ->> 'sha256' WHERE text.words @@ $1::tsquery))
  LIMIT 1) shown`;
/**
 * Acts that a question finds in their titles and numbers ($4: a pattern), in the requisites of a version, or in the texts of its
 * files ($1), that the reader may see. Each step is bounded, and LATERAL with OFFSET or LIMIT keeps the planner from going at it
 * the other way round: how many acts hold a piece of a word it cannot tell. `titlesOfMany`: so many titles answer that the list
 * finds its page by going through them.
 */
const FOUND = `
  WITH titled AS MATERIALIZED (
    SELECT id FROM agreements.draft_act act WHERE ${TITLES} ILIKE $4 LIMIT ${MOST_FOUND} + 1),
  named AS MATERIALIZED (
    SELECT act_id FROM agreements.act_version WHERE search_words @@ $1::tsquery LIMIT ${MOST_FOUND} + 1),
  written AS MATERIALIZED (
    SELECT sha256 FROM agreements.file_words WHERE words @@ $1::tsquery LIMIT ${MOST_FOUND} + 1),
  few AS MATERIALIZED (
    SELECT (SELECT count(*) FROM titled) <= ${MOST_FOUND} AS titles,
      (SELECT count(*) FROM named) <= ${MOST_FOUND} AND (SELECT count(*) FROM written) <= ${MOST_FOUND} AS words)
  SELECT NOT (SELECT titles FROM few) AS "titlesOfMany", ARRAY(
    SELECT act.id FROM titled CROSS JOIN LATERAL (SELECT * FROM agreements.draft_act act
      WHERE id = titled.id AND ${visibleTo('$2')} OFFSET 0) act
    WHERE (SELECT titles FROM few) AND coalesce(act.number ILIKE $4
      OR CASE WHEN act.developer_body_id = $3 THEN act.title ELSE act.public_title END ILIKE $4, false)
    UNION ALL
    SELECT act.id FROM (
      SELECT act_id FROM named UNION
      SELECT holder.act_id FROM written CROSS JOIN LATERAL (SELECT act_id FROM agreements.act_version
        WHERE files @> jsonb_build_array(jsonb_build_object('sha256', written.sha256)) OFFSET 0) holder) found
    CROSS JOIN LATERAL (SELECT id, developer_body_id FROM agreements.draft_act act
      WHERE id = found.act_id AND ${visibleTo('$2')} OFFSET 0) act
    CROSS JOIN LATERAL ${WITH_WORDS} WHERE (SELECT words FROM few)
    UNION ALL
    SELECT act.id FROM (SELECT id, developer_body_id FROM agreements.draft_act act WHERE ${visibleTo('$2')}
      ORDER BY updated_at DESC, id DESC LIMIT ${LAST_CHANGED}) act
    CROSS JOIN LATERAL ${WITH_WORDS} WHERE NOT (SELECT words FROM few)) AS ids`;

/** Acts as the reader sees them; $1: what he reads with, $3: his body. */
const SEEN = `
  FROM agreements.draft_act act
  CROSS JOIN LATERAL (SELECT
    CASE WHEN act.developer_body_id = $3 THEN act.title ELSE act.public_title END AS title,
    CASE WHEN act.developer_body_id = $3 THEN act.state ELSE act.public_state END AS state,
    CASE WHEN act.developer_body_id = $3 THEN act.ordinal ELSE act.public_ordinal END AS ordinal) own
  WHERE ${visibleTo('$1')} AND own.state IS NOT NULL AND own.state <> 'discarded'`;

const VIEWS = viewConditions({ employee: '$2', body: '$3', now: '$4' });

// The page is chosen first, so that whose turn it is is asked for its acts alone. Which view it is stands in the text: so its
// condition is one that an index may answer. Every view names all of $2 and $4, as each has a value.
// What a figure counts may have been put away since: its acts are shown from the archive too.
const pageOf = (condition: string, archivedToo = false) => `
  WITH page AS MATERIALIZED (
    SELECT act.id, act.kind, act.language, own.title, own.state, act.developer_body, act.developer_body_id,
      own.ordinal, act.number,
      act.official_use, act.initiator, act.updated_at, act.archived_at
    ${SEEN} AND ${condition} AND $2::uuid IS NOT NULL AND $4::timestamptz IS NOT NULL
      AND ($5::text IS NULL OR act.kind = $5) AND ($6::text IS NULL OR own.state = $6)
      AND ($12::uuid[] IS NULL OR act.id = ANY($12::uuid[])
        OR coalesce(own.title ILIKE $7::text OR act.number ILIKE $7::text, false))
      AND CASE WHEN $13::boolean IS NULL THEN ${archivedToo} OR $12::uuid[] IS NOT NULL OR act.archived_at IS NULL
        ELSE (act.archived_at IS NOT NULL) = $13 END
      AND ($8::timestamptz IS NULL OR (act.updated_at, act.id) < ($8, $9::uuid))
    ORDER BY act.updated_at DESC, act.id DESC LIMIT $10::int + 1)`;
const ROWS = `
  SELECT act.id, kind, language, title, act.state, developer_body AS "developerBody",
    CASE WHEN ordinal = 0 THEN number ELSE number || '/' || ordinal END AS number,
    initiator ->> 'fullName' AS "initiatorName", ${utcText('updated_at')} AS "updatedAt",
    official_use AS "officialUse", archived_at IS NOT NULL AS archived, EXISTS (SELECT FROM agreements.route_step step
      WHERE step.act_id = act.id AND step.state = 'open' AND step.assignee_ids && $11::uuid[]) AS "myTurn",
    ${utcText(nearestTerm({ body: '$3' }))} AS "dueAt"
  FROM page act ORDER BY updated_at DESC, act.id DESC`;

const NUMBER = 'SELECT count(*)::int AS count FROM page WHERE $11::uuid[] IS NOT NULL';

const PAGES: Readonly<Record<ActView, string>> = {
  mine: pageOf(VIEWS.mine),
  my_body: pageOf(VIEWS.my_body),
  waiting: pageOf(VIEWS.waiting),
  late: pageOf(VIEWS.late),
  with_remarks: pageOf(VIEWS.with_remarks),
};
const WHOLE_LIST = pageOf('true');
const COUNTED_IN = countedConditions({
  reader: '$1',
  body: '$3',
  now: '$4',
  from: '$14',
  until: '$15',
  units: '$16',
  unit: '$17',
});
const COUNTED_PAGES = Object.fromEntries(
  Object.entries(COUNTED_IN).map(([figure, condition]) => [figure, pageOf(condition, true)]),
) as Record<Counted, string>;

const countOf = (condition: string) =>
  `(SELECT count(*)::int FROM (SELECT ${SEEN} AND act.archived_at IS NULL AND ${condition} LIMIT ${MOST_COUNTED}) counted)`;
const COUNTS = `SELECT ${countOf(VIEWS.mine)} AS mine, ${countOf(VIEWS.waiting)} AS waiting, ${countOf(VIEWS.late)} AS late`;

interface Found {
  readonly ids: string[];
  readonly titlesOfMany: boolean;
}

const listKeyset = z.tuple([instant, id]);

/** The list of draft acts, straight to the shape of the contract. */
@Injectable()
export class ActListQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** Acts that the actor may read, last changed first. */
  async page(actor: Actor, query: ActListQuery): Promise<ActList> {
    const rows = await this.ask<ActListItem>(actor, query, ROWS);
    return pageFrom(rows, query.limit, (row) => [row.updatedAt, row.id]);
  }

  /** Does the list, narrowed so, hold more than `most`? */
  async exceeds(
    actor: Actor,
    filters: Omit<ActListQuery, 'limit' | 'cursor'>,
    most: number,
  ): Promise<boolean> {
    const [found] = await this.ask<{ count: number }>(actor, { ...filters, limit: most }, NUMBER);
    return found !== undefined && found.count > most;
  }

  private async ask<Row extends object>(actor: Actor, query: ActListQuery, what: string): Promise<Row[]> {
    const after = decodeCursor(query.cursor, listKeyset) ?? [null, null];
    const { view, counted } = query;
    const pattern = query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null;
    const found = query.q && pattern ? await this.find(actor, query.q, pattern) : null;
    const page = counted ? COUNTED_PAGES[counted] : view ? PAGES[view] : WHOLE_LIST;
    return this.sql.rowsPlannedAnew<Row>(`${page} ${what}`, [
      ...this.readerOf(actor),
      query.kind ?? null,
      query.state ?? null,
      found?.titlesOfMany ? pattern : null,
      ...after,
      query.limit,
      knownAs(actor),
      found?.ids ?? null,
      query.archived ?? null,
      ...(counted ? countedValues(actor, query, this.clock.now()) : []),
    ]);
  }

  /** How many acts stand in the views that ask something of the reader; no further than `MOST_COUNTED`. */
  async counts(actor: Actor): Promise<ActViewCounts> {
    const [counts] = await this.sql.rowsPlannedAnew<ActViewCounts>(COUNTS, this.readerOf(actor));
    return counts ?? { mine: 0, waiting: 0, late: 0 };
  }

  private readerOf(actor: Actor): unknown[] {
    return [readsWith(actor), actor.employeeId, actor.body.id, this.clock.now()];
  }

  private async find(actor: Actor, question: string, pattern: string): Promise<Found | undefined> {
    const [found] = await this.sql.rowsPlannedAnew<Found>(FOUND, [
      requisiteQuery(question),
      readsWith(actor),
      actor.body.id,
      pattern,
    ]);
    return found;
  }
}
