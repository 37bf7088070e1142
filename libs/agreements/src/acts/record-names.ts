import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, AuditSubjects, Sql, type SubjectName } from '#kernel';
import { visibleTo } from './draft-acts.policy.js';

/**
 * Draft acts in the record: those that its reader may read by number and title, all others by nothing. Whoever is not of
 * the developer body knows the title that was dispatched (775:15).
 */
@Injectable()
export class RecordNames implements OnModuleInit {
  constructor(
    private readonly sql: Sql,
    private readonly subjects: AuditSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.add('draft_act', (reader, ids) => this.names(reader, ids));
  }

  private async names(reader: Actor, ids: readonly string[]): Promise<Map<string, SubjectName>> {
    const rows = await this.sql.rows<{ id: string; number: string | null; title: string }>(
      `SELECT id, number, title FROM (
         SELECT id, number, CASE WHEN developer_body_id = $3 THEN title ELSE public_title END AS title
         FROM agreements.draft_act act
         WHERE id = ANY($1::uuid[]) AND ${visibleTo('$2')} AND state <> 'discarded') act
       WHERE title IS NOT NULL`,
      [ids, reader.scopes, reader.body.id],
    );
    return new Map(
      rows.map(({ id, number, title }) => [
        id,
        { name: number === null ? title : `№ ${number} ${title}`, linkId: id },
      ]),
    );
  }
}
