import type { ClientBase } from 'pg';

/** The act that the card is measured by: as the largest of practice, and beyond. */
export const LARGE = { bodies: 30, versions: 6, remarks: 400, signatures: 200 } as const;

/** Of each body of a version; the newest has half of all. */
const REMARKS_OF_BODY = `CASE WHEN reviews.ordinal = ${LARGE.versions - 1} THEN 6 + (reviews.place <= 20)::int
  ELSE 1 + (reviews.place <= 10)::int END`;
/** Officials who sign beside the head, in each of the older versions but one. */
const CO_SIGNERS = 2;

/** The same id once more for each name: of the same time, so that the order of the rows of an act stays. */
const NTH = `
  CREATE FUNCTION pg_temp.nth(id uuid, name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT overlay(overlay(overlay(md5(id::text || name) PLACING left(replace(id::text, '-', ''), 12) FROM 1)
      PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid $$;
  CREATE FUNCTION pg_temp.nth_signature(signature jsonb, name text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT signature || jsonb_build_object('id', pg_temp.nth((signature ->> 'id')::uuid, name)) $$`;

/** The act with remarks that all comes from, with its one version; $1 its id. */
const PLACES = `
  CREATE TEMPORARY TABLE versions AS
  SELECT row.id AS template, nth.ordinal, pg_temp.nth(row.id, 'v' || nth.ordinal) AS id,
    pg_temp.nth(row.act_id, 'large') AS act_id
  FROM agreements.act_version row, generate_series(0, ${LARGE.versions - 1}) nth (ordinal) WHERE row.act_id = $1;
  CREATE TEMPORARY TABLE reviews AS
  SELECT row.id AS template, versions.id AS version_id, act_id, ordinal, nth.place, 'v' || ordinal || 'b' || nth.place AS name,
    pg_temp.nth(row.id, 'v' || ordinal || 'b' || nth.place) AS id, pg_temp.nth(row.body_id, 'b' || nth.place) AS body_id,
    jsonb_set(row.body, '{id}', to_jsonb(pg_temp.nth(row.body_id, 'b' || nth.place))) AS body
  FROM versions JOIN agreements.review row ON row.version_id = versions.template AND row.outcome = 'with_remarks',
    generate_series(1, ${LARGE.bodies}) nth (place);
  CREATE TEMPORARY TABLE remarks AS
  SELECT reviews.*, number, row.id AS remark, pg_temp.nth(row.id, name || 'n' || number) AS remark_id
  FROM reviews JOIN agreements.remark row ON row.review_id = reviews.template,
    generate_series(1, ${REMARKS_OF_BODY}) number`;

interface Made {
  readonly table: string;
  readonly from: string;
  readonly changes: Readonly<Record<string, string>>;
}

const SIGNED = (name: string) => `pg_temp.nth_signature(row.signature, ${name})`;

