import type pg from 'pg';
import type { VersionState } from '#contracts';
import { COPY_OF, type CopiedTable, copyRows, numbered, PACE } from './copies.js';
import { sequence } from './sequence.js';

/** As many acts are in work at a time; what is older has come to its end, and lies in the archive but for a few. */
const IN_WORK = 10_000;
/** Where acts stand, in parts of a hundred: those of the last time, and the older ones. */
const SHARES: Readonly<Record<'recent' | 'older', Partial<Record<VersionState, number>>>> = {
  recent: {
    accepted: 60,
    agreed: 17,
    with_remarks: 8,
    at_bodies: 8,
    units: 3,
    office_returned: 2,
    withdrawn: 2,
  },
  older: { accepted: 90, withdrawn: 10 },
};
/** Each act is open to some of so many people, each of whom reads few. */
const PEOPLE = 100_000;
/** One act in so many is of the demo's own bodies; the others are of worlds like it, with people and bodies of their own. */
const OWN = 10;
const WORLDS = 97;
/** Acts that the reader of few may read, however many there are. */
const FEW = 100;
/** One open step in so many is late. */
const LATE = 50;
const VOCABULARY = 20_000;
/** Texts that differ, each of so many words; acts share them, as the next has the one after. */
const TEXTS = 5_000;
const WORDS_OF_TEXT = 40;

/** Who reads the acts that are made. */
export interface ManyActsReaders {
  /** The one body that every act goes to: its id stays what it is in all worlds. */
  readonly bodyOfAll: string;
  /** Somebody who is let into few acts, one by one. */
  readonly few: string;
}

/** The same uuid in another world; world 0 is the demo's. */
const OF_WORLD = `
  CREATE FUNCTION pg_temp.of_world(id uuid, world int, same uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN world = 0 OR id = same THEN id ELSE md5(id::text || world)::uuid END $$`;

/** A number from 0 to below `of`, of a copy's own, and another for each purpose. */
const lot = (purpose: number, of: string | number) =>
  `((hashint4extended(copy, ${purpose}) & 2147483647) % ${of})`;

const COPIES = `
  CREATE TEMPORARY TABLE copies AS
  SELECT template.act_id, template.state, copy, copy * interval '${PACE} minutes' AS age, worlds.*,
    ${lot(1, `($1 / ${FEW})`)} = 0 AS is_few, ${lot(2, LATE)} = 0 AS is_late
  FROM generate_series(1, $1::int) copy
  JOIN unnest($2::uuid[], $3::int[], $4::int[], $5::text[], $6::boolean[]) template (act_id, first, last, state, recent)
    ON recent = (copy <= ${IN_WORK}) AND ${lot(3, 100)} BETWEEN first AND last
  CROSS JOIN LATERAL (SELECT CASE WHEN ${lot(4, OWN)} = 0 THEN 0 ELSE 1 + ${lot(5, WORLDS)} END AS number) world
  JOIN worlds ON worlds.template_id = template.act_id AND worlds.world = world.number`;
/** Of each template, once: a million acts only look it up. */
const WORLD_TABLE = `
  CREATE TEMPORARY TABLE worlds AS
  SELECT act.id AS template_id, world, $1::uuid AS same, $2::uuid AS few,
    ARRAY(SELECT pg_temp.of_world(scope, world, $1) FROM unnest(act.scopes) scope) AS scopes,
    pg_temp.of_world(act.initiator_id, world, $1) AS initiator_id,
    pg_temp.of_world(act.developer_body_id, world, $1) AS developer_body_id
  FROM agreements.draft_act act, generate_series(0, ${WORLDS}) world`;

const ID = 'pg_temp.copy_of(row.id, copy)';
/** A word of each title, and no figure: by one of those the number is sought. */
const OWN_WORD = "translate(copy::text, '0123456789', 'абвгдежзик')";
const OWN_FILE = "encode(sha256((copy || row.id::text)::bytea), 'hex')";

