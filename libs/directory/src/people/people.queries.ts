import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type BodyCard,
  id as contractId,
  type KeptPerson,
  type PeopleList,
  type PeopleQuery,
  type PersonCard,
  type PersonItem,
  readingsOf,
  wantedWords,
} from '#contracts';
import { type Actor, AppError, Clock, decodeCursor, pageFrom, Sql, utcText } from '#kernel';
import { FULL_NAME, fullNameOf } from '../bodies/names.js';
import { freshnessAt } from '../bodies/participants.js';
import { DEEPEST_UNIT } from '../bodies/state-body.entity.js';
import { canKeep, canKeepParticipants, seesPhoto, seesPrivate } from '../keeping/keeping.policy.js';
import { heldAt, MAIN_FIRST } from '../posts/held-posts.js';
import { ranksOf } from './search-words.js';

/** Those who answer to a question are all looked at where they are no more; else they are passed in their order. */
const FEW = 2000;

const IN_ORDER = 'surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", id';
const BODY = `json_build_object('id', body.id, 'name', body.name, 'shortName', body.short_name)`;

/** The post by which an employee is named: his main one; of who holds none, the last that he held. */
const namedBy = (now: string) => `
  JOIN LATERAL (
    SELECT held.post, held.unit_id FROM directory.post_holding held WHERE held.employee_id = employee.id
    ORDER BY (${heldAt(now)}) DESC, held.ends_at DESC NULLS FIRST, ${MAIN_FIRST} LIMIT 1) named ON true
  JOIN directory.unit ON unit.id = named.unit_id`;

const itemsAt = (now: string) => `
  SELECT employee.id, surname, given_name AS "givenName", patronymic, named.post, work_phone AS "workPhone",
    json_build_object('id', unit.id, 'name', unit.name) AS unit, ${BODY} AS body, page.rank
  FROM page JOIN directory.employee USING (id)
  ${namedBy(now)}
  JOIN directory.state_body body ON body.id = employee.body_id
  ORDER BY page.rank, surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", employee.id`;

const FOUND = `
  SELECT id FROM directory.employee
  WHERE search_words @@ $1::tsquery AND ($2::uuid IS NULL OR body_id = $2) LIMIT $3`;

/** Of the people $1, sorted by rank: $2-$4 all ranks but the last; $5-$8 the last one of the page before; $9 limit; $10 now. */
const RANKED = `
  WITH found AS MATERIALIZED (
    SELECT id, surname, given_name, CASE WHEN search_words @@ $2::tsquery THEN 0
      WHEN search_words @@ $3::tsquery THEN 1 WHEN search_words @@ $4::tsquery THEN 2 ELSE 3 END AS rank
    FROM directory.employee WHERE id = ANY($1::uuid[])),
  page AS MATERIALIZED (
    SELECT id, rank FROM found WHERE $5::int IS NULL OR (rank, ${IN_ORDER}) > ($5, $6, $7, $8::uuid)
    ORDER BY rank, ${IN_ORDER} LIMIT $9)
  ${itemsAt('$10')}`;

/** Of one rank: $1 its number, $2 its condition, $3 body; $4-$6 the last one of the page before; $7 limit; $8 now. */
const ofRank = (found: 'MATERIALIZED' | 'NOT MATERIALIZED') => `
  WITH found AS ${found} (
    SELECT id, surname, given_name FROM directory.employee
    WHERE search_words <> '' AND ($2::tsquery IS NULL OR search_words @@ $2) AND ($3::uuid IS NULL OR body_id = $3)),
  page AS MATERIALIZED (
    SELECT id, $1::int AS rank FROM found WHERE $4::text IS NULL OR (${IN_ORDER}) > ($4, $5, $6::uuid)
    ORDER BY ${IN_ORDER} LIMIT $7)
  ${itemsAt('$8')}`;
