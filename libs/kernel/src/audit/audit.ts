import { Injectable } from '@nestjs/common';
import { canonicalJson, type Json } from '#contracts';
import type { Actor } from '../access/actor.js';
import { Clock } from '../clock.js';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { checkRecord } from './audit-check.js';
import type { RecordCheck } from './audit-faults.js';
import { FIRST_LINK, sha256 } from './audit-links.js';

export interface AuditedAct {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly action: string;
  /** Null where the portal itself acted. */
  readonly actor: Actor | null;
  readonly data?: Record<string, unknown>;
}

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
    const bodyId = act.actor?.body.id ?? null;
    // The upsert locks the head, so two acts on one document stand in line here.
    const head = await this.sql.row<{ seq: number; hash: Buffer; recordBodyId: string | null }>(
      `INSERT INTO kernel.audit_head AS head (subject_id, seq, hash, record_body_id) VALUES ($1, 0, $2, $3)
       ON CONFLICT (subject_id) DO UPDATE SET record_body_id = coalesce(head.record_body_id, $3)
       RETURNING seq, hash, record_body_id AS "recordBodyId"`,
      [act.subjectId, FIRST_LINK, bodyId],
    );
    if (!head) throw new Error('The head of the audit chain was not returned.');
    const at = this.clock.now();
    const seq = head.seq + 1;
    const content = canonicalJson({
      action: act.action,
      at: at.toISOString(),
      bodyId,
      data: (act.data ?? {}) as Json,
      employeeId: act.actor?.employeeId ?? null,
      ...(act.actor?.actsFor && { onBehalfOf: act.actor.actsFor.employeeId }),
      previous: head.hash.toString('hex'),
      seq,
      subjectId: act.subjectId,
      subjectType: act.subjectType,
    });
    const hash = sha256(content);
    await this.sql.execute(
      `WITH moved AS (UPDATE kernel.audit_head SET seq = $2, hash = $9 WHERE subject_id = $1)
       INSERT INTO kernel.audit_entry
         (subject_id, seq, subject_type, at, action, employee_id, body_id, content, hash, record_body_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        act.subjectId,
        seq,
        act.subjectType,
        at,
        act.action,
        act.actor?.employeeId ?? null,
        bodyId,
        content,
        hash,
        bodyId ?? head.recordBodyId,
      ],
    );
  }

  /**
   * Checks the whole record without the file of anchors, or one document's chain.
   * @returns the first fault, or none; and how many entries hold up to it
   */
  async verify(subjectId?: string): Promise<Pick<RecordCheck, 'entries' | 'fault'>> {
    const { entries, fault } = await this.sql.onOwnConnection((client) =>
      checkRecord(client, subjectId === undefined ? {} : { subjectId }),
    );
    return fault ? { entries, fault } : { entries };
  }
}
