import { Injectable } from '@nestjs/common';
import { DELEGATED_ROOMS, type DelegatedRoom, type Room } from '#contracts';
import { Clock, Sql } from '#kernel';
import { heldAt } from '../posts/held-posts.js';

/** Somebody who may act now in the stead of another. */
export interface StandIn {
  readonly employeeId: string;
  readonly principalId: string;
  /** "Surname Given Patronymic" of the principal. */
  readonly principalName: string;
  /** Since when he may, and was known to. */
  readonly since: Date;
}

/** Who acts now in whose stead: by the same rules as the rights of the signed-in stand-in (see `PRINCIPALS`). */
@Injectable()
export class StandIns {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** Of these employees, in each room; nobody in a room in which nobody stands in for another. */
  async of(principalIds: readonly string[]): Promise<(room: Room) => readonly StandIn[]> {
    const rows = await this.sql.rows<StandIn & { rooms: DelegatedRoom[] | null }>(
      `SELECT stand_in.id AS "employeeId", principal.id AS "principalId",
         concat_ws(' ', principal.surname, principal.given_name, nullif(principal.patronymic, '')) AS "principalName",
         greatest(starts_at, made_at) AS since, rooms
       FROM directory.delegation
       JOIN directory.employee principal ON principal.id = principal_id
       JOIN directory.employee stand_in ON stand_in.id = stand_in_id AND stand_in.body_id = principal.body_id
       WHERE principal_id = ANY($1) AND revoked_at IS NULL AND starts_at <= $2 AND ends_at > $2
         AND EXISTS (SELECT FROM directory.post_holding held
           WHERE held.employee_id = principal.id AND ${heldAt('$2')})
         AND NOT EXISTS (SELECT FROM directory.account blocked
           WHERE blocked.employee_id = principal.id AND blocked.disabled_at IS NOT NULL)
       ORDER BY stand_in.id, principal.id`,
      [principalIds, this.clock.now()],
    );
    return (room) => rows.filter(({ rooms }) => (rooms ?? DELEGATED_ROOMS).some((one: Room) => one === room));
  }
}
