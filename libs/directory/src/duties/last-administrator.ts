import type { Duty } from '#contracts';
import { type Actor, AppError, type Sql } from '#kernel';

/** Whoever has one of these keeps what all bodies share. */
const OF_ALL_BODIES: readonly Duty[] = ['portal_administrator', 'authorised_body_officer'];

/**
 * One administrator who can sign in and holds a post without an end stays, whichever way others go: the duty taken away,
 * the account blocked, the post ended. Asked after the change and in its transaction: of two changes at once the second
 * sees the first.
 * @throws AppError LAST_ADMINISTRATOR
 */
export async function assertAdministratorLeft(sql: Sql, now: Date): Promise<void> {
  await sql.execute(`SELECT pg_advisory_xact_lock(hashtext('directory.last_administrator'))`);
  const left = await sql.row(
    `SELECT FROM directory.duty_holder holder JOIN directory.account ON account.employee_id = holder.employee_id
     WHERE duty = 'portal_administrator' AND disabled_at IS NULL AND activated_at IS NOT NULL
       AND EXISTS (SELECT FROM directory.post_holding held WHERE held.employee_id = holder.employee_id
         AND (held.begins_at IS NULL OR held.begins_at <= $1) AND held.ends_at IS NULL)
     LIMIT 1`,
    [now],
  );
  if (!left) throw new AppError('LAST_ADMINISTRATOR');
}

/**
 * Who holds no post acts no more. So somebody who keeps what all bodies share does not lose his last one by the coordinator
 * of his body, and the last administrator by nobody. Asked after the change and in its transaction.
 * @throws AppError ACCOUNT_PROTECTED, LAST_ADMINISTRATOR
 */
export async function assertMayLosePosts(
  sql: Sql,
  actor: Actor,
  employeeId: string,
  now: Date,
): Promise<void> {
  const kept = await sql.rows<{ duty: Duty }>(
    `SELECT duty FROM directory.duty_holder WHERE employee_id = $1 AND duty = ANY($2) AND NOT EXISTS (
       SELECT FROM directory.post_holding held WHERE held.employee_id = $1 AND held.ends_at IS NULL)`,
    [employeeId, OF_ALL_BODIES],
  );
  if (kept.length === 0) return;
  if (!actor.duties.includes('portal_administrator')) throw new AppError('ACCOUNT_PROTECTED');
  if (kept.some(({ duty }) => duty === 'portal_administrator')) await assertAdministratorLeft(sql, now);
}
