import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  DELEGATED_ROOMS,
  type InboxNarrowing,
  type InboxOrder,
  type InboxQuery,
  id,
  instant,
} from '#contracts';
import { type Actor, Clock, decodeCursor, encodeCursor, Sql, utcText } from '#kernel';
import { days, FACET_NAMES, FACETS, type Facet, narrowed, narrows, searched, valuesOf } from './narrowing.js';

/** The fields of an item, as `json_build_object` takes them. */
export const ITEM = `'id', id, 'needs', needs, 'verb', verb, 'room', room, 'subjectId', subject_id,
        'subjectKind', subject_kind, 'title', title, 'titleLanguage', title_language, 'number', number,
        'bodyName', body_name, 'dueAt', ${utcText('due_at')}, 'createdAt', ${utcText('created_at')},
        'openedAt', ${utcText('opened_at')}, 'waitsSince', ${utcText('waits_since')}`;

/** The columns that the fields of an item are made of: a task holds more, above all the words that it is found by. */
const COLUMNS = `id, needs, verb, room, subject_id, subject_kind, title, title_language, number, body_name, due_at, created_at,
  opened_at, waits_since`;

type Reader = Pick<Actor, 'employeeId' | 'standsInFor'>;

/** Whose tasks are read: those of `readingsOf`, the first parameter. */
const READING = `reading AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS reading (place int, employee uuid, rooms text[], holder jsonb))`;
/**
 * A task that is among them. What one step asks of several of them is there once: of the reader himself, or else of the
 * first in whose stead he acts.
 */
const SEEN = `task.employee_id = reading.employee AND (reading.rooms IS NULL OR task.room = ANY(reading.rooms))
        AND (reading.holder IS NULL OR task.needs = 'action' AND NOT EXISTS (
          SELECT FROM reading nearer JOIN inbox.task twin ON twin.employee_id = nearer.employee
            AND twin.key = task.key AND twin.needs = task.needs AND twin.closed_at IS NULL
          WHERE nearer.place < reading.place AND (nearer.rooms IS NULL OR twin.room = ANY(nearer.rooms))))`;

