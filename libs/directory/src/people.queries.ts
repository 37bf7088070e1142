import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type BodyCard,
  id as contractId,
  type PeopleList,
  type PeopleQuery,
  type PersonCard,
  type PersonItem,
  readingsOf,
  wantedWords,
} from '#contracts';
import { AppError, decodeCursor, pageFrom, Sql } from '#kernel';
import { fullNameOf } from './names.js';
import { ranksOf } from './search-words.js';

/** Whoever meets a question that more people answer than this is looked for from A on, and not by the index of words. */
const FEW = 2000;
/** Units lie no deeper; a circle of them ends here. */
const DEEPEST = 20;

const IN_ORDER = 'surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", id';
const BODY = `json_build_object('id', body.id, 'name', body.name, 'shortName', body.short_name)`;

// $1 rank, $2 body, $3-$5 the last one of the page before, $6 limit
const pageOf = (found: 'MATERIALIZED' | 'NOT MATERIALIZED') => `
  WITH found AS ${found} (
    SELECT id, surname, given_name FROM directory.employee
    WHERE ($1::tsquery IS NULL OR search_words @@ $1) AND ($2::uuid IS NULL OR body_id = $2)),
  page AS MATERIALIZED (
    SELECT id FROM found WHERE $3::text IS NULL OR (${IN_ORDER}) > ($3, $4, $5::uuid)
    ORDER BY ${IN_ORDER} LIMIT $6)
  SELECT employee.id, surname, given_name AS "givenName", patronymic, post, work_phone AS "workPhone",
    json_build_object('id', unit.id, 'name', unit.name) AS unit, ${BODY} AS body
  FROM page JOIN directory.employee USING (id)
  JOIN directory.unit ON unit.id = employee.unit_id
  JOIN directory.state_body body ON body.id = employee.body_id
  ORDER BY surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", employee.id`;
/** Finds all by the index of words, then sorts them. */
const SORTED = pageOf('MATERIALIZED');
/** Goes through the people in their order until the page is full. */
const WALKED = pageOf('NOT MATERIALIZED');
const COUNTED = `
  SELECT count(*)::int AS count
  FROM (SELECT FROM directory.employee WHERE search_words @@ $1::tsquery LIMIT ${FEW + 1}) counted`;

const PERSON = `
  SELECT employee.id, surname, given_name AS "givenName", patronymic, post, work_phone AS "workPhone", office, email,
    ${BODY} AS body,
    (WITH RECURSIVE path AS (
       SELECT id, name, parent_id, 0 AS height FROM directory.unit WHERE id = employee.unit_id
       UNION ALL
       SELECT unit.id, unit.name, unit.parent_id, height + 1
       FROM path JOIN directory.unit ON unit.id = path.parent_id WHERE height < ${DEEPEST})
     SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY height DESC) FROM path) AS units
  FROM directory.employee JOIN directory.state_body body ON body.id = employee.body_id
  WHERE employee.id = $1`;

const OTHER = `json_build_object('id', other.id, 'name', other.name, 'shortName', other.short_name)`;
const BODY_CARD = `
  SELECT body.id, body.name, body.short_name AS "shortName", body.kind, body.bin,
    (SELECT ${OTHER} FROM directory.state_body other WHERE other.id = body.parent_id) AS superior,
    coalesce((SELECT json_agg(${OTHER} ORDER BY other.name->>'kk' COLLATE "kk-x-icu", other.id)
      FROM directory.state_body other WHERE other.parent_id = body.id), '[]') AS subordinates,
    coalesce((SELECT json_agg(json_build_object('id', unit.id, 'name', unit.name, 'kind', unit.kind,
        'parentId', unit.parent_id, 'head', head.head,
        'people', (SELECT count(*) FROM directory.employee WHERE unit_id = unit.id))
        ORDER BY array_position(ARRAY['leadership', 'legal', 'documentation', 'hr', 'ordinary'], unit.kind),
          unit.name->>'kk' COLLATE "kk-x-icu", unit.id)
      FROM directory.unit
      LEFT JOIN LATERAL (
        SELECT json_build_object('id', id, 'surname', surname, 'givenName', given_name, 'patronymic', patronymic,
          'post', post, 'workPhone', work_phone) AS head
        FROM directory.employee WHERE unit_id = unit.id AND post_kind IN ('head_of_body', 'unit_head')
        ORDER BY post_kind, id LIMIT 1) head ON true
      WHERE unit.body_id = body.id), '[]') AS units
  FROM directory.state_body body WHERE body.id = $1`;

