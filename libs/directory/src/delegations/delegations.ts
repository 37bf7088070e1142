import { Injectable } from '@nestjs/common';
import { type DelegationBody, MAX_DELEGATION_DAYS } from '#contracts';
import {
  type Actor,
  AppError,
  Audit,
  Clock,
  dayOf,
  nextDay,
  personOf,
  Sql,
  startOf,
  TIME_ZONE,
  Tx,
} from '#kernel';
import { Sessions } from '../sessions/sessions.js';
import { DelegationNews } from './delegation-news.js';
import { coordinates } from './delegations.policy.js';

const DAY_MS = 86_400_000;

interface Party {
  id: string;
  bodyId: string;
  hasAccount: boolean;
  isBlocked: boolean;
}

interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Gives a person's rights to a stand-in for some days, and takes them back; each is in the record and holds at once. */
@Injectable()
export class Delegations {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly news: DelegationNews,
    private readonly sessions: Sessions,
  ) {}

  /**
   * An employee names his stand-in, or his body's coordinator names one for somebody absent, but never himself. The same
   * request twice makes one delegation.
   * @throws AppError FORBIDDEN for another's rights without the coordinator's duty; NOT_FOUND for a principal of another
   *   body; DELEGATION_TO_SELF, DELEGATION_TO_OTHER_BODY, STAND_IN_WITHOUT_ACCOUNT, PRINCIPAL_BLOCKED,
   *   DELEGATION_IN_PAST, DELEGATION_TOO_LONG, DELEGATION_OVERLAPS, STAND_IN_AWAY; CONFLICT for an id that is another's
   */
  async give(actor: Actor, body: DelegationBody): Promise<void> {
    const principalId = body.principalId ?? actor.employeeId;
    if (principalId !== actor.employeeId && !coordinates(actor)) throw new AppError('FORBIDDEN');
    await this.tx.run(async () => {
      const parties = await this.lockParties([principalId, body.standInId]);
      if (await this.isThere(actor, body.id, principalId)) return;
      assertParties(actor, principalId, body.standInId, parties);
      const span = this.spanOf(body);
      await this.assertFree(principalId, body, span);
      const { startsAt, endsAt } = span;
      await this.sql.insert('directory.delegation', {
        id: body.id,
        body_id: actor.body.id,
        principal_id: principalId,
        stand_in_id: body.standInId,
        rooms: body.rooms,
        starts_at: startsAt,
        ends_at: endsAt,
        reason: body.reason,
        made_at: this.clock.now(),
        made_by: actor.employeeId,
      });
      const { standInId, rooms, from, to, reason } = body;
      await this.told(actor, body.id, 'delegation.made', { principalId, standInId, rooms, from, to, reason });
      await this.sessions.announceChange([standInId]);
    });
  }

  /**
   * Ends a delegation before its time: its principal does, or the coordinator of the body.
   * @throws AppError NOT_FOUND, FORBIDDEN for the stand-in; DELEGATION_OVER
   */
  async end(actor: Actor, id: string): Promise<void> {
    await this.tx.run(async () => {
      const found = await this.sql.row<
        Span & { principalId: string; standInId: string; bodyId: string; revokedAt: Date | null }
      >(
        `SELECT principal_id AS "principalId", stand_in_id AS "standInId", body_id AS "bodyId", ends_at AS "endsAt",
           revoked_at AS "revokedAt"
         FROM directory.delegation WHERE id = $1 FOR UPDATE`,
        [id],
      );
      if (!found) throw new AppError('NOT_FOUND');
      const mayEnd = found.principalId === actor.employeeId || coordinates(actor, found.bodyId);
      if (!mayEnd) throw new AppError(found.standInId === actor.employeeId ? 'FORBIDDEN' : 'NOT_FOUND');
      const now = this.clock.now();
      if (found.revokedAt || found.endsAt <= now) throw new AppError('DELEGATION_OVER');
      await this.sql.update('directory.delegation', id, { revoked_at: now });
      const { principalId, standInId } = found;
      await this.told(actor, id, 'delegation.revoked', { principalId, standInId });
      await this.sessions.announceChange([standInId]);
    });
  }

  /** Both rows are held, in one order: of two delegations of one person at once the second sees the first. */
  private lockParties(ids: readonly string[]): Promise<Party[]> {
    return this.sql.rows<Party>(
      `SELECT employee.id, body_id AS "bodyId", account.id IS NOT NULL AS "hasAccount",
         account.disabled_at IS NOT NULL AS "isBlocked"
       FROM directory.employee LEFT JOIN directory.account ON account.employee_id = employee.id
       WHERE employee.id = ANY($1) ORDER BY employee.id FOR NO KEY UPDATE OF employee`,
      [ids],
    );
  }

  private async isThere(actor: Actor, id: string, principalId: string): Promise<boolean> {
    const row = await this.sql.row<{ isSame: boolean }>(
      'SELECT made_by = $2 AND principal_id = $3 AS "isSame" FROM directory.delegation WHERE id = $1',
      [id, actor.employeeId, principalId],
    );
    if (row && !row.isSame) throw new AppError('CONFLICT');
    return row !== undefined;
  }

  private spanOf({ from, to }: DelegationBody): Span {
    const today = startOf(dayOf(this.clock.now()));
    const span = { startsAt: startOf(from), endsAt: startOf(nextDay(to)) };
    if (span.startsAt < today) throw new AppError('DELEGATION_IN_PAST');
    const isLong = (since: Date) => span.endsAt.getTime() - since.getTime() > MAX_DELEGATION_DAYS * DAY_MS;
    // What begins more than a year ahead is a slip of the hand as well.
    const isFarOff = span.startsAt.getTime() - today.getTime() > MAX_DELEGATION_DAYS * DAY_MS;
    if (isLong(span.startsAt) || isFarOff) {
      throw new AppError('DELEGATION_TOO_LONG', { days: MAX_DELEGATION_DAYS });
    }
    return span;
  }

  /** One stand-in at a time in each room, and none who is away himself: what one has by delegation goes no further. */
  private async assertFree(principalId: string, body: DelegationBody, span: Span): Promise<void> {
    const other = await this.meeting(principalId, body, span);
    if (other) {
      const { name, from, to } = other;
      throw new AppError('DELEGATION_OVERLAPS', { name, from, to });
    }
    const away = await this.meeting(body.standInId, body, span);
    if (away) throw new AppError('STAND_IN_AWAY', { until: away.to });
  }

  /** A delegation by this employee, in one of the rooms, that meets the days. */
  private meeting(
    employeeId: string,
    { rooms }: DelegationBody,
    { startsAt, endsAt }: Span,
  ): Promise<{ name: string; from: string; to: string } | undefined> {
    return this.sql.row(
      `SELECT concat_ws(' ', surname, given_name, nullif(patronymic, '')) AS name,
         to_char(starts_at AT TIME ZONE $5, 'YYYY-MM-DD') AS from,
         to_char((ends_at AT TIME ZONE $5) - interval '1 day', 'YYYY-MM-DD') AS to
       FROM directory.delegation JOIN directory.employee ON employee.id = stand_in_id
       WHERE principal_id = $1 AND revoked_at IS NULL AND starts_at < $3 AND ends_at > $2
         AND (rooms IS NULL OR $4::text[] IS NULL OR rooms && $4::text[])
       ORDER BY starts_at LIMIT 1`,
      [employeeId, startsAt, endsAt, rooms, TIME_ZONE],
    );
  }

  /** In the record, and to both whom it concerns. */
  private async told(
    actor: Actor,
    id: string,
    action: 'delegation.made' | 'delegation.revoked',
    data: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.write({
      subjectType: 'delegation',
      subjectId: id,
      action,
      actor,
      data: { ...data, by: personOf(actor) },
    });
    await this.news.tell(actor, id, action === 'delegation.made' ? 'given' : 'withdrawn');
  }
}

function assertParties(
  actor: Actor,
  principalId: string,
  standInId: string,
  parties: readonly Party[],
): void {
  const of = (id: string) => parties.find((one) => one.id === id && one.bodyId === actor.body.id);
  const [principal, standIn] = [of(principalId), of(standInId)];
  if (!principal) throw new AppError('NOT_FOUND');
  // A coordinator who gave himself another's rights would have more than anybody gave him.
  if (standInId === principalId || standInId === actor.employeeId) throw new AppError('DELEGATION_TO_SELF');
  if (!standIn) throw new AppError('DELEGATION_TO_OTHER_BODY');
  if (!standIn.hasAccount || standIn.isBlocked) throw new AppError('STAND_IN_WITHOUT_ACCOUNT');
  if (principal.isBlocked) throw new AppError('PRINCIPAL_BLOCKED');
}