interface Sorting {
  readonly by: string;
  /** Whether the index task_open has the tasks of one reader in this order. */
  readonly indexed: boolean;
  readonly after: '>' | '<';
  /** The columns of `by` as they stand in a cursor, and their types. */
  readonly keys: readonly string[];
  readonly types: readonly string[];
  readonly keyset: z.ZodType<readonly string[]>;
  /** Before all tasks. */
  readonly start: readonly string[];
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The orders of a list; an item without a term comes after all that have one. */
export const SORTINGS: Readonly<Record<InboxOrder, Sorting>> = {
  term: {
    by: `coalesce(due_at, 'infinity'), created_at, id`,
    indexed: true,
    after: '>',
    keys: [`coalesce(${utcText('due_at')}, 'infinity')`, utcText('created_at'), 'id'],
    types: ['timestamptz', 'timestamptz', 'uuid'],
    keyset: z.tuple([z.union([instant, z.literal('infinity')]), instant, id]),
    start: ['-infinity', '-infinity', FIRST_ID],
  },
  newest: {
    by: 'created_at, id',
    indexed: false,
    after: '<',
    keys: [utcText('created_at'), 'id'],
    types: ['timestamptz', 'uuid'],
    keyset: z.tuple([instant, id]),
    start: ['infinity', LAST_ID],
  },
};

/** A statement for one reader, which needs no merging, and one for who stands in for others too. */
type Readers = 'one' | 'many';
const READERS: Readonly<Record<Readers, string>> = { one: '', many: `${READING}, ` };

const counts = (of: string): string => `
      SELECT count(*) FILTER (WHERE needs = 'action') AS action,
        count(*) FILTER (WHERE needs = 'action' AND due_at < $4) AS overdue,
        count(*) FILTER (WHERE needs = 'action' AND due_at >= $4 AND due_at < (SELECT tomorrow FROM days)) AS today,
        count(*) FILTER (WHERE needs = 'information') AS information
      FROM inbox.task WHERE closed_at IS NULL AND ${of}`;
/** The reader's own tasks are counted by the index task_open alone; of others' their steps are asked for too. */
const COUNTED: Readonly<Record<Readers, string>> = {
  one: `(${counts('employee_id = $1::uuid')}) one`,
  many: `reading CROSS JOIN LATERAL (${counts('reading.holder IS NULL AND employee_id = reading.employee')}
      UNION ALL ${counts(`reading.holder IS NOT NULL AND ${SEEN}`)}) one`,
};

/**
 * The page is ready JSON when it leaves PostgreSQL. The tasks of each of many readers are read in the order of the list
 * and then merged. Not narrowed and by term, both reads go by the index task_open, the counts of one reader by it alone.
 * Parameters: the reader, or all readings, needs, limit, now; the keyset after which the page starts; the filters, where it is
 * narrowed.
 */
function pageText(order: InboxOrder, isNarrowed: boolean, readers: Readers): string {
  const { by, indexed, after, keys, types } = SORTINGS[order];
  const keyset = types.map((type, place) => `$${5 + place}::${type}`).join(', ');
  const sorted = after === '>' ? by : by.replaceAll(',', ' DESC,').concat(' DESC');
  const met = `needs = $2 AND closed_at IS NULL AND (${by}) ${after} (${keyset})
        ${isNarrowed ? `AND ${narrowed(5 + types.length)}` : ''}`;
  const ofOne = `inbox.task WHERE employee_id = $1::uuid AND ${met}`;
  const tasks = {
    // What is to be sorted is sorted by its keys alone, which the index holds; then the few rows are read.
    one: indexed
      ? ofOne
      : `(SELECT id AS first_id FROM ${ofOne} ORDER BY ${sorted} LIMIT $3::int + 1) first
        JOIN inbox.task ON task.id = first_id`,
    many: `reading CROSS JOIN LATERAL (
        SELECT ${COLUMNS} FROM inbox.task WHERE ${SEEN} AND ${met}
        ORDER BY ${sorted} LIMIT $3::int + 1) task`,
  };
  return `
  WITH days AS MATERIALIZED (${days('$4')}
  ), ${READERS[readers]}page AS MATERIALIZED (
    SELECT ${COLUMNS}, ${readers === 'one' ? 'NULL::jsonb AS holder' : 'holder'}, row_number() OVER (ORDER BY ${sorted}) AS place
    FROM ${tasks[readers]}
    ORDER BY ${sorted}
    LIMIT $3::int + 1
  ), counted AS (
    SELECT sum(action)::int AS action, sum(overdue)::int AS overdue, sum(today)::int AS today,
      sum(information)::int AS information
    FROM ${COUNTED[readers]}
  )
  SELECT
    (SELECT coalesce(json_agg(json_build_object(${ITEM}, 'onBehalfOf', holder) ORDER BY place) FILTER (WHERE place <= $3), '[]')::text
      FROM page) AS items,
    (SELECT row_to_json(counted)::text FROM counted) AS counts,
    (SELECT json_build_array(${keys.join(', ')})
      FROM page WHERE place = $3 AND EXISTS (SELECT FROM page WHERE place > $3)) AS last`;
}

const textsFor = (order: InboxOrder, isNarrowed: boolean): Readonly<Record<Readers, string>> => ({
  one: pageText(order, isNarrowed, 'one'),
  many: pageText(order, isNarrowed, 'many'),
});
const textsOf = (order: InboxOrder) => ({ whole: textsFor(order, false), narrowed: textsFor(order, true) });
export const PAGES = { term: textsOf('term'), newest: textsOf('newest') };

/** Parameters before those of a filter: readings, needs, now, words. */
const BEFORE_FILTERS = 4;
const metBut = (own?: Facet) =>
  FACET_NAMES.filter((facet) => facet !== own)
    .map((facet) => `meets_${facet}`)
    .join(' AND ');

/** The values of a filter, each with how many tasks have it that meet all the others. */
function counted(facet: Facet, more = ''): string {
  const of = `of_${facet}`;
  return `'${facet}', (SELECT coalesce(json_agg(json_build_object('value', ${of}, ${more}'count', count)
      ORDER BY count DESC, ${of}), '[]')
    FROM (SELECT ${of}, sum(count)::int AS count, any_value(sample) AS sample FROM met
          WHERE ${metBut(facet)} AND ${of} IS NOT NULL GROUP BY ${of}) counted)`;
}

/** Tasks are counted once by all that they are filtered by, and the few sums then for each filter. */
const FILTERS = `
  WITH days AS MATERIALIZED (${days('$3')}
  ), ${READING}, cube AS MATERIALIZED (
    SELECT ${FACET_NAMES.map((facet) => `of_${facet}`).join(', ')}, count(*) AS count, any_value(id) AS sample
    FROM (SELECT id, ${FACET_NAMES.map((facet) => `${FACETS[facet].of} AS of_${facet}`).join(', ')}
          FROM reading JOIN inbox.task ON ${SEEN}
          WHERE closed_at IS NULL AND needs = $2 AND ${searched('$4')}) task
    GROUP BY ${FACET_NAMES.map((_, place) => place + 1).join(', ')}
  ), met AS MATERIALIZED (
    SELECT *, ${FACET_NAMES.map((facet, place) => {
      const asked = `$${BEFORE_FILTERS + 1 + place}::${FACETS[facet].type}`;
      return `(${asked} IS NULL OR of_${facet} IS NOT DISTINCT FROM ${asked}) AS meets_${facet}`;
    }).join(', ')} FROM cube
  )
  SELECT json_build_object('total', (SELECT coalesce(sum(count), 0)::int FROM met WHERE ${metBut()}),
    ${FACET_NAMES.map((facet) =>
      facet === 'bodyId'
        ? counted(facet, `'name', (SELECT body_name FROM inbox.task WHERE id = sample), `)
        : counted(facet),
    ).join(',\n    ')})::text AS filters`;

/** Parameters: readings, the thing. */
const ABOUT = `
  WITH ${READING}
  SELECT json_build_object('items', coalesce(json_agg(json_build_object(${ITEM}, 'onBehalfOf', holder)
    ORDER BY ${SORTINGS.term.by}), '[]'))::text AS about
  FROM reading JOIN inbox.task ON ${SEEN} WHERE subject_id = $2 AND needs = 'action' AND closed_at IS NULL`;

interface PageRow {
  items: string;
  counts: string;
  last: readonly string[] | null;
}

/** The open tasks of readers: of one employee, or of those too in whose stead he acts. */
@Injectable()
export class InboxQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * What waits for the reader, in the order that is asked for; what is asked of those in whose stead he acts with it, but
   * not what they are only told. @returns the JSON text of an `inboxPage`
   */
  async page(actor: Reader, query: InboxQuery): Promise<string> {
    const { needs, cursor, limit, order, ...narrowing } = query;
    const { keyset, start } = SORTINGS[order];
    const after = decodeCursor(cursor, keyset) ?? start;
    const [who, whose] = readersOf(actor);
    const values = [whose, needs, limit, this.clock.now(), ...after];
    const { whole, narrowed: met } = PAGES[order];
    // A filter that is not asked for costs nothing in a plan that knows it.
    const [row] = narrows(narrowing)
      ? await this.sql.rowsPlannedAnew<PageRow>(met[who], [...values, ...valuesOf(narrowing)])
      : await this.sql.rows<PageRow>(whole[who], values);
    if (!row) throw new Error('The page of the inbox was not returned.');
    const nextCursor = JSON.stringify(row.last && encodeCursor(row.last));
    return `{"items":${row.items},"nextCursor":${nextCursor},"counts":${row.counts}}`;
  }