/** Finds all by an index, then sorts them. */
const SORTED = ofRank('MATERIALIZED');
/** Goes through the people in their order until the page is full. */
const PASSED = ofRank('NOT MATERIALIZED');

const PERSON = `
  SELECT employee.id, surname, given_name AS "givenName", patronymic, named.post, work_phone AS "workPhone", office, employee.email,
    ${BODY} AS body, employee.body_id AS "bodyId", photo.sha256 AS photo, photo.shown_to AS "photoShownTo",
    coalesce(others.posts, '[]') AS "otherPosts", others.held IS NULL AS left,
    (WITH RECURSIVE path AS (
       SELECT id, name, parent_id, 0 AS height FROM directory.unit WHERE id = named.unit_id
       UNION ALL
       SELECT unit.id, unit.name, unit.parent_id, height + 1
       FROM path JOIN directory.unit ON unit.id = path.parent_id WHERE height < ${DEEPEST_UNIT})
     SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY height DESC) FROM path) AS units
  FROM directory.employee JOIN directory.state_body body ON body.id = employee.body_id ${namedBy('$2')}
  LEFT JOIN directory.photo ON photo.employee_id = employee.id
  LEFT JOIN LATERAL (
    SELECT count(*) AS held, json_agg(json_build_object('post', post, 'unit', unit)) FILTER (WHERE place > 1) AS posts
    FROM (
      SELECT held.post, json_build_object('id', unit.id, 'name', unit.name) AS unit,
        row_number() OVER (ORDER BY ${MAIN_FIRST}) AS place
      FROM directory.post_holding held JOIN directory.unit ON unit.id = held.unit_id
      WHERE held.employee_id = employee.id AND ${heldAt('$2')}) held
    HAVING count(*) > 0) others ON true
  WHERE employee.id = $1`;

/** For whoever keeps his card: also what he held and is going to hold. */
const KEPT = `
  SELECT revision, surname, given_name AS "givenName", patronymic, iin,
    to_char(leaves_on, 'YYYY-MM-DD') AS "leavesOn",
    (SELECT coalesce(json_agg(json_build_object('id', held.id, 'post', held.post, 'kind', held.kind,
        'unit', json_build_object('id', unit.id, 'name', unit.name, 'kind', unit.kind), 'main', held.main,
        'beginsAt', ${utcText('held.begins_at')}, 'endsAt', ${utcText('held.ends_at')},
        'turn', CASE WHEN held.begins_at > $2 THEN 'later' WHEN held.ends_at <= $2 THEN 'over' ELSE 'now' END)
        ORDER BY held.begins_at DESC NULLS LAST, held.main DESC, held.id), '[]')
      FROM directory.post_holding held JOIN directory.unit ON unit.id = held.unit_id
      WHERE held.employee_id = employee.id) AS posts
  FROM directory.employee WHERE id = $1`;

