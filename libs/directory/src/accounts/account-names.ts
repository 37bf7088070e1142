import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditSubjects, Sql } from '#kernel';
import { fullNameOf } from '../bodies/names.js';

/** Accounts in the record: by their owners, whom the directory shows to everybody. */
@Injectable()
export class AccountNames implements OnModuleInit {
  constructor(
    private readonly sql: Sql,
    private readonly subjects: AuditSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.add('account', async (_reader, ids) => {
      const rows = await this.sql.rows<Owner>(
        `SELECT account.id, employee.id AS "employeeId", surname, given_name AS "givenName", patronymic
         FROM directory.account JOIN directory.employee ON employee.id = employee_id
         WHERE account.id = ANY($1::uuid[])`,
        [ids],
      );
      return new Map(rows.map((row) => [row.id, { name: fullNameOf(row), linkId: row.employeeId }]));
    });
  }
}

interface Owner {
  id: string;
  employeeId: string;
  surname: string;
  givenName: string;
  patronymic: string;
}
