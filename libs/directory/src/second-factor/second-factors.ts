import { Injectable } from '@nestjs/common';
import type { Enrolment, OwnSecondFactor, SecondFactorPolicy } from '#contracts';
import { type Actor, AppError, Audit, Clock, SecretBox, Sql, Tx } from '#kernel';
import { typedCode } from '../accounts/code-letters.js';
import { digestWith } from '../accounts/passwords.js';
import { OwnNewsTeller } from '../own-news/own-news.js';
import { newRecoveryCodes } from './recovery-codes.js';
import { enrolmentOf, newSecret, stepOf } from './totp.js';

const MINUTE_MS = 60_000;
/** Wrong codes in a row that a second factor bears. */
export const MOST_WRONG_CODES = 5;
/** How long it takes no code then; wrong codes older than this are forgotten. */
const LOCK_MS = 15 * MINUTE_MS;
const TOTP_CODE = /^\d{6}$/;

interface CountedFactor {
  failures: number;
  sealedSecret: Buffer;
  confirmed: boolean;
  recoverySalt: Buffer | null;
}

/** How things stand with an account's second factor. */
export interface FactorState {
  readonly policy: SecondFactorPolicy;
  /** Since when it is asked for. */
  readonly since: Date | null;
  readonly login: string;
  readonly recoveryCodesLeft: number;
}

