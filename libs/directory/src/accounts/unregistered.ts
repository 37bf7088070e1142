import { Injectable } from '@nestjs/common';
import type { LocalizedText, PersonRef } from '#contracts';
import { AppError, Clock, Sql } from '#kernel';
import { fullNameOf } from '../bodies/names.js';
import { Directory, type DirectoryEmployee } from '../directory.js';
import { heldAt, MAIN_FIRST } from '../posts/held-posts.js';

interface PersonRow {
  id: string;
  surname: string;
  givenName: string;
  patronymic: string;
  post: LocalizedText;
  unit: LocalizedText;
}

/** Employees who hold a post and have no account yet, and logins that are taken. Reads only. */
@Injectable()
export class Unregistered {
  constructor(
    private readonly directory: Directory,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** In Kazakh order of names. @param except ids of employees to leave out */
  async of(
    bodyId: string,
    { question, except, limit }: { question: string | undefined; except: readonly string[]; limit: number },
  ): Promise<{ employee: PersonRef; surname: string; givenName: string }[]> {
    const rows = await this.sql.rowsPlannedAnew<PersonRow>(
      `SELECT employee.id, surname, given_name AS "givenName", patronymic, held.post, held.unit
       FROM directory.employee
       JOIN LATERAL (SELECT held.post, unit.name AS unit FROM directory.post_holding held
         JOIN directory.unit ON unit.id = held.unit_id WHERE held.employee_id = employee.id AND ${heldAt('$5')}
         ORDER BY ${MAIN_FIRST} LIMIT 1) held ON true
       WHERE employee.body_id = $1 AND employee.id <> ALL($2::uuid[])
         AND NOT EXISTS (SELECT FROM directory.account WHERE account.employee_id = employee.id)
         AND ($3::text IS NULL
              OR strpos(lower(surname || ' ' || given_name || ' ' || patronymic), lower($3)) > 0)
       ORDER BY surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", employee.id LIMIT $4`,
      [bodyId, except, question || null, limit, this.clock.now()],
    );
    return rows.map(({ id, post, unit, ...name }) => ({
      ...name,
      employee: { id, fullName: fullNameOf(name), post, unit },
    }));
  }

  /** Of these logins those that an account has. */
  async takenLogins(logins: readonly string[]): Promise<string[]> {
    const rows = await this.sql.rows<{ login: string }>(
      'SELECT login FROM directory.account WHERE login = ANY($1)',
      [logins],
    );
    return rows.map(({ login }) => login);
  }

  /**
   * The employees, where each is of the body and has no account, and each login is free.
   * @throws AppError NOT_FOUND, PERSON_OF_OTHER_BODY, ACCOUNT_EXISTS (`name`), LOGIN_TAKEN (`login`)
   */
  async forAccounts(
    bodyId: string,
    items: readonly { employeeId: string; login: string }[],
  ): Promise<{ employee: DirectoryEmployee; login: string }[]> {
    const ids = items.map(({ employeeId }) => employeeId);
    const employees = new Map((await this.directory.employees(ids)).map((one) => [one.id, one]));
    const registered = await this.sql.rows<{ employeeId: string }>(
      'SELECT employee_id AS "employeeId" FROM directory.account WHERE employee_id = ANY($1)',
      [ids],
    );
    const [taken] = await this.takenLogins(items.map(({ login }) => login));
    const wanted = items.map(({ employeeId, login }) => {
      const employee = employees.get(employeeId);
      if (!employee) throw new AppError('NOT_FOUND');
      if (employee.body.id !== bodyId) throw new AppError('PERSON_OF_OTHER_BODY');
      if (registered.some((one) => one.employeeId === employeeId)) {
        throw new AppError('ACCOUNT_EXISTS', { name: employee.fullName });
      }
      return { employee, login };
    });
    if (taken !== undefined) throw new AppError('LOGIN_TAKEN', { login: taken });
    return wanted;
  }
}
