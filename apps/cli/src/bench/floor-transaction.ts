import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { FloorReader } from './floor-reads.js';

/** A statement of the open transaction, prepared under this name. */
export type Run = <Row>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

export async function inTransaction<T>(pool: pg.Pool, work: (run: Run) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(
      async <Row>(name: string, text: string, values: unknown[]) =>
        (await client.query({ name, text, values })).rows as Row[],
    );
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** The one row that a statement must give. */
export async function one<Row>(run: Run, name: string, text: string, values: unknown[]): Promise<Row> {
  const [row] = await run<Row>(name, text, values);
  if (!row) throw new Error(`${name} found no row`);
  return row;
}

/** Entries of the record, chained as the portal chains them. */
export async function record(
  run: Run,
  subjectId: string,
  reader: FloorReader,
  actions: string[],
): Promise<void> {
  const head = await one<{ seq: number; hash: Buffer }>(
    run,
    'head',
    `INSERT INTO kernel.audit_head AS head (subject_id, seq, hash) VALUES ($1, $2, $3)
     ON CONFLICT (subject_id) DO UPDATE SET seq = head.seq + $2 RETURNING seq, hash`,
    [subjectId, actions.length, Buffer.alloc(32)],
  );
  const at = new Date();
  let previous = head.hash;
  const contents = actions.map((action) => {
    const content = JSON.stringify({
      action,
      at,
      bodyId: reader.body.id,
      data: { by: reader.person, ordinal: 0 },
      employeeId: reader.person.id,
      previous: previous.toString('hex'),
      subjectId,
      subjectType: 'draft_act',
    });
    previous = sha256(Buffer.from(content));
    return { action, content, hash: previous };
  });
  await run(
    'entries',
    `WITH moved AS (UPDATE kernel.audit_head SET hash = $9 WHERE subject_id = $1)
     INSERT INTO kernel.audit_entry
       (subject_id, seq, subject_type, at, action, employee_id, body_id, record_body_id, content, hash)
     SELECT $1, $2 + place, 'draft_act', $3, action, $4, $5, $5, content, hash
     FROM unnest($6::text[], $7::text[], $8::bytea[]) WITH ORDINALITY AS entry (action, content, hash, place)`,
    [
      subjectId,
      head.seq - actions.length,
      at,
      reader.person.id,
      reader.body.id,
      contents.map(({ action }) => action),
      contents.map(({ content }) => content),
      contents.map(({ hash }) => hash),
      previous,
    ],
  );
}

/** Live events, one for each list of scopes. */
export async function tell(
  run: Run,
  topic: string,
  subjectId: string | null,
  scopes: readonly (readonly string[])[],
): Promise<void> {
  await run(
    'tell',
    `WITH event AS (
       INSERT INTO kernel.live_event (at, topic, subject_id, scopes)
       SELECT now(), $1, $2, ARRAY(SELECT jsonb_array_elements_text(scopes)::uuid)
       FROM unnest($3::jsonb[]) scopes RETURNING id)
     SELECT pg_notify('kelisim_live', id::text) FROM event`,
    [topic, subjectId, scopes.map((one) => JSON.stringify(one))],
  );
}

export function sha256(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