/** What lists read: steps that are decided, reviews that are over, tasks and the record are not among it. */
const TABLES: readonly CopiedTable[] = [
  {
    table: 'agreements.draft_act',
    of: 'row.id = act_id',
    changes: {
      id: ID,
      number: numbered('row.number'),
      number_seq: 'CASE WHEN row.number_seq IS NULL THEN NULL ELSE copy + 1000 END',
      title: `row.title || ' ' || ${OWN_WORD}`,
      public_title: `row.public_title || ' ' || ${OWN_WORD}`,
      created_at: 'row.created_at - age',
      updated_at: 'row.updated_at - age',
      scopes: `copies.scopes || ${[6, 7, 8].map((purpose) => `md5('person' || ${lot(purpose, PEOPLE)})::uuid`).join(' || ')}
        || CASE WHEN is_few THEN ARRAY[copies.few] ELSE '{}' END`,
      initiator_id: 'copies.initiator_id',
      developer_body_id: 'copies.developer_body_id',
      archived_at: "CASE WHEN row.state = 'accepted' THEN row.updated_at - age END",
    },
  },
  {
    table: 'agreements.act_version',
    of: 'row.act_id = copies.act_id',
    changes: {
      id: ID,
      act_id: 'pg_temp.copy_of(row.act_id, copy)',
      title: `row.title || ' ' || ${OWN_WORD}`,
      created_at: 'row.created_at - age',
      dispatched_at: 'row.dispatched_at - age',
      settled_at: 'row.settled_at - age',
      files: `jsonb_set(row.files, '{0,sha256}', to_jsonb(${OWN_FILE}))`,
      search_words: `row.search_words || array_to_tsvector(ARRAY[${OWN_WORD}])`,
      sheet_code: 'NULL',
    },
  },
  {
    table: 'agreements.review',
    via: `JOIN agreements.act_version version ON version.act_id = copies.act_id
      AND copies.state IN ('at_bodies', 'with_remarks')`,
    of: 'row.version_id = version.id',
    changes: {
      id: ID,
      version_id: 'pg_temp.copy_of(row.version_id, copy)',
      body_id: 'pg_temp.of_world(row.body_id, world, same)',
      arrived_at: 'row.arrived_at - age',
      due_at: `CASE WHEN row.state <> 'settled' AND is_late THEN now() - interval '1 day' ELSE row.due_at END`,
    },
  },
  {
    table: 'agreements.route_step',
    of: "row.act_id = copies.act_id AND row.state = 'open'",
    changes: {
      id: ID,
      act_id: 'pg_temp.copy_of(row.act_id, copy)',
      version_id: 'pg_temp.copy_of(row.version_id, copy)',
      body_id: 'pg_temp.of_world(row.body_id, world, same)',
      review_id: 'pg_temp.copy_of(row.review_id, copy)',
      assignee_ids: 'ARRAY(SELECT pg_temp.of_world(id, world, same) FROM unnest(row.assignee_ids) id)',
      created_at: 'row.created_at - age',
      due_at: `CASE WHEN is_late THEN now() - interval '1 day' ELSE row.due_at END`,
    },
  },
  {
    table: 'agreements.remark',
    of: 'row.act_id = copies.act_id',
    changes: {
      id: ID,
      act_id: 'pg_temp.copy_of(row.act_id, copy)',
      version_id: 'pg_temp.copy_of(row.version_id, copy)',
      review_id: 'pg_temp.copy_of(row.review_id, copy)',
      created_at: 'row.created_at - age',
    },
  },
];

/**
 * Makes a country's lists out of the demo's acts: `acts` of them, of bodies and people of which most are not the reader's.
 * Only what lists read is made, and their indexes are built when all rows are there.
 */
export async function makeManyActs(
  client: pg.Client,
  acts: number,
  { bodyOfAll, few }: ManyActsReaders,
): Promise<void> {
  const { rows: templates } = await client.query<{ id: string; state: VersionState }>(
    `SELECT DISTINCT ON (state) id, state FROM agreements.draft_act
     WHERE NOT official_use AND ordinal < 2 ORDER BY state, id`,
  );
  const shares = Object.entries(SHARES).flatMap(([age, parts]) => {
    let first = 0;
    return Object.entries(parts).map(([state, share]) => {
      const template = templates.find((one) => one.state === state);
      if (!template) throw new Error(`There is no act in the state ${state} to copy.`);
      const from = first;
      first += share;
      return { id: template.id, state, from, to: first - 1, recent: age === 'recent' };
    });
  });
  await client.query("SET maintenance_work_mem = '512MB'");
  await client.query('SET synchronous_commit = off');
  // The rows are right by their making; asking for each whether what it refers to is there takes longer than all else.
  await client.query("SET session_replication_role = 'replica'");
  for (const text of [COPY_OF, OF_WORLD]) await client.query(text);
  await client.query(TEXT_TABLE, [JSON.stringify(texts())]);
  await client.query(WORLD_TABLE, [bodyOfAll, few]);
  await client.query(COPIES, [
    acts,
    shares.map(({ id }) => id),
    shares.map(({ from }) => from),
    shares.map(({ to }) => to),
    shares.map(({ state }) => state),
    shares.map(({ recent }) => recent),
  ]);
  await client.query('ANALYZE copies');
  const indexes = await takeIndexes(client, [...TABLES.map(({ table }) => table), 'agreements.file_words']);
  for (const table of TABLES) await copyRows(client, table);
  await client.query(
    `INSERT INTO agreements.file_words (sha256, words)
     SELECT ${OWN_FILE}, words FROM copies JOIN agreements.act_version row ON row.act_id = copies.act_id
     JOIN texts ON texts.place = copy % ${TEXTS}`,
  );
  for (const index of indexes) await client.query(index);
  await client.query('VACUUM ANALYZE');
}

/** Drops the indexes that hold nothing up but speed. @returns how they are made again */
async function takeIndexes(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

const TEXT_TABLE = `
  CREATE TEMPORARY TABLE texts AS
  SELECT place - 1 AS place, array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(words))) AS words
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY text (words, place)`;

const SYLLABLES = 'ba be bi bo ka ke ki ko la le li lo ma me mi mo'.split(' ');

/** The word of a number, as words are folded to be found. */
export function wordOf(number: number): string {
  return [12, 8, 4, 0].map((bits) => SYLLABLES[(number >> bits) & 15]).join('');
}

/** Sets of words of which a few are common and most are rare: as of natural texts. */
function texts(): string[][] {
  const random = sequence(1);
  const rank = () => Math.floor(VOCABULARY * random() ** 3);
  return Array.from({ length: TEXTS }, () => [
    ...new Set(Array.from({ length: WORDS_OF_TEXT }, () => wordOf(rank()))),
  ]);
}
