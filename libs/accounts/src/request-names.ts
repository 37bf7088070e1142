import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditSubjects, Sql } from '#kernel';
import { mayRead } from './account-requests.policy.js';

/** Requests for accounts in the record: for those who read them, by whom the account is for. */
@Injectable()
export class RequestNames implements OnModuleInit {
  constructor(
    private readonly sql: Sql,
    private readonly subjects: AuditSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.add('account_request', async (reader, ids) => {
      const rows = await this.sql.rows<{ id: string; bodyId: string; name: string }>(
        `SELECT id, body_id AS "bodyId", (employee->>'fullName') || ', ' || login AS name FROM accounts.request
         WHERE id = ANY($1::uuid[])`,
        [ids],
      );
      return new Map(
        rows.filter((row) => mayRead(reader, row)).map(({ id, name }) => [id, { name, linkId: id }]),
      );
    });
  }
}