const OTHER = `json_build_object('id', other.id, 'name', other.name, 'shortName', other.short_name)`;
const DEPUTY = `json_build_object('id', employee.id, 'fullName', ${FULL_NAME}, 'post', held.post)`;
const BODY_CARD = `
  SELECT body.id, body.name, body.short_name AS "shortName", body.kind, body.bin, body.revision,
    json_build_object('address', body.address, 'phone', body.phone, 'email', body.email, 'website', body.website)
      AS requisites,
    json_build_object('participates', body.participates, 'from', body.participates_from, 'to', body.participates_to,
      'ground', body.participation_ground) AS participation,
    CASE WHEN body.confirmed_at IS NOT NULL THEN
      json_build_object('at', ${utcText('body.confirmed_at')}, 'by', body.confirmed_by) END AS confirmed,
    ${freshnessAt('$2')} AS freshness,
    (SELECT ${OTHER} FROM directory.state_body other WHERE other.id = body.parent_id) AS superior,
    coalesce((SELECT json_agg(${OTHER} ORDER BY other.name->>'kk' COLLATE "kk-x-icu", other.id)
      FROM directory.state_body other WHERE other.parent_id = body.id), '[]') AS subordinates,
    coalesce((SELECT json_agg(json_build_object('id', unit.id, 'name', unit.name, 'kind', unit.kind,
        'parentId', unit.parent_id, 'revision', unit.revision, 'head', head.head, 'overseer', overseer.overseer,
        'people', (SELECT count(DISTINCT held.employee_id) FROM directory.post_holding held
          WHERE held.unit_id = unit.id AND ${heldAt('$2')}))
        ORDER BY array_position(ARRAY['leadership', 'legal', 'documentation', 'hr', 'ordinary'], unit.kind),
          unit.name->>'kk' COLLATE "kk-x-icu", unit.id)
      FROM directory.unit
      LEFT JOIN LATERAL (
        SELECT json_build_object('id', employee.id, 'surname', surname, 'givenName', given_name,
          'patronymic', patronymic, 'post', held.post, 'workPhone', work_phone) AS head
        FROM directory.post_holding held JOIN directory.employee ON employee.id = held.employee_id
        WHERE held.unit_id = unit.id AND held.kind IN ('head_of_body', 'unit_head') AND ${heldAt('$2')}
        ORDER BY held.kind LIMIT 1) head ON true
      LEFT JOIN LATERAL (
        SELECT ${DEPUTY} AS overseer
        FROM directory.post_holding held JOIN directory.employee ON employee.id = held.employee_id
        WHERE employee.id = unit.overseer_id AND held.body_id = body.id AND held.kind = 'deputy_head' AND ${heldAt('$2')}
        LIMIT 1) overseer ON true
      WHERE unit.body_id = body.id AND unit.closed_at IS NULL), '[]') AS units,
    coalesce((SELECT json_agg(${DEPUTY} ORDER BY surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", employee.id)
      FROM directory.post_holding held JOIN directory.employee ON employee.id = held.employee_id
      WHERE held.body_id = body.id AND held.kind = 'deputy_head' AND ${heldAt('$2')}), '[]') AS deputies
  FROM directory.state_body body WHERE body.id = $1`;

interface Named {
  surname: string;
  givenName: string;
  patronymic: string;
}
type Row<Shape> = Omit<Shape, 'fullName'> & Named;
interface PersonRow extends Omit<Row<PersonCard>, 'kept'> {
  bodyId: string;
  photoShownTo: KeptPerson['photoShownTo'] | null;
}
type BodyRow = Omit<BodyCard, 'units' | 'can'> & {
  units: (Omit<BodyCard['units'][number], 'head'> & { head: Row<Head> | null })[];
};
type FoundRow = Row<PersonItem> & { readonly rank: number };
type Head = NonNullable<BodyCard['units'][number]['head']>;

/** Which reading of the question, which of its ranks, and the last one there. */
const keyset = z.tuple([
  z.number().int().min(0).max(2),
  z.number().int().min(0).max(3),
  z.string().max(200),
  z.string().max(200),
  contractId,
]);
type Place = z.infer<typeof keyset>;

