import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Delegation, type DelegationList, type DelegationQuery, id, instant } from '#contracts';
import { type Actor, AppError, Clock, decodeCursor, pageFrom, Sql, TIME_ZONE, utcText } from '#kernel';
import { namedBy } from '../posts/held-posts.js';
import { coordinates } from './delegations.policy.js';

const NAME = (person: string) =>
  `concat_ws(' ', ${person}.surname, ${person}.given_name, nullif(${person}.patronymic, ''))`;
const PERSON = (person: string) =>
  `json_build_object('id', ${person}.id, 'fullName', ${NAME(person)}, 'post', of_${person}.post, 'unit', of_${person}.unit)`;

/** Whose: a condition on `$1`, the reader or his body. */
const OF: Record<DelegationQuery['of'], string> = {
  given: 'principal_id = $1',
  received: 'stand_in_id = $1',
  body: 'delegation.body_id = $1',
};

/** `$2` is now, `$3` the reader; `$4` whether he keeps the body's part of the directory. */
const ROWS = (condition: string) => `
  SELECT delegation.id, ${PERSON('principal')} AS principal,
    ${PERSON('stand_in')} AS "standIn", rooms, reason,
    to_char(starts_at AT TIME ZONE '${TIME_ZONE}', 'YYYY-MM-DD') AS from,
    to_char((ends_at AT TIME ZONE '${TIME_ZONE}') - interval '1 day', 'YYYY-MM-DD') AS to,
    ${utcText('starts_at')} AS "startsAt",
    json_build_object('id', maker.id, 'fullName', ${NAME('maker')}) AS "madeBy",
    ${utcText('revoked_at')} AS "revokedAt",
    CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN ends_at <= $2 THEN 'over'
      WHEN starts_at <= $2 THEN 'running' ELSE 'ahead' END AS state,
    revoked_at IS NULL AND ends_at > $2 AND (principal_id = $3 OR $4) AS "canEnd"
  FROM directory.delegation
  JOIN directory.employee principal ON principal.id = principal_id
  CROSS JOIN LATERAL ${namedBy('principal.id', '$2')} of_principal
  JOIN directory.employee stand_in ON stand_in.id = stand_in_id
  CROSS JOIN LATERAL ${namedBy('stand_in.id', '$2')} of_stand_in
  JOIN directory.employee maker ON maker.id = made_by
  WHERE ${condition}`;

const keyset = z.tuple([instant, id]);

/** Delegations as those whom they concern see them. */
@Injectable()
export class DelegationsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** The newest beginning first. @throws AppError FORBIDDEN for the body's where the reader is not its coordinator */
  async list(actor: Actor, { of, cursor, limit }: DelegationQuery): Promise<DelegationList> {
    if (of === 'body' && !coordinates(actor)) throw new AppError('FORBIDDEN');
    const after = decodeCursor(cursor, keyset) ?? [null, null];
    const whose = of === 'body' ? actor.body.id : actor.employeeId;
    const rows = await this.sql.rows<Delegation & { startsAt: string }>(
      `${ROWS(OF[of])} AND ($5::timestamptz IS NULL OR (starts_at, delegation.id) < ($5, $6::uuid))
       ORDER BY starts_at DESC, delegation.id DESC LIMIT $7::int + 1`,
      [whose, this.clock.now(), actor.employeeId, coordinates(actor), ...after, limit],
    );
    const { items, nextCursor } = pageFrom(rows, limit, (row) => [row.startsAt, row.id]);
    return { items: items.map(({ startsAt: _, ...item }) => item), nextCursor };
  }

  /** One delegation, for whom it concerns. @throws AppError NOT_FOUND */
  async one(actor: Actor, delegationId: string): Promise<Delegation> {
    const row = await this.sql.row<Delegation & { startsAt: string }>(
      ROWS(
        'delegation.id = $1 AND (principal_id = $3 OR stand_in_id = $3 OR $4 AND delegation.body_id = $5)',
      ),
      [delegationId, this.clock.now(), actor.employeeId, coordinates(actor), actor.body.id],
    );
    if (!row) throw new AppError('NOT_FOUND');
    const { startsAt: _, ...item } = row;
    return item;
  }
}
