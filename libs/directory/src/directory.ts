import { Injectable } from '@nestjs/common';
import type { BodyKind, BodyRef, Duty, LocalizedText, PersonRef, PostKind, UnitKind } from '#contracts';
import { Clock, dayOf, type HeldPost, listAt, Sql } from '#kernel';
import { fullNameOf, shortNameOf } from './bodies/names.js';
import { takesPart } from './bodies/participants.js';
import { DEEPEST_UNIT } from './bodies/state-body.entity.js';
import { isNamedOfficer } from './duties/officers.js';
import { HELD_POST, heldAt, MAIN_FIRST, seniorFirst } from './posts/held-posts.js';

export interface DirectoryBody extends BodyRef {
  readonly kind: BodyKind;
  /** Twelve digits. */
  readonly bin: string;
}

/** A body with what decides whether a draft may be sent to it (775:16). */
export interface ApprovingBody extends DirectoryBody {
  /** It is on the list of participants and somebody works in its documentation service, or has its duty by name. */
  readonly hasOfficers: boolean;
}

export interface DirectoryUnit {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: UnitKind;
  readonly bodyId: string;
  readonly hasHead: boolean;
}

/** An employee as he is now, in his main post or in the one by which he was found. */
export interface DirectoryEmployee {
  readonly id: string;
  /** "Surname Given Patronymic". */
  readonly fullName: string;
  /** "Surname G. P.". */
  readonly shortName: string;
  /** Twelve digits. */
  readonly iin: string;
  readonly post: LocalizedText;
  readonly postKind: PostKind;
  readonly unit: { readonly id: string; readonly name: LocalizedText; readonly kind: UnitKind };
  readonly body: DirectoryBody;
  /** All that he holds, the main one first. */
  readonly posts: readonly HeldPost[];
  /** Named duties, which go with no post. */
  readonly duties: readonly Duty[];
}

interface EmployeeRow extends Omit<DirectoryEmployee, 'fullName' | 'shortName'> {
  surname: string;
  givenName: string;
  patronymic: string;
}

const EMPLOYEES = `
  SELECT employee.id, surname, given_name AS "givenName", patronymic, iin, held.post, held.kind AS "postKind",
         json_build_object('id', unit.id, 'name', unit.name, 'kind', unit.kind) AS unit,
         json_build_object('id', body.id, 'name', body.name, 'shortName', body.short_name, 'kind', body.kind,
                           'bin', body.bin) AS body,
         (SELECT json_agg(${HELD_POST} ORDER BY ${MAIN_FIRST})
          FROM directory.post_holding held JOIN directory.unit ON unit.id = held.unit_id
          WHERE held.employee_id = employee.id AND ${heldAt('$1')}) AS posts,
         ARRAY(SELECT duty FROM directory.duty_holder holder WHERE holder.employee_id = employee.id) AS duties
  FROM directory.post_holding held
  JOIN directory.employee ON employee.id = held.employee_id
  JOIN directory.unit ON unit.id = held.unit_id
  JOIN directory.state_body body ON body.id = held.body_id
  WHERE ${heldAt('$1')}`;
/** The senior first, then by name as Kazakh orders it. */
const IN_ORDER = `
           ${seniorFirst('held.kind')},
           surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", employee.id, ${MAIN_FIRST}`;

/** Of the documentation service, or named to do its work. */
const OFFICER = `(unit.kind = 'documentation' OR ${isNamedOfficer('held.employee_id')})`;

/** Parameters of all that is found by its id: the instant, the ids. */
const OF_IDS = listAt('$2');

const EMPLOYEES_BY_ID = (ids: string) => `${EMPLOYEES} AND employee.id = ANY(${ids}) ORDER BY ${MAIN_FIRST}`;

const UNITS_BY_ID = (ids: string) => `
  SELECT id, name, kind, body_id AS "bodyId",
    EXISTS (SELECT FROM directory.post_holding held
            WHERE held.unit_id = unit.id AND held.kind = 'unit_head' AND ${heldAt('$1')}) AS "hasHead"
  FROM directory.unit WHERE id = ANY(${ids})`;

