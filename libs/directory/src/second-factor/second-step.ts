import { Injectable } from '@nestjs/common';
import type { Enrolment, PendingSignIn } from '#contracts';
import { AppError, Clock, newId, Sql } from '#kernel';
import { hashToken, newToken } from '../sessions/session-cookie.js';
import { needsSecondFactor, type ProvenAccount } from '../sessions/sessions.js';
import { SecondFactors } from './second-factors.js';

/** Long enough to find the telephone, or to set an application up. */
const LIFETIME_MS = 10 * 60_000;

interface PendingRow {
  id: string;
  accountId: string;
  passwordHash: string | null;
  way: ProvenAccount['way'];
}

/**
 * The second step of signing in. What the first step proved waits under a random token that opens nothing else, so that
 * nobody who knows a password alone ever has a session.
 */
@Injectable()
export class SecondStep {
  constructor(
    private readonly factors: SecondFactors,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** What is still asked of the account whose first factor is proven; undefined where nothing is. */
  async after(account: ProvenAccount): Promise<PendingSignIn | undefined> {
    if (!needsSecondFactor(account)) return undefined;
    const { id, way, passwordHash } = account;
    const { policy, since } = await this.factors.stateOf(id);
    if (!since && policy !== 'required') return undefined;
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + LIFETIME_MS);
    await this.sql.insert('directory.pending_sign_in', {
      id: newId(),
      token_hash: hashToken(token),
      account_id: id,
      password_hash: passwordHash ?? null,
      way,
      expires_at: expiresAt,
    });
    return { token, needs: since ? 'code' : 'enrolment', expiresAt: expiresAt.toISOString() };
  }

  /** @throws AppError SIGN_IN_EXPIRED; as `SecondFactors.check` */
  async prove(token: string, code: string): Promise<ProvenAccount> {
    const pending = await this.find(token);
    await this.factors.check(pending.accountId, code);
    return this.use(pending);
  }

  /** What the application of somebody who must have a second factor is told. @throws AppError SIGN_IN_EXPIRED, SECOND_FACTOR_PRESENT */
  async enrol(token: string): Promise<Enrolment> {
    const { accountId } = await this.find(token);
    return this.factors.begin(accountId);
  }

  /** @returns the account, and its recovery codes. @throws AppError SIGN_IN_EXPIRED; as `SecondFactors.confirm` */
  async confirm(token: string, code: string): Promise<{ account: ProvenAccount; codes: string[] }> {
    const pending = await this.find(token);
    const codes = await this.factors.confirm(pending.accountId, code, null);
    return { account: await this.use(pending), codes };
  }

  /** Removes what has run out. */
  async clearExpired(): Promise<void> {
    await this.sql.execute('DELETE FROM directory.pending_sign_in WHERE expires_at <= $1', [
      this.clock.now(),
    ]);
  }

  private async find(token: string): Promise<PendingRow> {
    const pending = await this.sql.row<PendingRow>(
      `SELECT id, account_id AS "accountId", password_hash AS "passwordHash", way
       FROM directory.pending_sign_in WHERE token_hash = $1 AND expires_at > $2`,
      [hashToken(token), this.clock.now()],
    );
    if (!pending) throw new AppError('SIGN_IN_EXPIRED');
    return pending;
  }

  /** Of two that finish the same sign-in one has a session. */
  private async use({ id, accountId, passwordHash, way }: PendingRow): Promise<ProvenAccount> {
    const used = await this.sql.execute('DELETE FROM directory.pending_sign_in WHERE id = $1', [id]);
    if (used === 0) throw new AppError('SIGN_IN_EXPIRED');
    return { id: accountId, way, secondFactor: true, ...(passwordHash === null ? {} : { passwordHash }) };
  }
}
