import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson, type Json } from '#contracts';
import type { Actor } from './actor.js';
import { Clock } from './clock.js';
import { Sql } from './sql.js';
import { Tx } from './tx.js';

export interface AuditedAct {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly action: string;
  /** Null where the portal itself acted. */
  readonly actor: Actor | null;
  readonly data?: Record<string, unknown>;
}

/** A place where the record does not hold. */
export interface AuditFault {
  readonly subjectId: string;
  readonly seq: number;
  readonly fault: 'missing' | 'changed' | 'unchained' | 'head';
}

const FIRST_LINK: Buffer = Buffer.alloc(32);

/** The record: per document a chain of entries, each holding the hash of the one before it. */
@Injectable()
export class Audit {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** Adds an entry to the document's chain in the open transaction. */
  async write(act: AuditedAct): Promise<void> {
    if (!this.tx.current) throw new Error('An audit entry must be written inside tx.run().');
    // The upsert locks the head, so two acts on one document stand in line here.
    const head = await this.sql.row<{ seq: number; hash: Buffer }>(
      `INSERT INTO kernel.audit_head AS head (subject_id, seq, hash) VALUES ($1, 0, $2)
       ON CONFLICT (subject_id) DO UPDATE SET seq = head.seq RETURNING seq, hash`,
      [act.subjectId, FIRST_LINK],
    );
    if (!head) throw new Error('The head of the audit chain was not returned.');
    const at = this.clock.now();
    const seq = head.seq + 1;
    const content = canonicalJson({
      action: act.action,
      at: at.toISOString(),
      bodyId: act.actor?.body.id ?? null,
      data: (act.data ?? {}) as Json,
      employeeId: act.actor?.employeeId ?? null,
      previous: head.hash.toString('hex'),
      seq,
      subjectId: act.subjectId,
      subjectType: act.subjectType,
    });
    const hash = createHash('sha256').update(content).digest();
    await this.sql.execute(
      `WITH moved AS (UPDATE kernel.audit_head SET seq = $2, hash = $9 WHERE subject_id = $1)
       INSERT INTO kernel.audit_entry
         (subject_id, seq, subject_type, at, action, employee_id, body_id, content, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        act.subjectId,
        seq,
        act.subjectType,
        at,
        act.action,
        act.actor?.employeeId ?? null,
        act.actor?.body.id ?? null,
        content,
        hash,
      ],
    );
  }

  /**
   * Checks the whole record, or one document's chain.
   * @returns the first fault in order of document and place, or undefined; and how many entries were read
   */
  async verify(subjectId?: string): Promise<{ entries: number; fault?: AuditFault }> {
    let entries = 0;
    let after: [string, number] = ['00000000-0000-0000-0000-000000000000', 0];
    let chain: { subjectId: string; seq: number; hash: Buffer } = { subjectId: '', seq: 0, hash: FIRST_LINK };
    for (;;) {
      const rows = await this.sql.rows<AuditRow>(
        `SELECT entry.subject_id AS "subjectId", entry.seq, entry.subject_type AS "subjectType",
                to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
                entry.action, entry.employee_id AS "employeeId", entry.body_id AS "bodyId", entry.content,
                entry.hash, head.seq AS "headSeq", head.hash AS "headHash"
         FROM kernel.audit_entry entry LEFT JOIN kernel.audit_head head USING (subject_id)
         WHERE (entry.subject_id, entry.seq) > ($1::uuid, $2::int) AND ($3::uuid IS NULL OR entry.subject_id = $3)
         ORDER BY entry.subject_id, entry.seq LIMIT 2000`,
        [after[0], after[1], subjectId ?? null],
      );
      for (const row of rows) {
        if (row.subjectId !== chain.subjectId) {
          chain = { subjectId: row.subjectId, seq: 0, hash: FIRST_LINK };
        }
        const fault = faultOf(row, chain);
        if (fault) return { entries, fault: { subjectId: row.subjectId, seq: chain.seq + 1, fault } };
        chain = { subjectId: row.subjectId, seq: row.seq, hash: row.hash };
        entries += 1;
      }
      const last = rows.at(-1);
      if (!last) break;
      after = [last.subjectId, last.seq];
    }
    const cut = await this.sql.row<{ subjectId: string; seq: number }>(
      `SELECT head.subject_id AS "subjectId", head.seq FROM kernel.audit_head head
       WHERE ($1::uuid IS NULL OR head.subject_id = $1) AND head.seq <>
         (SELECT count(*) FROM kernel.audit_entry entry WHERE entry.subject_id = head.subject_id)
       ORDER BY head.subject_id LIMIT 1`,
      [subjectId ?? null],
    );
    return cut ? { entries, fault: { ...cut, fault: 'missing' } } : { entries };
  }
}

interface AuditRow {
  subjectId: string;
  seq: number;
  subjectType: string;
  /** With microseconds, which the portal itself never writes. */
  at: string | null;
  action: string;
  employeeId: string | null;
  bodyId: string | null;
  content: string;
  hash: Buffer;
  headSeq: number | null;
  headHash: Buffer | null;
}

function faultOf(row: AuditRow, chain: { seq: number; hash: Buffer }): AuditFault['fault'] | undefined {
  if (row.seq !== chain.seq + 1) return 'missing';
  if (!createHash('sha256').update(row.content).digest().equals(row.hash)) return 'changed';
  const content = contentOf(row);
  // The columns repeat the hashed content for queries; a column changed alone is a change all the same.
  const columnsAgree =
    content['subjectId'] === row.subjectId &&
    content['seq'] === row.seq &&
    content['subjectType'] === row.subjectType &&
    `${content['at']}`.replace('Z', '000Z') === row.at &&
    content['action'] === row.action &&
    content['employeeId'] === row.employeeId &&
    content['bodyId'] === row.bodyId;
  if (!columnsAgree) return 'changed';
  if (content['previous'] !== chain.hash.toString('hex')) return 'unchained';
  if (row.headSeq === null || row.headHash === null) return 'head';
  if (row.seq === row.headSeq && !row.hash.equals(row.headHash)) return 'head';
  return undefined;
}

/** The entry as it was hashed; empty where somebody put in something that the portal never writes, hash and all. */
function contentOf(row: AuditRow): Record<string, unknown> {
  try {
    return Object(JSON.parse(row.content)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