interface Named {
  surname: string;
  givenName: string;
  patronymic: string;
}
type Row<Shape> = Omit<Shape, 'fullName'> & Named;
type BodyRow = Omit<BodyCard, 'units'> & {
  units: (Omit<BodyCard['units'][number], 'head'> & { head: Row<Head> | null })[];
};
type Head = NonNullable<BodyCard['units'][number]['head']>;

/** Which reading of the question, which of its ranks, and the last one there. */
const keyset = z.tuple([
  z.number().int().min(0).max(2),
  z.number().int().min(0).max(2),
  z.string().max(200),
  z.string().max(200),
  contractId,
]);
type Place = z.infer<typeof keyset>;
/** A row that knows where it stands. */
interface Placed {
  readonly row: Row<PersonItem>;
  readonly place: Place;
}

/** People and bodies as the directory shows them to every employee (775:59.6). */
@Injectable()
export class PeopleQueries {
  constructor(private readonly sql: Sql) {}

  /**
   * People who answer to every word of the question, the best first: by surname, by name, by anything; in each in Kazakh
   * alphabetical order. Where nobody answers, the question is taken as typed on the other layout of the keyboard.
   */
  async people({ q, body, cursor, limit }: PeopleQuery): Promise<PeopleList> {
    const after = decodeCursor(cursor, keyset);
    const readings = q === undefined ? [null] : readingsOf(q);
    for (let reading = after?.[0] ?? 0; reading < readings.length; reading += 1) {
      const question = readings[reading] ?? null;
      const found = await this.answering(question, reading, body ?? null, after, limit + 1);
      if (found.length === 0 && !after) continue;
      const { items, nextCursor } = pageFrom(found, limit, ({ place }) => place);
      return { items: items.map(({ row }) => named(row)), nextCursor, readAs: reading > 0 ? question : null };
    }
    return { items: [], nextCursor: null, readAs: null };
  }

  /** @throws AppError NOT_FOUND */
  async person(id: string): Promise<PersonCard> {
    const row = await this.sql.row<Row<PersonCard>>(PERSON, [id]);
    if (!row) throw new AppError('NOT_FOUND');
    return named(row);
  }

  /** @throws AppError NOT_FOUND */
  async body(id: string): Promise<BodyCard> {
    const row = await this.sql.row<BodyRow>(BODY_CARD, [id]);
    if (!row) throw new AppError('NOT_FOUND');
    return { ...row, units: row.units.map((unit) => ({ ...unit, head: unit.head && named(unit.head) })) };
  }

  /** The next `count` who answer to one reading, rank after rank. @param question null: all people */
  private async answering(
    question: string | null,
    reading: number,
    body: string | null,
    after: Place | undefined,
    count: number,
  ): Promise<Placed[]> {
    const words = question === null ? null : wantedWords(question);
    if (words?.length === 0) return [];
    const ranks = words ? ranksOf(words) : [null];
    const found: Placed[] = [];
    for (let rank = after?.[1] ?? 0; rank < ranks.length && found.length < count; rank += 1) {
      const condition = ranks[rank] ?? null;
      const last = after && rank === after[1] ? after.slice(2) : [null, null, null];
      // Surnames of one beginning lie together: going from A on might pass all others before.
      const walked =
        body === null && (condition === null || (rank > 0 && (await this.isFrequent(condition))));
      const rows = await this.sql.rowsPlannedAnew<Row<PersonItem>>(walked ? WALKED : SORTED, [
        condition,
        body,
        ...last,
        count - found.length,
      ]);
      found.push(
        ...rows.map((row) => ({ row, place: [reading, rank, row.surname, row.givenName, row.id] as Place })),
      );
    }
    return found;
  }

  private async isFrequent(condition: string): Promise<boolean> {
    const [row] = await this.sql.rowsPlannedAnew<{ count: number }>(COUNTED, [condition]);
    return (row?.count ?? 0) > FEW;
  }
}

function named<Shape extends Named>({ surname, givenName, patronymic, ...rest }: Shape) {
  return { ...rest, fullName: fullNameOf({ surname, givenName, patronymic }) };
}
