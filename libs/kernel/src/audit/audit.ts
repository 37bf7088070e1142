import { Injectable } from '@nestjs/common';
import { canonicalJson, type Json } from '#contracts';
import type { Actor } from '../access/actor.js';
import { Clock } from '../clock.js';
import { listAt, Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { checkRecord } from './audit-check.js';
import type { RecordCheck } from './audit-faults.js';
import { FIRST_LINK, recordBodyOf, sha256 } from './audit-links.js';

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
    await this.writeAll([act]);
  }

  /** Adds entries to the chains of as many documents, one to each, in the open transaction. */
  async writeAll(acts: readonly AuditedAct[]): Promise<void> {
    if (!this.tx.current) throw new Error('An audit entry must be written inside tx.run().');
    // In one order: two that write to the same documents wait for each other, and never both.
    const inOrder = [...acts].sort((one, other) => (one.subjectId < other.subjectId ? -1 : 1));
    // The upsert locks the heads, so two acts on one document stand in line here.
    const heads = await this.sql.rows<Head>(
      `INSERT INTO kernel.audit_head AS head (subject_id, seq, hash, record_body_id)
       SELECT subject_id, 0, $2::bytea, body_id FROM unnest(${listAt('$1')}, $3::uuid[]) AS act (subject_id, body_id)
       ON CONFLICT (subject_id) DO UPDATE SET record_body_id = coalesce(head.record_body_id, excluded.record_body_id)
       RETURNING subject_id AS "subjectId", seq, hash, record_body_id AS "recordBodyId"`,
      [
        inOrder.map(({ subjectId }) => subjectId),
        FIRST_LINK,
        inOrder.map(({ actor }) => actor?.body.id ?? null),
      ],
    );
    const bySubject = new Map(heads.map((head) => [head.subjectId, head]));
    const at = this.clock.now();
    const links = inOrder.map((act) => linkAfter(bySubject.get(act.subjectId), act, at));
    await this.sql.execute(
      `WITH link AS (
         SELECT * FROM unnest(${listAt('$1')}, $2::int[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[],
           $8::bytea[], $9::uuid[]) AS one (subject_id, seq, subject_type, action, employee_id, body_id, content, hash,
           record_body_id)),
       moved AS (
         UPDATE kernel.audit_head head SET seq = link.seq, hash = link.hash FROM link
         WHERE head.subject_id = link.subject_id)
       INSERT INTO kernel.audit_entry
         (subject_id, seq, subject_type, at, action, employee_id, body_id, content, hash, record_body_id)
       SELECT subject_id, seq, subject_type, $10::timestamptz, action, employee_id, body_id, content, hash, record_body_id FROM link`,
      [
        inOrder.map(({ subjectId }) => subjectId),
        links.map(({ seq }) => seq),
        inOrder.map(({ subjectType }) => subjectType),
        inOrder.map(({ action }) => action),
        inOrder.map(({ actor }) => actor?.employeeId ?? null),
        inOrder.map(({ actor }) => actor?.body.id ?? null),
        links.map(({ content }) => content),
        links.map(({ hash }) => hash),
        links.map(({ recordBodyId }) => recordBodyId),
        at,
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

/** The last link of a chain. */
interface Head {
  readonly subjectId: string;
  readonly seq: number;
  readonly hash: Buffer;
  readonly recordBodyId: string | null;
}

function linkAfter(head: Head | undefined, act: AuditedAct, at: Date) {
  if (!head) throw new Error('The head of the audit chain was not returned.');
  const bodyId = act.actor?.body.id ?? null;
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
  return {
    seq,
    content,
    hash: sha256(content),
    recordBodyId: recordBodyOf({ bodyId, data: act.data }, head.recordBodyId),
  };
}