  /** What is asked of the reader about one thing, for its own page. @returns the JSON text of `inboxAbout` */
  async about(actor: Reader, subjectId: string): Promise<string> {
    const [row] = await this.sql.rows<{ about: string }>(ABOUT, [readingsOf(actor), subjectId]);
    if (!row) throw new Error('What is asked about a thing was not returned.');
    return row.about;
  }

  /** What the list of the reader can be narrowed to. @returns the JSON text of `inboxFilters` */
  async filters(actor: Reader, { needs, ...narrowing }: InboxNarrowing): Promise<string> {
    const values = [readingsOf(actor), needs, this.clock.now(), ...valuesOf(narrowing)];
    const [row] = await this.sql.rowsPlannedAnew<{ filters: string }>(FILTERS, values);
    if (!row) throw new Error('The filters of the inbox were not returned.');
    return row.filters;
  }
}

/** The statement for the actor, and its first parameter. */
function readersOf(actor: Reader): [Readers, string] {
  return actor.standsInFor.length === 0 ? ['one', actor.employeeId] : ['many', readingsOf(actor)];
}

/** Whose tasks the actor sees: his own in all rooms, others' in those that were delegated to him. */
export function readingsOf({ employeeId, standsInFor }: Reader): string {
  const others = standsInFor.map(({ employeeId: employee, rooms, fullName, shortName }) => ({
    employee,
    rooms: rooms ?? DELEGATED_ROOMS,
    holder: { id: employee, fullName, shortName },
  }));
  const readings = [{ employee: employeeId, rooms: null, holder: null }, ...others];
  return JSON.stringify(readings.map((reading, place) => ({ place, ...reading })));
}
