import { Injectable } from '@nestjs/common';
import { AppError, Audit, Clock, Sql, Tx } from '#kernel';
import { NOBODYS_HASH, verifyPassword } from '../accounts/passwords.js';
import type { ProvenAccount } from '../sessions/sessions.js';
import { AttemptLimiter } from './attempt-limiter.js';

const MINUTE_MS = 60_000;
/** Wrong passwords in a row that a login bears. */
export const MOST_FAILURES = 5;
/** How long it is locked then; wrong passwords older than this are forgotten. */
const LOCK_MS = 15 * MINUTE_MS;
/** Failures that one address may have in a minute: a body's whole staff may sit behind one. */
const MOST_FAILURES_OF_ADDRESS = 60;

type KnownAccount = Required<Pick<ProvenAccount, 'id' | 'passwordHash'>>;

/** What a wrong password is called in the record: it was given to sign in, or to change it. */
type Refusal = 'account.sign_in_refused' | 'account.password_change_refused';

/** Checks an account name and password. */
@Injectable()
export class PasswordSignIn {
  private readonly limiter = new AttemptLimiter(MOST_FAILURES_OF_ADDRESS, MINUTE_MS);
  /** The last attempt of each login that is being checked now. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * The account of a login and its password. A login that does not exist is refused in the same words, after the same
   * work and with the same lock as one that does.
   * @param address where the attempt comes from
   * @throws AppError INVALID_CREDENTIALS (`attemptsLeft`), ACCOUNT_LOCKED (`until`), TOO_MANY_REQUESTS (`seconds`)
   */
  async check(
    givenLogin: string,
    password: string,
    address: string,
    refusal: Refusal = 'account.sign_in_refused',
  ): Promise<KnownAccount> {
    const seconds = this.limiter.take(address, this.clock.now().getTime());
    if (seconds !== undefined) throw new AppError('TOO_MANY_REQUESTS', { seconds });
    const login = givenLogin.trim().toLowerCase();
    const account = await this.inTurn(login, () => this.checkOne(login, password, refusal));
    this.limiter.giveBack(address);
    return account;
  }

  /** Attempts of one login go one after the other: right ones at the same moment do not count against each other. */
  private inTurn<T>(login: string, attempt: () => Promise<T>): Promise<T> {
    const before = this.turns.get(login) ?? Promise.resolve();
    const own = before.then(attempt, attempt);
    this.turns.set(login, own);
    const leave = () => {
      if (this.turns.get(login) === own) this.turns.delete(login);
    };
    own.then(leave, leave);
    return own;
  }

  private async checkOne(login: string, password: string, refusal: Refusal): Promise<KnownAccount> {
    const failures = await this.countAttempt(login);
    const account = await this.sql.row<KnownAccount>(
      `SELECT id, password_hash AS "passwordHash" FROM directory.account WHERE login = $1 AND disabled_at IS NULL`,
      [login],
    );
    const matches = await verifyPassword(password, account?.passwordHash ?? NOBODYS_HASH);
    if (!account || !matches) return this.refuse(login, account, failures, refusal);
    await this.sql.execute('DELETE FROM directory.sign_in_failure WHERE login = $1', [login]);
    return account;
  }

  /** Forgets wrong passwords that no longer count. */
  async clearForgotten(): Promise<void> {
    await this.sql.execute('DELETE FROM directory.sign_in_failure WHERE at <= $1', [this.forgottenBefore()]);
  }

  /**
   * Counts the attempt as a failure before its outcome is known: of many at once none is free.
   * @returns how many failures in a row there are with this one
   */
  private async countAttempt(login: string): Promise<number> {
    const now = this.clock.now();
    const counted = await this.sql.row<{ failures: number }>(
      `INSERT INTO directory.sign_in_failure AS known (login, failures, at) VALUES ($1, 1, $2)
       ON CONFLICT (login) DO UPDATE SET at = $2,
         failures = CASE WHEN known.at <= $3 THEN 1 ELSE known.failures + 1 END,
         locked_until = CASE WHEN known.at > $3 AND known.failures + 1 >= ${MOST_FAILURES} THEN $4::timestamptz END
       WHERE known.locked_until IS NULL OR known.locked_until <= $2
       RETURNING failures`,
      [login, now, this.forgottenBefore(), new Date(now.getTime() + LOCK_MS)],
    );
    if (!counted) throw await this.locked(login);
    return counted.failures;
  }

  private async refuse(
    login: string,
    account: KnownAccount | undefined,
    failures: number,
    refusal: Refusal,
  ): Promise<never> {
    const isLocked = failures >= MOST_FAILURES;
    if (account) {
      await this.tx.run(() =>
        this.audit.write({
          subjectType: 'account',
          subjectId: account.id,
          action: isLocked ? 'account.locked' : refusal,
          actor: null,
        }),
      );
    }
    throw isLocked
      ? await this.locked(login)
      : new AppError('INVALID_CREDENTIALS', { attemptsLeft: MOST_FAILURES - failures });
  }

  private async locked(login: string): Promise<AppError> {
    const row = await this.sql.row<{ lockedUntil: Date | null }>(
      'SELECT locked_until AS "lockedUntil" FROM directory.sign_in_failure WHERE login = $1',
      [login],
    );
    // A right password, tried at the same moment, may have lifted the lock.
    const until = row?.lockedUntil ?? this.clock.now();
    return new AppError('ACCOUNT_LOCKED', { until: until.toISOString() });
  }

  private forgottenBefore(): Date {
    return new Date(this.clock.now().getTime() - LOCK_MS);
  }
}