/**
 * Second factors (775:61): codes of an application (RFC 6238) and recovery codes. Whoever calls has proven the
 * password first.
 */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly box: SecretBox,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly news: OwnNewsTeller,
  ) {}

  /** @throws AppError NOT_FOUND for an account that is not there */
  async stateOf(accountId: string): Promise<FactorState> {
    const state = await this.sql.row<FactorState>(
      `SELECT body.second_factor AS policy, factor.confirmed_at AS since, login,
         (SELECT count(*)::int FROM directory.recovery_code code
          WHERE code.account_id = account.id AND used_at IS NULL) AS "recoveryCodesLeft"
       FROM directory.account JOIN directory.employee ON employee.id = account.employee_id
       JOIN directory.state_body body ON body.id = employee.body_id
       LEFT JOIN directory.second_factor factor ON factor.account_id = account.id
       WHERE account.id = $1`,
      [accountId],
    );
    if (!state) throw new AppError('NOT_FOUND');
    return state;
  }

  async own(accountId: string): Promise<OwnSecondFactor> {
    const { policy, since, recoveryCodesLeft } = await this.stateOf(accountId);
    return { policy, since: since?.toISOString() ?? null, recoveryCodesLeft };
  }

  /**
   * Makes a secret, which is asked for from the first right code on; one that was made before and never confirmed is gone.
   * @throws AppError SECOND_FACTOR_OFF, SECOND_FACTOR_PRESENT
   */
  async begin(accountId: string): Promise<Enrolment> {
    const { policy, login } = await this.stateOf(accountId);
    if (policy === 'off') throw new AppError('SECOND_FACTOR_OFF');
    const secret = newSecret();
    // The count of wrong codes stays: beginning anew is no way around it.
    const made = await this.sql.execute(
      `INSERT INTO directory.second_factor AS known (account_id, sealed_secret) VALUES ($1, $2)
       ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret
       WHERE known.confirmed_at IS NULL`,
      [accountId, this.box.seal(secret, accountId)],
    );
    if (made === 0) throw new AppError('SECOND_FACTOR_PRESENT');
    return enrolmentOf(secret, login);
  }

  /**
   * The application has the secret: from now on its codes are asked for.
   * @returns recovery codes, never to be seen again
   * @throws AppError CODE_WRONG (`attemptsLeft`), ACCOUNT_LOCKED (`until`), SECOND_FACTOR_ABSENT, SECOND_FACTOR_PRESENT
   */
  async confirm(accountId: string, code: string, actor: Actor | null): Promise<string[]> {
    const counted = await this.countAttempt(accountId);
    if (counted.confirmed) throw new AppError('SECOND_FACTOR_PRESENT');
    const step = this.stepOf(accountId, counted, typedCode(code));
    if (step === undefined) throw await this.refusal(accountId, counted);
    const { codes, salt, digests } = await newRecoveryCodes();
    await this.tx.run(async () => {
      const confirmed = await this.sql.execute(
        `UPDATE directory.second_factor SET confirmed_at = $2, last_step = $3, failures = 0, locked_until = NULL
         WHERE account_id = $1 AND confirmed_at IS NULL AND sealed_secret = $4`,
        [accountId, this.clock.now(), step, counted.sealedSecret],
      );
      if (confirmed === 0) throw new AppError('CONFLICT');
      await this.keepRecoveryCodes(accountId, salt, digests);
      await this.note(accountId, 'account.second_factor_enrolled', actor);
      await this.news.tellOwner(accountId, 'second_factor_added');
    });
    return codes;
  }

  /**
   * Proves a code of the application or a recovery code, which is used up by it.
   * @throws AppError CODE_WRONG (`attemptsLeft`), also for a code that was taken before; ACCOUNT_LOCKED (`until`),
   *   SECOND_FACTOR_ABSENT
   */
  async check(accountId: string, given: string): Promise<void> {
    const counted = await this.countAttempt(accountId);
    if (!counted.confirmed) throw new AppError('SECOND_FACTOR_ABSENT');
    const code = typedCode(given);
    const taken = TOTP_CODE.test(code)
      ? await this.takeStep(accountId, counted, code)
      : await this.takeRecoveryCode(accountId, counted, code);
    if (!taken) throw await this.refusal(accountId, counted);
  }

  /** New recovery codes; the old ones are gone. @throws AppError as `check` */
  async renewRecoveryCodes(actor: Actor, code: string): Promise<string[]> {
    const { accountId } = actor;
    await this.check(accountId, code);
    const { codes, salt, digests } = await newRecoveryCodes();
    await this.tx.run(async () => {
      await this.keepRecoveryCodes(accountId, salt, digests);
      await this.note(accountId, 'account.recovery_codes_renewed', actor);
    });
    return codes;
  }

  /** @throws AppError as `check`; SECOND_FACTOR_REQUIRED where the body demands it */
  async remove(actor: Actor, code: string): Promise<void> {
    const { policy } = await this.stateOf(actor.accountId);
    if (policy === 'required') throw new AppError('SECOND_FACTOR_REQUIRED');
    await this.check(actor.accountId, code);
    await this.tx.run(async () => {
      // Whoever demands it at this moment waits, and then ends the session; or was first, and it stays.
      const body = await this.sql.row<{ policy: SecondFactorPolicy }>(
        'SELECT second_factor AS policy FROM directory.state_body WHERE id = $1 FOR SHARE',
        [actor.body.id],
      );
      if (body?.policy === 'required') throw new AppError('SECOND_FACTOR_REQUIRED');
      await this.drop(actor.accountId);
      await this.note(actor.accountId, 'account.second_factor_removed', actor);
      await this.news.tellOwner(actor.accountId, 'second_factor_removed');
    });
  }

  /** Takes it away, in the open transaction; the caller writes the record. @throws AppError SECOND_FACTOR_ABSENT */
  async drop(accountId: string): Promise<void> {
    const dropped = await this.sql.execute(
      'DELETE FROM directory.second_factor WHERE account_id = $1 AND confirmed_at IS NOT NULL',
      [accountId],
    );
    if (dropped === 0) throw new AppError('SECOND_FACTOR_ABSENT');
  }

  /** Counts the attempt as a failure before its outcome is known: of many at once none is free. */
  private async countAttempt(accountId: string): Promise<CountedFactor> {
    const now = this.clock.now();
    const counted = await this.sql.row<CountedFactor>(
      `UPDATE directory.second_factor SET failed_at = $2,
         failures = CASE WHEN failed_at > $3 THEN failures + 1 ELSE 1 END,
         locked_until = CASE WHEN failed_at > $3 AND failures + 1 >= ${MOST_WRONG_CODES} THEN $4::timestamptz END
       WHERE account_id = $1 AND (locked_until IS NULL OR locked_until <= $2)
       RETURNING failures, sealed_secret AS "sealedSecret", confirmed_at IS NOT NULL AS confirmed,
         recovery_salt AS "recoverySalt"`,
      [accountId, now, new Date(now.getTime() - LOCK_MS), new Date(now.getTime() + LOCK_MS)],
    );
    if (!counted) throw await this.locked(accountId);
    return counted;
  }

  private stepOf(accountId: string, { sealedSecret }: CountedFactor, code: string): number | undefined {
    return stepOf(this.box.open(sealedSecret, accountId), code, this.clock.now());
  }

  private async takeStep(accountId: string, counted: CountedFactor, code: string): Promise<boolean> {
    const step = this.stepOf(accountId, counted, code);
    if (step === undefined) return false;
    // Of two with the same code one is first; the other finds the step taken.
    const taken = await this.sql.execute(
      `UPDATE directory.second_factor SET last_step = $2, failures = 0, locked_until = NULL
       WHERE account_id = $1 AND last_step < $2`,
      [accountId, step],
    );
    return taken === 1;
  }

  private async takeRecoveryCode(
    accountId: string,
    { recoverySalt }: CountedFactor,
    code: string,
  ): Promise<boolean> {
    if (!recoverySalt) return false;
    const digest = await digestWith(recoverySalt, code);
    return this.tx.run(async () => {
      const taken = await this.sql.execute(
        `UPDATE directory.recovery_code SET used_at = $3
         WHERE account_id = $1 AND digest = $2 AND used_at IS NULL`,
        [accountId, digest, this.clock.now()],
      );
      if (taken === 0) return false;
      await this.sql.execute(
        'UPDATE directory.second_factor SET failures = 0, locked_until = NULL WHERE account_id = $1',
        [accountId],
      );
      await this.note(accountId, 'account.recovery_code_used', null);
      return true;
    });
  }

  private async keepRecoveryCodes(accountId: string, salt: Buffer, digests: Buffer[]): Promise<void> {
    const kept = await this.sql.execute(
      `UPDATE directory.second_factor SET recovery_salt = $2
       WHERE account_id = $1 AND confirmed_at IS NOT NULL`,
      [accountId, salt],
    );
    if (kept === 0) throw new AppError('SECOND_FACTOR_ABSENT');
    await this.sql.execute('DELETE FROM directory.recovery_code WHERE account_id = $1', [accountId]);
    await this.sql.execute(
      'INSERT INTO directory.recovery_code (account_id, digest) SELECT $1, unnest($2::bytea[])',
      [accountId, digests],
    );
  }

  private async refusal(accountId: string, { failures }: CountedFactor): Promise<AppError> {
    const isLocked = failures >= MOST_WRONG_CODES;
    await this.tx.run(() =>
      this.note(accountId, isLocked ? 'account.second_factor_locked' : 'account.second_factor_refused', null),
    );
    return isLocked
      ? this.locked(accountId)
      : new AppError('CODE_WRONG', { attemptsLeft: MOST_WRONG_CODES - failures });
  }

  private async locked(accountId: string): Promise<AppError> {
    const row = await this.sql.row<{ lockedUntil: Date | null }>(
      'SELECT locked_until AS "lockedUntil" FROM directory.second_factor WHERE account_id = $1',
      [accountId],
    );
    if (!row) return new AppError('SECOND_FACTOR_ABSENT');
    // A right code, tried at the same moment, may have lifted the lock.
    return new AppError('ACCOUNT_LOCKED', { until: (row.lockedUntil ?? this.clock.now()).toISOString() });
  }

  private note(accountId: string, action: string, actor: Actor | null): Promise<void> {
    return this.audit.write({ subjectType: 'account', subjectId: accountId, action, actor });
  }
}
