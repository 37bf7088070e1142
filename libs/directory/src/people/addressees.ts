import { Injectable } from '@nestjs/common';
import { Sql } from '#kernel';

/** Where somebody is reached outside the portal. */
export interface Addressee {
  readonly employeeId: string;
  readonly bodyId: string;
  /** As the directory has it; empty where it knows none, or where he has no account. */
  readonly email: string;
  /** His account is blocked. */
  readonly blocked: boolean;
}

/** Where letters to employees go. */
@Injectable()
export class Addressees {
  constructor(private readonly sql: Sql) {}

  /** By the employee's id; ids that no employee has are left out. */
  async of(employeeIds: readonly string[]): Promise<Map<string, Addressee>> {
    const rows = await this.sql.rows<Addressee>(
      `SELECT employee.id AS "employeeId", employee.body_id AS "bodyId",
         CASE WHEN account.id IS NULL THEN '' ELSE employee.email END AS email,
         account.disabled_at IS NOT NULL AS blocked
       FROM directory.employee LEFT JOIN directory.account ON account.employee_id = employee.id WHERE employee.id = ANY($1)`,
      [employeeIds],
    );
    return new Map(rows.map((row) => [row.employeeId, row]));
  }
}
