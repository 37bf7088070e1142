import type pg from 'pg';

/** Minutes between two acts. */
export const PACE = 5;

/** The id of a copy: made earlier by the age of its act, so that the rows of an act keep the order of their making. */
export const COPY_OF = `
  CREATE FUNCTION pg_temp.copy_of(id uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT overlay(overlay(overlay(md5(id::text || copy) PLACING lpad(to_hex(
        ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - copy * ${PACE * 60_000}::bigint
      ), 12, '0') FROM 1) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid $$`;

/** `act` is copied as often as `copies` says: each copy has a number of its own, `copy`, and was made earlier by `age`. */
export const COPIES = `
  CREATE TEMPORARY TABLE copies AS
  SELECT act.id AS act_id, copy, copy * interval '${PACE} minutes' AS age
  FROM unnest($1::uuid[], $2::int[], $3::int[]) AS act (id, first, last), generate_series(act.first, act.last) copy`;

/** A number of the copy's own, with the mark of its version. */
export const numbered = (number: string) =>
  `regexp_replace(${number}, '-\\d+(/|$)', '-' || (copy + 1000) || '\\1')`;

export interface CopiedTable {
  readonly table: string;
  /** Joins through which its rows are found, where they do not name the act. */
  readonly via?: string;
  /** Which of its rows belong to the act. */
  readonly of: string;
  /** Columns that differ in a copy; all others are copied as they are. */
  readonly changes: Readonly<Record<string, string>>;
}

/** Copies the rows of one table, of all acts that `copies` names. */
export async function copyRows(
  client: pg.Client,
  { table, via = '', of, changes }: CopiedTable,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const values = columns.map((column) => changes[column] ?? `row.${column}`);
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${values.join(', ')} FROM copies ${via} JOIN ${table} row ON ${of}`,
  );
}
