import { Injectable } from '@nestjs/common';
import { type BodyRef, type FileRef, type PersonRef, READING_KINDS, type Reading } from '#contracts';
import { type Actor, AppError, Audit, personOf, Sql, Tx, utcText } from '#kernel';
import { canReadReadings, isOfDeveloper, type MarkFacts } from '../acts/draft-acts.policy.js';

type ReadingKind = Reading['kind'];

/** How the record calls a reading; the history of the act leaves them out, they have a list of their own. */
export const READING_ACTION: Record<ReadingKind, string> = {
  viewed: 'reading.viewed',
  downloaded: 'reading.downloaded',
  container: 'container.exported',
  sheet: 'reading.sheet',
  remarks: 'reading.remarks',
};

/** Who reads, as the record names him. */
export function readerOf(actor: Actor): { by: PersonRef; reader: { body: BodyRef } } {
  const { id, name, shortName } = actor.body;
  return { by: personOf(actor), reader: { body: { id, name, shortName } } };
}

/** Who looked at what of a marked act (775:3): each look is an entry of its record, written before a byte goes out. */
@Injectable()
export class Readings {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly audit: Audit,
  ) {}

  /** @param file null where all of a version is taken */
  async record(
    actor: Actor,
    act: { readonly id: string; readonly ordinal: number },
    kind: ReadingKind,
    file: Pick<FileRef, 'id' | 'name' | 'sha256'> | null,
  ): Promise<void> {
    await this.tx.run(() =>
      this.audit.write({
        subjectType: 'draft_act',
        subjectId: act.id,
        action: READING_ACTION[kind],
        actor,
        data: {
          ordinal: act.ordinal,
          ...readerOf(actor),
          file: file && { id: file.id, name: file.name, sha256: file.sha256 },
        },
      }),
    );
  }

  /**
   * Newest first: all for the initiator's body, for another body its own.
   * @throws AppError NOT_FOUND for whoever may not read the act, FORBIDDEN where he only reads it
   */
  async of(actor: Actor, actId: string): Promise<Reading[]> {
    const act = await this.sql.row<MarkFacts>(
      `SELECT developer_body_id AS "developerBodyId", initiator_id AS "initiatorId", scopes,
         official_use AS "officialUse", number
       FROM agreements.draft_act WHERE id = $1 AND state <> 'discarded'`,
      [actId],
    );
    if (!act) throw new AppError('NOT_FOUND');
    const may = canReadReadings(actor, act);
    if (may === undefined) throw new AppError('NOT_FOUND');
    if (!may) throw new AppError('FORBIDDEN');
    return this.sql.rows<Reading>(
      `SELECT entry.seq, ${utcText('entry.at')} AS at, kind.name AS kind, data -> 'by' AS by,
         data -> 'reader' -> 'body' AS body, data -> 'file' ->> 'name' AS file, (data ->> 'ordinal')::int AS ordinal
       FROM kernel.audit_entry entry
       CROSS JOIN LATERAL (SELECT entry.content::jsonb -> 'data' AS data) content
       JOIN unnest($2::text[], $3::text[]) AS kind (action, name) ON kind.action = entry.action
       WHERE entry.subject_id = $1 AND ($4::uuid IS NULL OR entry.body_id = $4)
       ORDER BY entry.seq DESC`,
      [
        actId,
        READING_KINDS.map((kind) => READING_ACTION[kind]),
        READING_KINDS,
        isOfDeveloper(actor, act) ? null : actor.body.id,
      ],
    );
  }
}