const BODIES_BY_ID = (ids: string, day: string) => `
  SELECT id, name, short_name AS "shortName", kind, bin,
    EXISTS (SELECT FROM directory.unit JOIN directory.post_holding held ON held.unit_id = unit.id
            WHERE unit.body_id = body.id AND ${OFFICER} AND ${heldAt('$1')})
      AND ${takesPart(`${day}::date`)} AS "hasOfficers"
  FROM directory.state_body body WHERE id = ANY(${ids})`;

const rowsAsJson = (query: string) => `(SELECT coalesce(json_agg(found), '[]') FROM (${query}) found)`;

const REFERRED = `
  SELECT ${rowsAsJson(UNITS_BY_ID(OF_IDS))} AS units,
    ${rowsAsJson(EMPLOYEES_BY_ID(listAt('$3')))} AS employees,
    ${rowsAsJson(BODIES_BY_ID(listAt('$4'), '$5'))} AS bodies`;

/** Ids of what a document refers to. */
export interface References {
  readonly units: readonly string[];
  readonly employees: readonly string[];
  readonly bodies: readonly string[];
}

/** What the directory tells other rooms: who works where, and in which post. Reads only. */
@Injectable()
export class Directory {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  async employee(id: string): Promise<DirectoryEmployee | undefined> {
    return (await this.employees([id]))[0];
  }

  /** Each in his main post, in the order of `ids`; ids that nobody has who holds a post are left out. */
  async employees(ids: readonly string[]): Promise<DirectoryEmployee[]> {
    if (ids.length === 0) return [];
    const rows = await this.sql.rows<EmployeeRow>(EMPLOYEES_BY_ID(OF_IDS), [this.clock.now(), ids]);
    return inOrderOf(ids, eachOnce(rows));
  }

  async unit(id: string): Promise<DirectoryUnit | undefined> {
    return (await this.units([id]))[0];
  }

  /** In the order of `ids`; ids that no unit has are left out. */
  async units(ids: readonly string[]): Promise<DirectoryUnit[]> {
    if (ids.length === 0) return [];
    return inOrderOf(ids, await this.sql.rows<DirectoryUnit>(UNITS_BY_ID(OF_IDS), [this.clock.now(), ids]));
  }

  /** In the order of `ids`; ids that no body has are left out. */
  async bodies(ids: readonly string[]): Promise<ApprovingBody[]> {
    if (ids.length === 0) return [];
    const now = this.clock.now();
    const rows = await this.sql.rows<ApprovingBody>(BODIES_BY_ID(OF_IDS, '$3'), [now, ids, dayOf(now)]);
    return inOrderOf(ids, rows);
  }

  /** All that a document refers to, in one round trip: as `units`, `employees` and `bodies` give it. */
  async referred({ units, employees, bodies }: References): Promise<{
    units: DirectoryUnit[];
    employees: DirectoryEmployee[];
    bodies: ApprovingBody[];
  }> {
    const now = this.clock.now();
    const found = await this.sql.row<{
      units: DirectoryUnit[];
      employees: EmployeeRow[];
      bodies: ApprovingBody[];
    }>(REFERRED, [now, units, employees, bodies, dayOf(now)]);
    return {
      units: inOrderOf(units, found?.units ?? []),
      employees: inOrderOf(employees, eachOnce(found?.employees ?? [])),
      bodies: inOrderOf(bodies, found?.bodies ?? []),
    };
  }

  /** The Prime Minister's Office (775:22); undefined where the directory has none, or more than one. */
  async primeMinistersOffice(): Promise<ApprovingBody | undefined> {
    const found = await this.sql.rows<{ id: string }>(
      `SELECT id FROM directory.state_body WHERE kind = 'pmo' LIMIT 2`,
    );
    const [only] = found.length === 1 ? await this.bodies(found.map(({ id }) => id)) : [];
    return only;
  }

  /** Who heads the body; undefined while nobody does. */
  async headOfBody(bodyId: string): Promise<DirectoryEmployee | undefined> {
    return (await this.find(`held.body_id = $2 AND held.kind = 'head_of_body'`, [bodyId]))[0];
  }

  /** Who heads the body's legal service (775:15). */
  async legalHead(bodyId: string): Promise<DirectoryEmployee | undefined> {
    const heads = `held.body_id = $2 AND unit.kind = 'legal' AND held.kind = 'unit_head'`;
    return (await this.find(heads, [bodyId]))[0];
  }

