import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditSubjects, Sql } from '#kernel';

/** Years of the calendar in the record. */
@Injectable()
export class YearNames implements OnModuleInit {
  constructor(
    private readonly sql: Sql,
    private readonly subjects: AuditSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.add('calendar_year', async (_reader, ids) => {
      const rows = await this.sql.rows<{ id: string; year: number }>(
        'SELECT id, year FROM kernel.calendar_year WHERE id = ANY($1::uuid[])',
        [ids],
      );
      return new Map(rows.map(({ id, year }) => [id, { name: String(year), linkId: String(year) }]));
    });
  }
}
