import type pg from 'pg';
import type { VersionState } from '#contracts';

/** Where the acts of a portal that has been used for some time stand: parts of a hundred, by the newest version's state. */
const SHARES: Partial<Record<VersionState, number>> = {
  agreed: 80,
  with_remarks: 7,
  at_bodies: 4,
  head_signature: 6,
  units: 1,
  draft: 2,
};

/** Minutes between two acts. */
const PACE = 5;
/** News about older acts have been read. */
const UNREAD_ACTS = 200;

/** The id of a copy: made earlier by the age of its act, so that the rows of an act keep the order of their making. */
const COPY_OF = `
  CREATE FUNCTION pg_temp.copy_of(id uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT overlay(overlay(overlay(md5(id::text || copy) PLACING lpad(to_hex(
        ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - copy * ${PACE * 60_000}::bigint
      ), 12, '0') FROM 1) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid $$`;

/** `act` is copied as often as `copies` says: each copy has a number of its own, `copy`, and was made earlier by `age`. */
const COPIES = `
  CREATE TEMPORARY TABLE copies AS
  SELECT act.id AS act_id, copy, copy * interval '${PACE} minutes' AS age
  FROM unnest($1::uuid[], $2::int[], $3::int[]) AS act (id, first, last), generate_series(act.first, act.last) copy`;

/** A number of the copy's own, with the mark of its version. */
const numbered = (number: string) => `regexp_replace(${number}, '-\\d+(/|$)', '-' || (copy + 1000) || '\\1')`;

interface CopiedTable {
  readonly table: string;
  /** Which of its rows belong to the act. */
  readonly of: string;
  /** Columns that differ in a copy; all others are copied as they are. */
  readonly changes: Readonly<Record<string, string>>;
}

// The record, and the signatures of acts that are settled, are left out: nothing that is measured reads them.
const TABLES: readonly CopiedTable[] = [
  {
    table: 'agreements.draft_act',
    of: 'row.id = act_id',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      number: numbered('row.number'),
      number_seq: 'CASE WHEN row.number_seq IS NULL THEN NULL ELSE copy + 1000 END',
      title: "row.title || ' № ' || copy",
      public_title: "row.public_title || ' № ' || copy",
      created_at: 'row.created_at - age',
      updated_at: 'row.updated_at - age',
    },
  },
  {
    table: 'agreements.act_version',
    of: 'row.act_id = copies.act_id',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      act_id: 'pg_temp.copy_of(row.act_id, copy)',
      title: "row.title || ' № ' || copy",
      created_at: 'row.created_at - age',
      dispatched_at: 'row.dispatched_at - age',
      settled_at: 'row.settled_at - age',
    },
  },
  {
    table: 'agreements.review',
    of: 'row.version_id IN (SELECT id FROM agreements.act_version version WHERE version.act_id = copies.act_id)',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      version_id: 'pg_temp.copy_of(row.version_id, copy)',
      arrived_at: 'row.arrived_at - age',
    },
  },
  {
    table: 'agreements.route_step',
    of: 'row.act_id = copies.act_id',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      act_id: 'pg_temp.copy_of(row.act_id, copy)',
      version_id: 'pg_temp.copy_of(row.version_id, copy)',
      review_id: 'pg_temp.copy_of(row.review_id, copy)',
      created_at: 'row.created_at - age',
      due_at: "row.due_at + copy % 10 * interval '1 day'",
      decided_at: 'row.decided_at - age',
    },
  },
  {
    table: 'inbox.task',
    of: 'row.subject_id = act_id',
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      key: 'pg_temp.copy_of(row.key, copy)',
      subject_id: 'pg_temp.copy_of(row.subject_id, copy)',
      title: "row.title || ' № ' || copy",
      number: numbered('row.number'),
      created_at: 'row.created_at - age',
      due_at: "row.due_at + copy % 10 * interval '1 day'",
      closed_at: `coalesce(row.closed_at,
        CASE WHEN row.needs = 'information' AND copy > ${UNREAD_ACTS} THEN row.created_at END)`,
    },
  },
  {
    table: 'signing.signature',
    of: `row.subject_id = act_id AND act_id IN (SELECT id FROM agreements.draft_act WHERE state = 'head_signature')`,
    changes: {
      id: 'pg_temp.copy_of(row.id, copy)',
      subject_id: 'pg_temp.copy_of(row.subject_id, copy)',
      step_id: 'pg_temp.copy_of(row.step_id, copy)',
      signed_at: 'row.signed_at - age',
    },
  },
  {
    table: 'kernel.audit_head',
    of: 'row.subject_id = act_id',
    changes: { subject_id: 'pg_temp.copy_of(row.subject_id, copy)' },
  },
];

/**
 * Makes a portal that has been used for months out of a few acts that were made by its own addresses: copies them, with
 * everything that belongs to them, until there are `acts` of them. Each state needs an act to copy.
 */
export async function multiplyActs(client: pg.Client, acts: number): Promise<void> {
  const { rows: templates } = await client.query<{ id: string; state: VersionState }>(
    'SELECT DISTINCT ON (state) id, state FROM agreements.draft_act ORDER BY state, id',
  );
  await client.query(COPY_OF);
  const shares = Object.entries(SHARES).map(([state, share]) => {
    const template = templates.find((one) => one.state === state);
    if (!template) throw new Error(`There is no act in the state ${state} to copy.`);
    return { id: template.id, copies: Math.round((acts * share) / 100) };
  });
  const lasts = shares.map((_, index) =>
    shares.slice(0, index + 1).reduce((sum, { copies }) => sum + copies, 0),
  );
  await client.query(COPIES, [
    shares.map(({ id }) => id),
    shares.map(({ copies }, index) => (lasts[index] ?? 0) - copies + 1),
    lasts,
  ]);
  for (const table of TABLES) await copyRows(client, table);
  await client.query('UPDATE agreements.number_counter SET last = $1', [acts + 1000]);
  await client.query('VACUUM ANALYZE');
}

async function copyRows(client: pg.Client, { table, of, changes }: CopiedTable): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const values = columns.map((column) => changes[column] ?? `row.${column}`);
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${values.join(', ')} FROM copies JOIN ${table} row ON ${of}`,
  );
}
