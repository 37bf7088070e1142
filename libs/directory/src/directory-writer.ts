import { Injectable } from '@nestjs/common';
import type { BodyKind, Duty, LocalizedText, PostKind, UnitKind } from '#contracts';
import { Clock, newId, Sql, Tx } from '#kernel';
import { refreshSearchWords, type SearchedOnes } from './people/search-words.js';
import { putMainPost } from './posts/post-writer.js';

export interface BodyEntry {
  readonly parentId: string | null;
  readonly kind: BodyKind;
  readonly name: LocalizedText;
  readonly shortName: LocalizedText;
  /** Twelve digits; the body is known by it. */
  readonly bin: string;
}

export interface UnitEntry {
  readonly bodyId: string;
  readonly parentId: string | null;
  readonly kind: UnitKind;
  /** In Kazakh it is the unit's mark within its body. */
  readonly name: LocalizedText;
}

export interface EmployeeEntry {
  readonly unitId: string;
  readonly surname: string;
  readonly givenName: string;
  /** Empty where the person has none. */
  readonly patronymic: string;
  /** Twelve digits; the employee is known by it. */
  readonly iin: string;
  readonly post: LocalizedText;
  readonly postKind: PostKind;
  readonly workPhone: string;
  readonly office: string;
  readonly email: string;
}

/**
 * Enters bodies, units, employees and accounts, each known by its natural key: what is there already is brought up to
 * date and keeps its id, and so do the words by which people are found. Each call returns the id.
 */
@Injectable()
export class DirectoryWriter {
  constructor(
    private readonly sql: Sql,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  putBody(body: BodyEntry): Promise<string> {
    return this.putSearched(
      'body',
      `INSERT INTO directory.state_body (id, parent_id, kind, name, short_name, bin) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (bin) DO UPDATE SET parent_id = excluded.parent_id, kind = excluded.kind, name = excluded.name,
         short_name = excluded.short_name, revision = state_body.revision + 1
       RETURNING id`,
      [body.parentId, body.kind, body.name, body.shortName, body.bin],
    );
  }

  putUnit(unit: UnitEntry): Promise<string> {
    return this.putSearched(
      'unit',
      `WITH known AS (
         UPDATE directory.unit SET parent_id = $3, kind = $4, name = $5, revision = revision + 1
         WHERE body_id = $2 AND name->>'kk' = $5::jsonb->>'kk' AND closed_at IS NULL RETURNING id),
       added AS (
         INSERT INTO directory.unit (id, body_id, parent_id, kind, name)
         SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM known) RETURNING id)
       SELECT id FROM known UNION ALL SELECT id FROM added`,
      [unit.bodyId, unit.parentId, unit.kind, unit.name],
    );
  }

  /** @param overseerId a deputy head of the unit's body; null: nobody oversees it */
  async putOverseer(unitId: string, overseerId: string | null): Promise<void> {
    await this.sql.update('directory.unit', unitId, { overseer_id: overseerId });
  }

  /** The post becomes his main one, and his only one where he came from another body. */
  putEmployee(employee: EmployeeEntry): Promise<string> {
    const { unitId, surname, givenName, patronymic, iin, post, postKind, workPhone, office, email } =
      employee;
    return this.putSearched(
      'person',
      // Who is entered while the name of his unit or body changes waits for the new name.
      `WITH place AS (
         SELECT unit.id, unit.body_id FROM directory.unit JOIN directory.state_body body ON body.id = unit.body_id
         WHERE unit.id = $2 FOR SHARE)
       INSERT INTO directory.employee (id, body_id, surname, given_name, patronymic, iin, work_phone, office, email)
       SELECT $1, place.body_id, $3, $4, $5, $6, $7, $8, $9 FROM place
       ON CONFLICT (iin) DO UPDATE SET body_id = excluded.body_id, surname = excluded.surname,
         given_name = excluded.given_name, patronymic = excluded.patronymic, work_phone = excluded.work_phone,
         office = excluded.office, email = excluded.email
       RETURNING id`,
      [unitId, surname, givenName, patronymic, iin, workPhone, office, email],
      (employeeId) => putMainPost(this.sql, { employeeId, unitId, post, kind: postKind }, this.clock.now()),
    );
  }

  /**
   * @param login stored in lower case
   * @param passwordHash made by `hashPassword`
   */
  putAccount(account: { employeeId: string; login: string; passwordHash: string }): Promise<string> {
    return this.put(
      `INSERT INTO directory.account (id, employee_id, login, password_hash) VALUES ($1, $2, lower($3), $4)
       ON CONFLICT (login) DO UPDATE SET employee_id = excluded.employee_id, password_hash = excluded.password_hash
       RETURNING id`,
      [account.employeeId, account.login, account.passwordHash],
    );
  }

  /** Gives an employee a named duty; the duties he has already stay. */
  async putDuty(employeeId: string, duty: Duty): Promise<void> {
    await this.sql.execute(
      'INSERT INTO directory.duty_holder (employee_id, duty) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [employeeId, duty],
    );
  }

  /** @param whose words hang on the entry: the person's own, or those of all in the unit or the body */
  private putSearched(
    whose: SearchedOnes,
    statement: string,
    values: unknown[],
    andThen: (id: string) => Promise<void> = async () => undefined,
  ): Promise<string> {
    return this.tx.run(async () => {
      const id = await this.put(statement, values);
      await andThen(id);
      await refreshSearchWords((text, given) => this.sql.rows(text, given), whose, id, this.clock.now());
      return id;
    });
  }

  private async put(statement: string, values: unknown[]): Promise<string> {
    const row = await this.sql.row<{ id: string }>(statement, [newId(), ...values]);
    if (!row) throw new Error('The directory did not take an entry: what it belongs to is not there.');
    return row.id;
  }
}