/** People and bodies as the directory shows them to every employee (775:59.6). */
@Injectable()
export class PeopleQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * People who answer to every word of the question, the best first: by surname, name, post, anything; in each in Kazakh
   * alphabetical order. Where nobody answers, the question is taken as typed on the other layout of the keyboard.
   */
  async people({ q, body, cursor, limit }: PeopleQuery): Promise<PeopleList> {
    const after = decodeCursor(cursor, keyset);
    const readings = q === undefined ? [null] : readingsOf(q);
    for (let reading = after?.[0] ?? 0; reading < readings.length; reading += 1) {
      const question = readings[reading] ?? null;
      const found = await this.answering(question, body ?? null, after, limit + 1);
      if (found.length === 0 && !after) continue;
      const { items, nextCursor } = pageFrom(found, limit, (row) => [
        reading,
        row.rank,
        row.surname,
        row.givenName,
        row.id,
      ]);
      return {
        items: items.map(({ rank, ...row }) => named(row)),
        nextCursor,
        readAs: reading > 0 ? question : null,
      };
    }
    return { items: [], nextCursor: null, readAs: null };
  }

  /** @throws AppError NOT_FOUND */
  async person(actor: Actor, id: string): Promise<PersonCard> {
    const row = await this.sql.row<PersonRow>(PERSON, [id, this.clock.now()]);
    if (!row) throw new AppError('NOT_FOUND');
    const { bodyId, photoShownTo, ...card } = row;
    const shownTo = photoShownTo ?? 'everybody';
    const kept = seesPrivate(actor, { bodyId })
      ? await this.sql.row<Omit<KeptPerson, 'photoShownTo'>>(KEPT, [id, this.clock.now()])
      : undefined;
    return {
      ...named(card),
      photo: seesPhoto(actor, { employeeId: id, bodyId, shownTo }) ? card.photo : null,
      kept: kept ? { ...kept, photoShownTo: shownTo } : null,
    };
  }

  /** @throws AppError NOT_FOUND */
  async body(actor: Actor, id: string): Promise<BodyCard> {
    const row = await this.sql.row<BodyRow>(BODY_CARD, [id, this.clock.now()]);
    if (!row) throw new AppError('NOT_FOUND');
    return {
      ...row,
      units: row.units.map((unit) => ({ ...unit, head: unit.head && named(unit.head) })),
      can: { keep: canKeep(actor, id), keepParticipants: canKeepParticipants(actor) },
    };
  }

  /** The next `count` who answer to one reading. @param question null: all people */
  private async answering(
    question: string | null,
    body: string | null,
    after: Place | undefined,
    count: number,
  ): Promise<FoundRow[]> {
    const place = after?.slice(2) ?? [null, null, null];
    if (question === null) {
      return this.sql.rowsPlannedAnew(body ? SORTED : PASSED, [
        0,
        null,
        body,
        ...place,
        count,
        this.clock.now(),
      ]);
    }
    const words = wantedWords(question);
    if (words.length === 0) return [];
    const ranks = ranksOf(words);
    const found = await this.found(ranks[3], body);
    if (body === null && found.length > FEW) return this.rankByRank(ranks, after, count);
    const values = [found, ...ranks.slice(0, 3), after?.[1] ?? null, ...place, count, this.clock.now()];
    return this.sql.rowsPlannedAnew(RANKED, values);
  }

  /** A few more than FEW at most; all of a body. */
  private async found(condition: string, body: string | null): Promise<string[]> {
    const limit = body === null ? FEW + 1 : null;
    const rows = await this.sql.rowsPlannedAnew<{ id: string }>(FOUND, [condition, body, limit]);
    return rows.map(({ id }) => id);
  }

  private async rankByRank(
    ranks: readonly string[],
    after: Place | undefined,
    count: number,
  ): Promise<FoundRow[]> {
    const rows: FoundRow[] = [];
    for (let rank = after?.[1] ?? 0; rank < ranks.length && rows.length < count; rank += 1) {
      const better = ranks[rank - 1];
      const condition = better === undefined ? `${ranks[rank]}` : `(${ranks[rank]}) & !(${better})`;
      const place = after && rank === after[1] ? after.slice(2) : [null, null, null];
      // Surnames with one beginning lie together: on the way from A to them all others might be passed.
      const passed = rank > 0 && (await this.found(condition, null)).length > FEW;
      const values = [rank, condition, null, ...place, count - rows.length, this.clock.now()];
      rows.push(...(await this.sql.rowsPlannedAnew<FoundRow>(passed ? PASSED : SORTED, values)));
    }
    return rows;
  }
}

function named<Shape extends Named>({ surname, givenName, patronymic, ...rest }: Shape) {
  return { ...rest, fullName: fullNameOf({ surname, givenName, patronymic }) };
}
