import { Injectable } from '@nestjs/common';
import type { BodyItem, OwnStructure, PostKind, StructureUnit } from '#contracts';
import { AppError, Clock, dayOf, Sql } from '#kernel';
import { fullNameOf } from '../bodies/names.js';
import { freshnessAt, takesPart } from '../bodies/participants.js';
import { heldAt, seniorFirst } from '../posts/held-posts.js';

const BODY = `id, name, short_name AS "shortName", kind, parent_id AS "parentId", ${freshnessAt('$1')} AS freshness`;

interface UnitRow extends Omit<StructureUnit, 'employees'> {
  employees: {
    id: string;
    surname: string;
    givenName: string;
    patronymic: string;
    post: { kk: string; ru: string; en: string };
    postKind: PostKind;
  }[];
}

/** The directory as the web shows it. */
@Injectable()
export class DirectoryQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** The bodies that take part in agreeing: on the list, with a documentation service. In Kazakh alphabetical order. */
  participants(): Promise<BodyItem[]> {
    return this.sql.rows<BodyItem>(
      `SELECT ${BODY} FROM directory.state_body body
       WHERE ${takesPart('$2::date')} ORDER BY name->>'kk' COLLATE "kk-x-icu", id`,
      [this.clock.now(), dayOf(this.clock.now())],
    );
  }

  /** All bodies, those that take no part among them (775:59.6); a tree by `parentId`. */
  bodies(): Promise<BodyItem[]> {
    return this.sql.rows<BodyItem>(
      `SELECT ${BODY} FROM directory.state_body body ORDER BY name->>'kk' COLLATE "kk-x-icu", id`,
      [this.clock.now()],
    );
  }

  /** One body with its units, the leadership first, and in each its people, the senior first. */
  async structure(bodyId: string): Promise<OwnStructure> {
    const body = await this.sql.row<BodyItem>(`SELECT ${BODY} FROM directory.state_body body WHERE id = $2`, [
      this.clock.now(),
      bodyId,
    ]);
    if (!body) throw new AppError('NOT_FOUND');
    const units = await this.sql.rows<UnitRow>(
      `SELECT unit.id, unit.name, unit.kind, coalesce(
         (SELECT json_agg(
            json_build_object('id', employee.id, 'surname', surname, 'givenName', given_name,
                              'patronymic', patronymic, 'post', held.post, 'postKind', held.kind)
            ORDER BY ${seniorFirst('held.kind')},
                     surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", employee.id)
          FROM directory.post_holding held JOIN directory.employee ON employee.id = held.employee_id
          WHERE held.unit_id = unit.id AND ${heldAt('$2')}), '[]') AS employees
       FROM directory.unit WHERE unit.body_id = $1 AND unit.closed_at IS NULL
       ORDER BY array_position(ARRAY['leadership', 'legal', 'documentation', 'hr', 'ordinary'], unit.kind),
                unit.name->>'kk' COLLATE "kk-x-icu", unit.id`,
      [bodyId, this.clock.now()],
    );
    return {
      body,
      units: units.map((unit) => ({
        ...unit,
        employees: unit.employees.map(({ id, post, postKind, ...name }) => ({
          id,
          fullName: fullNameOf(name),
          post,
          postKind,
        })),
      })),
    };
  }
}
