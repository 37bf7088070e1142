import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, AuditSubjects, Sql, type SubjectName } from '#kernel';
import { visibleTo } from './draft-acts.policy.js';

/** Draft acts in the record: those that its reader may read by number and title, all others by nothing. */
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
      `SELECT id, number, title FROM agreements.draft_act act
       WHERE id = ANY($1::uuid[]) AND ${visibleTo('$2')} AND state <> 'discarded'`,
      [ids, reader.scopes],
    );
    return new Map(
      rows.map(({ id, number, title }) => [
        id,
        { name: number === null ? title : `№ ${number} ${title}`, linkId: id },
      ]),
    );
  }
}
