import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type ActList,
  type ActListItem,
  type ActListQuery,
  type ActView,
  type ActViewCounts,
  id,
  instant,
  MOST_COUNTED,
  USUAL_PAGE,
} from '#contracts';
import { type Actor, Clock, dayOf, decodeCursor, pageFrom, Sql, utcText } from '#kernel';
import { knownAs, readsWith, visibleTo } from '../acts/draft-acts.policy.js';
import { numberIn } from '../acts/numbers.js';
import { requisiteQuery } from '../acts/requisite-words.js';
import { countedConditions, countedValues } from '../board/counted-acts.js';
import {
  countOf,
  firstPage,
  type Half,
  pageInState,
  pageOf,
  pageOfFew,
  pageOfFound,
  readsFewText,
} from './page-of-acts.js';
import { nearestTerm, one, viewConditions } from './view-conditions.js';

/** What an act may be found by a piece of, as the index draft_act_titles has it: of both its faces, whoever asks. */
const TITLES = `(act.title || ' ' || coalesce(act.public_title, ''))`;
/** More acts, versions, or texts of files than so many that answer to a question: it says too little to look at them all, */
const MOST_FOUND = 1000;
/** but at so many of the reader's acts, last changed first. */
const LAST_CHANGED = 250;
/** A version of the act `act` that the reader is shown, with the words of the question: none or one row. */
const WITH_WORDS = `(SELECT FROM agreements.act_version version
  WHERE version.act_id = act.id AND version.state <> 'discarded'
    AND (version.dispatched_at IS NOT NULL OR act.developer_body_id = $3)
    AND (version.search_words @@ $1::tsquery OR EXISTS (SELECT FROM jsonb_array_elements(version.files) file
      JOIN agreements.file_words text ON text.sha256 = file ->> 'sha256' WHERE text.words @@ $1::tsquery))
  LIMIT 1) shown`;
/**
 * Acts that a question finds in their titles ($4: a pattern), in the requisites of a version, or in the texts of its
 * files ($1), that the reader may see. Each step is bounded, and LATERAL with OFFSET or LIMIT keeps the planner from going at it
 * the other way round: how many acts hold a piece of a word it cannot tell. Whether too many do is asked of the newest first:
 * those of a new body would lie at the far end of the table. `titlesOfMany`: so many titles answer that the list finds its page
 * by going through them.
 */