  async headOfUnit(unitId: string): Promise<DirectoryEmployee | undefined> {
    return (await this.find(`held.unit_id = $2 AND held.kind = 'unit_head'`, [unitId]))[0];
  }

  /** The deputy head who oversees the unit: named for it, or else for the nearest unit above it that has one. */
  async overseerOf(unitId: string): Promise<DirectoryEmployee | undefined> {
    const named = await this.sql.rows<{ overseerId: string; bodyId: string }>(
      `WITH RECURSIVE path AS (
         SELECT id, parent_id, body_id, overseer_id, 0 AS height FROM directory.unit WHERE id = $1
         UNION ALL
         SELECT unit.id, unit.parent_id, unit.body_id, unit.overseer_id, height + 1
         FROM path JOIN directory.unit ON unit.id = path.parent_id WHERE height < ${DEEPEST_UNIT})
       SELECT overseer_id AS "overseerId", body_id AS "bodyId" FROM path
       WHERE overseer_id IS NOT NULL ORDER BY height`,
      [unitId],
    );
    for (const { overseerId, bodyId } of named) {
      const [overseer] = await this.find(
        `employee.id = $2 AND held.body_id = $3 AND held.kind = 'deputy_head'`,
        [overseerId, bodyId],
      );
      if (overseer) return overseer;
    }
    return undefined;
  }

  /** Everyone of the body's documentation service or with its duty (775:16, 20); empty for a body that takes no part in agreeing. */
  documentationOfficers(bodyId: string): Promise<DirectoryEmployee[]> {
    return this.find(`held.body_id = $2 AND ${OFFICER}`, [bodyId]);
  }

  /** Everyone who holds a post in the unit, the head first. */
  peopleOf(unitId: string): Promise<DirectoryEmployee[]> {
    return this.find('held.unit_id = $2', [unitId]);
  }

  /** The body's head and his deputies, the head first (775:16). */
  management(bodyId: string): Promise<DirectoryEmployee[]> {
    return this.find(`held.body_id = $2 AND held.kind IN ('head_of_body', 'deputy_head')`, [bodyId]);
  }

  /** Who has a named duty and works, in one body or in all. */
  holdersOf(duty: Duty, bodyId: string | null = null): Promise<DirectoryEmployee[]> {
    const holders = `EXISTS (SELECT FROM directory.duty_holder holder
      WHERE holder.employee_id = employee.id AND duty = $2) AND ($3::uuid IS NULL OR employee.body_id = $3)`;
    return this.find(holders, [duty, bodyId]);
  }

  /** Each person once, the senior first. @param condition a constant of this file; its values start at $2 */
  private async find(condition: string, values: unknown[]): Promise<DirectoryEmployee[]> {
    const rows = await this.sql.rows<EmployeeRow>(`${EMPLOYEES} AND ${condition} ORDER BY ${IN_ORDER}`, [
      this.clock.now(),
      ...values,
    ]);
    return eachOnce(rows);
  }
}

/** Rows are of posts: each person by the first of his. */
function eachOnce(rows: readonly EmployeeRow[]): DirectoryEmployee[] {
  const once = rows.filter((row, place) => rows.findIndex(({ id }) => id === row.id) === place);
  return once.map(({ surname, givenName, patronymic, ...employee }) => ({
    ...employee,
    fullName: fullNameOf({ surname, givenName, patronymic }),
    shortName: shortNameOf({ surname, givenName, patronymic }),
  }));
}

/** The employee in the first of his posts that `holds`; undefined where none does. */
export function inPost(
  employee: DirectoryEmployee,
  holds: (post: HeldPost) => boolean,
): DirectoryEmployee | undefined {
  const held = employee.posts.find(holds);
  return held && { ...employee, ...held };
}

/** The employee as he is named on cards and in the record. */
export function personRefOf(employee: DirectoryEmployee): PersonRef {
  return { id: employee.id, fullName: employee.fullName, post: employee.post, unit: employee.unit.name };
}

/** The body as it is named on cards. */
export function bodyRefOf(body: BodyRef): BodyRef {
  return { id: body.id, name: body.name, shortName: body.shortName };
}

function inOrderOf<Row extends { readonly id: string }>(ids: readonly string[], rows: Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
