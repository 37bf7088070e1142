import { Injectable } from '@nestjs/common';
import type { BodyKind, LocalizedText, UnitKind } from '#contracts';
import { type Actor, AppError, Clock, Sql } from '#kernel';
import { FULL_NAME } from '../bodies/names.js';
import { heldAt } from '../posts/held-posts.js';
import { canKeep } from './keeping.policy.js';

export interface BodyRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: BodyKind;
  readonly name: LocalizedText;
  readonly shortName: LocalizedText;
  readonly bin: string;
  readonly revision: number;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly participates: boolean;
  readonly participatesFrom: string | null;
  readonly participatesTo: string | null;
  readonly ground: string;
}

export interface UnitRow {
  readonly id: string;
  readonly bodyId: string;
  readonly parentId: string | null;
  readonly kind: UnitKind;
  readonly name: LocalizedText;
  readonly overseerId: string | null;
  readonly revision: number;
  readonly closedAt: Date | null;
}

export interface PersonRow {
  readonly id: string;
  readonly bodyId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string;
  readonly workPhone: string;
  readonly office: string;
  readonly email: string;
  readonly revision: number;
  readonly leavesOn: string | null;
}

const BODY = `
  SELECT id, parent_id AS "parentId", kind, name, short_name AS "shortName", bin, revision, address, phone, email,
    website, participates, to_char(participates_from, 'YYYY-MM-DD') AS "participatesFrom",
    to_char(participates_to, 'YYYY-MM-DD') AS "participatesTo", participation_ground AS ground
  FROM directory.state_body WHERE id = $1`;
const UNIT = `
  SELECT id, body_id AS "bodyId", parent_id AS "parentId", kind, name, overseer_id AS "overseerId", revision,
    closed_at AS "closedAt"
  FROM directory.unit WHERE id = $1`;
const PERSON = `
  SELECT id, body_id AS "bodyId", surname, given_name AS "givenName", patronymic, work_phone AS "workPhone", office,
    email, revision, to_char(leaves_on, 'YYYY-MM-DD') AS "leavesOn"
  FROM directory.employee WHERE id = $1`;

/** Bodies, units and people as whoever keeps them changes them. Changes within one body stand in line. */
@Injectable()
export class KeptRows {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND */
  async body(id: string): Promise<BodyRow> {
    return this.found(await this.sql.row<BodyRow>(BODY, [id]));
  }

  /** The body, locked. @throws AppError NOT_FOUND */
  async lockBody(id: string): Promise<BodyRow> {
    return this.found(await this.sql.row<BodyRow>(`${BODY} FOR NO KEY UPDATE`, [id]));
  }

  /** The unit, with its body locked for its keeper. @throws AppError NOT_FOUND, FORBIDDEN */
  async lockUnit(actor: Actor, id: string): Promise<UnitRow> {
    const { bodyId } = await this.unit(id);
    if (!canKeep(actor, bodyId)) throw new AppError('FORBIDDEN');
    await this.lockBody(bodyId);
    return this.unit(id);
  }

  /** The person, with his body locked for its keeper. @throws AppError NOT_FOUND, FORBIDDEN */
  async lockPerson(actor: Actor, id: string): Promise<PersonRow> {
    const { bodyId } = await this.person(id);
    if (!canKeep(actor, bodyId)) throw new AppError('FORBIDDEN');
    await this.lockBody(bodyId);
    const person = await this.person(id);
    if (person.bodyId !== bodyId) throw new AppError('CONFLICT');
    return person;
  }

  /** @throws AppError NOT_FOUND */
  async unit(id: string): Promise<UnitRow> {
    return this.found(await this.sql.row<UnitRow>(UNIT, [id]));
  }

  /** @throws AppError NOT_FOUND */
  async person(id: string): Promise<PersonRow> {
    return this.found(await this.sql.row<PersonRow>(PERSON, [id]));
  }

  /** Of whoever is a deputy head of the body; null for others and for nobody. */
  async deputyName(employeeId: string | null, bodyId: string): Promise<string | null> {
    const row = await this.sql.row<{ name: string }>(
      `SELECT ${FULL_NAME} AS name FROM directory.employee JOIN directory.post_holding held ON held.employee_id = employee.id
       WHERE employee.id = $1 AND held.body_id = $2 AND held.kind = 'deputy_head' AND ${heldAt('$3')}`,
      [employeeId, bodyId, this.clock.now()],
    );
    return row?.name ?? null;
  }

  private found<Row>(row: Row | undefined): Row {
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }
}