const FOUND = `
  WITH titled AS MATERIALIZED (
    SELECT id FROM agreements.draft_act act WHERE ${TITLES} ILIKE $4
    ORDER BY id DESC LIMIT ${MOST_FOUND} + 1),
  named AS MATERIALIZED (
    SELECT act_id FROM agreements.act_version WHERE search_words @@ $1::tsquery
    ORDER BY act_id DESC LIMIT ${MOST_FOUND} + 1),
  written AS MATERIALIZED (
    SELECT sha256 FROM agreements.file_words WHERE words @@ $1::tsquery LIMIT ${MOST_FOUND} + 1),
  few AS MATERIALIZED (
    SELECT (SELECT count(*) FROM titled) <= ${MOST_FOUND} AS titles,
      (SELECT count(*) FROM named) <= ${MOST_FOUND} AND (SELECT count(*) FROM written) <= ${MOST_FOUND} AS words)
  SELECT NOT (SELECT titles FROM few) AS "titlesOfMany", ARRAY(
    SELECT act.id FROM titled CROSS JOIN LATERAL (SELECT * FROM agreements.draft_act act
      WHERE id = titled.id AND ${visibleTo('$2')} OFFSET 0) act
    WHERE (SELECT titles FROM few)
      AND coalesce(CASE WHEN act.developer_body_id = $3 THEN act.title ELSE act.public_title END ILIKE $4, false)
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

/**
 * Acts with the figure $4 in their numbers that the reader may see: of the kind $2 and the year $3, or of every row of numbers
 * that was begun, each looked up by its key.
 */
const NUMBERED = `
  SELECT ARRAY(SELECT act.id FROM agreements.number_counter counter
    CROSS JOIN LATERAL (SELECT id FROM agreements.draft_act act
      WHERE kind = counter.kind AND number_year = counter.year AND number_seq = $4 AND ${visibleTo('$1')} OFFSET 0) act
    WHERE ($2::text IS NULL OR counter.kind = $2) AND ($3::int IS NULL OR counter.year = $3)) AS ids`;

const VIEWS = viewConditions({ employee: '$2', body: '$3', now: '$4' });

const ROWS = `
  SELECT act.id, kind, language, title, act.state, developer_body AS "developerBody",
    CASE WHEN ordinal = 0 THEN number ELSE number || '/' || ordinal END AS number,
    initiator ->> 'fullName' AS "initiatorName", ${utcText('updated_at')} AS "updatedAt",
    official_use AS "officialUse", archived_at IS NOT NULL AS archived,
    ${one(`agreements.route_step step
      WHERE step.act_id = act.id AND step.state = 'open' AND step.assignee_ids && $11::uuid[]`)} AS "myTurn",
    ${utcText(nearestTerm({ body: '$3' }))} AS "dueAt"
  FROM page act ORDER BY updated_at DESC, act.id DESC`;

const NUMBER = 'SELECT count(*)::int AS count FROM page WHERE $11::uuid[] IS NOT NULL';

const LISTS: Readonly<Record<ActView | 'all', string>> = { ...VIEWS, all: 'true' };
/** Lists of which an index finds the acts for everybody. Of the others a reader may be shown most acts, or next to none. */
const FOUND_FOR_ALL: ReadonlySet<ActView | 'all'> = new Set(['mine', 'waiting', 'late']);
const COUNTED_IN = countedConditions({
  reader: '$1',
  body: '$3',
  now: '$4',
  from: '$14',
  until: '$15',
  units: '$16',
  unit: '$17',
});
const COUNTS = `SELECT ${countOf(VIEWS.mine, MOST_COUNTED)} AS mine,
  ${countOf(VIEWS.waiting, MOST_COUNTED)} AS waiting, ${countOf(VIEWS.late, MOST_COUNTED)} AS late`;

interface Found {
  readonly ids: string[];
  readonly titlesOfMany: boolean;
}

/** Where a page begins: after the act that was changed then, of this id. */
const listKeyset = z.tuple([instant, id]);
type Keyset = z.infer<typeof listKeyset>;
/** Of a longer page no more is tried than of one like this. */
const LARGEST_PAGE = 100;

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
    const pattern = query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null;
    const found = query.q && pattern ? await this.find(actor, query.q, pattern) : null;
    const after = decodeCursor(query.cursor, listKeyset);
    if (found?.ids.length === 0 && !found.titlesOfMany) return [];
    const page = await this.pageFor(actor, query, { after, found });
    const text = `${page.text} ${what}`;
    const values = [
      ...this.readerOf(actor),
      query.kind ?? null,
      query.state ?? null,
      found?.titlesOfMany ? pattern : null,
      ...(after ?? [null, null]),
      query.limit,
      knownAs(actor),
      found?.ids ?? null,
      query.archived ?? null,
      ...(query.counted ? countedValues(actor, query, this.clock.now()) : []),
    ];
    return page.kept ? this.sql.rows<Row>(text, values) : this.sql.rowsPlannedAnew<Row>(text, values);
  }

  /** @returns the page in SQL, and whether its plan may be kept: to plan it takes as long as to find it. */
  private async pageFor(
    actor: Actor,
    query: ActListQuery,
    { after, found }: { after: Keyset | undefined; found: Found | null | undefined },
  ): Promise<{ text: string; kept?: boolean }> {
    const { view, counted, archived, q, kind, state, limit } = query;
    if (counted) return { text: pageOf(COUNTED_IN[counted], true) };
    const list = view ?? 'all';
    if (found && !found.titlesOfMany) return { text: pageOfFound(LISTS[list]) };
    const half = archived ? 'archived' : archived === undefined && q ? 'both' : 'listed';
    if (!FOUND_FOR_ALL.has(list) && (await this.readsFew(actor, half, after, limit))) {
      return { text: pageOfFew(LISTS[list]) };
    }
    if (state && half !== 'both') return { text: pageInState(LISTS[list]) };
    const narrowed = view || q || kind || state || after;
    if (!narrowed && half !== 'both' && limit === USUAL_PAGE) return { text: firstPage(half), kept: true };
    return { text: pageOf(LISTS[list]) };
  }

  private async readsFew(
    actor: Actor,
    half: Half,
    after: Keyset | undefined,
    limit: number,
  ): Promise<boolean> {
    const wanted = Math.min(limit, LARGEST_PAGE) + 1;
    const text = readsFewText(half, after !== undefined);
    const answer = await this.sql.row<{ few: boolean }>(text, [readsWith(actor), wanted, ...(after ?? [])]);
    return answer?.few === true;
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
    const numbered = await this.numbered(actor, question);
    // Nothing else is meant by a whole number: what else is shown would tell whether an act is there that the reader may not see.
    if (numbered?.whole) return { ids: numbered.ids, titlesOfMany: false };
    const [found] = await this.sql.rowsPlannedAnew<Found>(FOUND, [
      requisiteQuery(question),
      readsWith(actor),
      actor.body.id,
      pattern,
    ]);
    return found && numbered ? { ...found, ids: [...numbered.ids, ...found.ids] } : found;
  }

  private async numbered(
    actor: Actor,
    question: string,
  ): Promise<{ ids: string[]; whole: boolean } | undefined> {
    const parts = numberIn(question, Number(dayOf(this.clock.now()).slice(0, 4)));
    if (!parts) return undefined;
    const { kind, year, seq } = parts;
    const [acts] = await this.sql.rowsPlannedAnew<{ ids: string[] }>(NUMBERED, [
      readsWith(actor),
      kind ?? null,
      year ?? null,
      seq,
    ]);
    return { ids: acts?.ids ?? [], whole: kind !== undefined && year !== undefined };
  }
}
