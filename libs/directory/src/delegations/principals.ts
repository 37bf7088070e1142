import type { DelegatedRoom, Duty } from '#contracts';
import type { HeldPost, Principal } from '#kernel';
import { dayOf } from '#kernel';
import { fullNameOf, shortNameOf } from '../bodies/names.js';
import { HELD_POST, heldAt, MAIN_FIRST } from '../posts/held-posts.js';

/** A delegation to the signed-in employee that runs or lies ahead; instants as JSON has them. */
export interface PrincipalRow {
  delegationId: string;
  employeeId: string;
  surname: string;
  givenName: string;
  patronymic: string;
  body: { id: string };
  /** Null for who holds none now: he has left, or not begun. */
  posts: HeldPost[] | null;
  duties: Duty[];
  rooms: DelegatedRoom[] | null;
  startsAt: string;
  endsAt: string;
}

/**
 * Everybody in whose stead `employee` of the query around it acts, or will. Only of his own body, as it is now; nobody
 * acts in the stead of somebody whose account is blocked. What a principal has is read anew each time, and only what he
 * has himself: what was delegated to him is not among it. `$2` is now.
 */
export const PRINCIPALS = `coalesce((
  SELECT json_agg(json_build_object(
      'delegationId', delegation.id, 'employeeId', principal.id, 'surname', principal.surname,
      'givenName', principal.given_name, 'patronymic', principal.patronymic,
      'body', json_build_object('id', principal.body_id),
      'posts', (SELECT json_agg(${HELD_POST} ORDER BY ${MAIN_FIRST})
        FROM directory.post_holding held JOIN directory.unit ON unit.id = held.unit_id
        WHERE held.employee_id = principal.id AND ${heldAt('$2')}),
      'duties', ARRAY(SELECT duty FROM directory.duty_holder holder WHERE holder.employee_id = principal.id),
      'rooms', delegation.rooms, 'startsAt', delegation.starts_at, 'endsAt', delegation.ends_at)
    ORDER BY delegation.starts_at, delegation.id)
  FROM directory.delegation
  JOIN directory.employee principal
    ON principal.id = delegation.principal_id AND principal.body_id = employee.body_id
  WHERE delegation.stand_in_id = employee.id AND delegation.revoked_at IS NULL AND delegation.ends_at > $2
    AND NOT EXISTS (SELECT FROM directory.account blocked
      WHERE blocked.employee_id = principal.id AND blocked.disabled_at IS NOT NULL)), '[]')`;

/** In whose stead somebody acts at a moment, and when that changes next by the clock alone. */
export function standingAt(
  rows: readonly PrincipalRow[],
  now: Date,
): { standsInFor: Principal[]; rightsChangeAt: Date | null } {
  const running = rows.filter(({ startsAt }) => new Date(startsAt) <= now);
  const moments = rows
    .flatMap(({ startsAt, endsAt }) => [new Date(startsAt), new Date(endsAt)])
    .filter((moment) => moment > now);
  const next = Math.min(...moments.map(Number));
  return {
    standsInFor: running.flatMap(principalOf),
    rightsChangeAt: moments.length > 0 ? new Date(next) : null,
  };
}

function principalOf(row: PrincipalRow): Principal[] {
  const { delegationId, employeeId, body, posts, duties, rooms } = row;
  if (!posts) return [];
  const principal: Principal = {
    delegationId,
    employeeId,
    fullName: fullNameOf(row),
    shortName: shortNameOf(row),
    body,
    posts,
    duties,
    rooms: rooms ?? undefined,
    until: dayOf(new Date(new Date(row.endsAt).getTime() - 1)),
  };
  return [principal];
}
