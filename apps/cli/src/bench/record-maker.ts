import { Logger } from '@nestjs/common';
import type pg from 'pg';
import {
  AuditAnchors,
  buildDataSource,
  Clock,
  Housekeeping,
  kernelPersistence,
  migrate,
  Sql,
  Tx,
} from '#kernel';

/** Acts on each document. */
const ACTS = 5;
const HOUR_MS = 3_600_000;
const BEGIN = Date.UTC(2026, 0, 5, 4);

/** Byte for byte as the portal writes an entry (RFC 8785); `head` is the document's head before it. */
const NEXT_ENTRIES = `
  INSERT INTO kernel.audit_entry (subject_id, seq, subject_type, at, action, employee_id, body_id, record_body_id, content, hash)
  SELECT subject_id, $1::int, 'act', $2::timestamptz, 'agree', $3::uuid, $3::uuid, $3::uuid, content,
    sha256(convert_to(content, 'UTF8'))
  FROM (SELECT subject_id, format(
      '{"action":"agree","at":%s,"bodyId":"%s","data":{"outcome":"agreed","stepId":"%s","title":"Ашық деректер туралы"},' ||
      '"employeeId":"%s","previous":"%s","seq":%s,"subjectId":"%s","subjectType":"act"}',
      to_json($4::text), $3::uuid, subject_id, $3::uuid, encode(hash, 'hex'), $1::int, subject_id) AS content
    FROM kernel.audit_head head) made`;

const MOVE_HEADS = `
  UPDATE kernel.audit_head head SET seq = entry.seq, hash = entry.hash FROM kernel.audit_entry entry
  WHERE entry.subject_id = head.subject_id AND entry.seq = $1::int`;

/** The hour of the record that is being made. */
class RecordClock extends Clock {
  hour = 0;

  override now(): Date {
    return new Date(BEGIN + this.hour * HOUR_MS);
  }
}

/**
 * Makes a record in an empty database: documents with five acts each, an hour between two acts, as the portal would have
 * written it; and after each hour its anchor, by the portal's own code.
 * @param entries a multiple of five
 * @param auditAnchors the file of anchors
 */
export async function makeRecord(
  client: pg.Client,
  databaseUrl: string,
  entries: number,
  auditAnchors: string,
): Promise<void> {
  Logger.overrideLogger(['error']); // each anchor is told to the log
  const dataSource = await buildDataSource({ databaseUrl, databasePool: 2 }, [
    kernelPersistence,
  ]).initialize();
  try {
    await migrate(dataSource);
    const clock = new RecordClock();
    const tx = new Tx(dataSource);
    const sql = new Sql(dataSource, tx);
    const anchors = new AuditAnchors(tx, sql, clock, new Housekeeping(sql, clock), { auditAnchors });
    await client.query(
      `INSERT INTO kernel.audit_head SELECT uuidv7(), 0, decode(repeat('00', 32), 'hex') FROM generate_series(1, $1)`,
      [entries / ACTS],
    );
    const { rows } = await client.query<{ person: string }>('SELECT uuidv7() AS person');
    for (let seq = 1; seq <= ACTS; seq += 1) {
      const at = clock.now().toISOString();
      await client.query(NEXT_ENTRIES, [seq, at, rows[0]?.person, at]);
      await client.query(MOVE_HEADS, [seq]);
      clock.hour += 1;
      await anchors.anchor();
    }
    await client.query('VACUUM ANALYZE');
  } finally {
    await dataSource.destroy();
  }
}