const ROWS: readonly Made[] = [
  {
    table: 'agreements.draft_act',
    from: `agreements.draft_act row JOIN versions ON versions.ordinal = ${LARGE.versions - 1}
      AND row.id = (SELECT act_id FROM agreements.act_version WHERE id = template)`,
    changes: {
      id: 'versions.act_id',
      number_seq: 'row.number_seq + 500',
      number: "regexp_replace(row.number, '-\\d+$', '-' || (row.number_seq + 500))",
      ordinal: 'versions.ordinal',
      public_ordinal: 'versions.ordinal',
    },
  },
  {
    table: 'agreements.act_version',
    from: 'versions JOIN agreements.act_version row ON row.id = template',
    changes: {
      id: 'versions.id',
      act_id: 'versions.act_id',
      ordinal: 'versions.ordinal',
      state: `CASE WHEN versions.ordinal = ${LARGE.versions - 1} THEN row.state ELSE 'superseded' END`,
      approving_bodies: `(SELECT jsonb_agg(reviews.body ORDER BY reviews.place) FROM reviews
        WHERE reviews.version_id = versions.id)`,
      sheet_code: 'NULL',
    },
  },
  {
    table: 'agreements.review',
    from: 'reviews JOIN agreements.review row ON row.id = template',
    changes: {
      id: 'reviews.id',
      version_id: 'reviews.version_id',
      place: 'reviews.place',
      body_id: 'reviews.body_id',
      body: 'reviews.body',
      signature: SIGNED('name'),
      remarks: `(SELECT jsonb_agg(row.remarks -> 0 || jsonb_build_object('id', remark_id, 'ordinal', number)
        ORDER BY number) FROM remarks WHERE remarks.id = reviews.id)`,
    },
  },
  {
    table: 'agreements.route_step',
    from: 'reviews JOIN agreements.route_step row ON row.review_id = template',
    changes: {
      id: 'pg_temp.nth(row.id, name)',
      act_id: 'reviews.act_id',
      version_id: 'reviews.version_id',
      body_id: 'reviews.body_id',
      review_id: 'reviews.id',
      signature: SIGNED('name'),
    },
  },
  {
    table: 'agreements.route_step',
    from: `versions JOIN agreements.route_step row ON row.version_id = template AND row.review_id IS NULL
      CROSS JOIN generate_series(0, CASE WHEN row.kind = 'developer_signature'
        AND versions.ordinal < ${LARGE.versions - 2} THEN ${CO_SIGNERS} ELSE 0 END) signer`,
    changes: {
      id: "pg_temp.nth(row.id, 'v' || ordinal || 's' || signer)",
      act_id: 'versions.act_id',
      version_id: 'versions.id',
      kind: "CASE WHEN signer = 0 THEN row.kind ELSE 'co_signature' END",
      plan_key: "CASE WHEN signer = 0 THEN row.plan_key ELSE row.plan_key || ':' || signer END",
      signature: SIGNED("'v' || ordinal || 's' || signer"),
    },
  },
  {
    table: 'agreements.remark',
    from: 'remarks JOIN agreements.remark row ON row.id = remark',
    changes: {
      id: 'remarks.remark_id',
      act_id: 'remarks.act_id',
      version_id: 'remarks.version_id',
      review_id: 'remarks.id',
      step_id: 'pg_temp.nth(row.step_id, name)',
      ordinal: 'remarks.number',
    },
  },
  {
    table: 'signing.signature',
    from: `agreements.route_step step JOIN versions ON versions.id = step.version_id
      JOIN agreements.route_step origin ON origin.version_id = template AND origin.signature IS NOT NULL
        AND origin.signature - 'id' = step.signature - 'id'
      JOIN signing.signature row ON row.step_id = origin.id`,
    changes: {
      id: "(step.signature ->> 'id')::uuid",
      subject_id: 'step.act_id',
      step_id: 'step.id',
    },
  },
  {
    table: 'kernel.audit_entry',
    from: `versions JOIN kernel.audit_entry row
      ON row.subject_id = (SELECT act_id FROM agreements.act_version WHERE id = template)
      CROSS JOIN generate_series(1, ${LARGE.bodies} / 2) place`,
    changes: {
      subject_id: 'versions.act_id',
      seq: `row_number() OVER (ORDER BY ordinal, place, row.seq)`,
    },
  },
];

/**
 * Makes one act of `LARGE` size out of the demo's act with remarks: all its rows, with signatures that hold and remarks that
 * wait for answers; its record is as long as such an act would have (the template has two bodies), but not chained.
 * @returns its id, and that of the act that it was made of
 */
export async function makeLargeAct(client: ClientBase): Promise<{ id: string; template: string }> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM agreements.draft_act WHERE state = 'with_remarks' AND ordinal = 0 ORDER BY id LIMIT 1`,
  );
  const template = rows[0]?.id;
  if (!template) throw new Error('There is no act with remarks to copy.');
  await client.query(NTH);
  for (const text of PLACES.split(';')) await client.query(text.replace('$1', `'${template}'`));
  for (const one of ROWS) await insert(client, one);
  const made = await client.query<{ id: string }>('SELECT act_id AS id FROM versions LIMIT 1');
  return { id: made.rows[0]?.id ?? '', template };
}

async function insert(client: ClientBase, { table, from, changes }: Made): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  const values = rows.map(({ name }) => changes[name] ?? `row.${name}`);
  await client.query(
    `INSERT INTO ${table} (${rows.map(({ name }) => name).join(', ')}) SELECT ${values.join(', ')} FROM ${from}`,
  );
}
