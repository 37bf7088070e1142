import { Injectable } from '@nestjs/common';
import { AppError, Audit, Clock, Sql, Tx } from '#kernel';
import { NOBODYS_HASH, verifyPassword } from '../accounts/passwords.js';
import type { ProvenAccount } from '../sessions/sessions.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { LdapPasswords } from './ldap-passwords.js';

const MINUTE_MS = 60_000;
/** Wrong passwords in a row that a login bears. */
export const MOST_FAILURES = 5;
/** How long it is locked then; wrong passwords older than this are forgotten. */
const LOCK_MS = 15 * MINUTE_MS;
/** Failures that one address may have in a minute: a body's whole staff may sit behind one. */
const MOST_FAILURES_OF_ADDRESS = 60;

interface KnownAccount {
  readonly id: string;
  readonly passwordHash: string;
  /** He keeps the portal itself: his password counts though the directory be down. */
  readonly administrator: boolean;
  readonly disabled: boolean;
  readonly activated: boolean;
}

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
    private readonly ldap: LdapPasswords,
  ) {}

  /**
   * The account of a login and its password, the portal's own or the LDAP directory's. A login that does not exist is refused in the same words, after the same
   * work and with the same lock as one that does.
   * @param address where the attempt comes from
   * @throws AppError INVALID_CREDENTIALS (`attemptsLeft`), ACCOUNT_LOCKED (`until`), TOO_MANY_REQUESTS (`seconds`),
   *   PASSWORD_DIRECTORY_DOWN; ACCOUNT_DISABLED, ACCOUNT_NOT_ACTIVATED to whoever knows the password, and to nobody else
   */
  check(givenLogin: string, password: string, address: string): Promise<ProvenAccount> {
    return this.counted(givenLogin, address, (login) =>
      this.checkOne(login, 'account.sign_in_refused', (account) => this.proofOf(account, login, password)),
    );
  }

  /** As `check`, for who is signed in and changes the portal's own password, which alone counts. */
  checkOwn(
    givenLogin: string,
    password: string,
    address: string,
  ): Promise<Required<Pick<ProvenAccount, 'id' | 'passwordHash'>>> {
    return this.counted(givenLogin, address, (login) =>
      this.checkOne(login, 'account.password_change_refused', async (account) =>
        (await isOwn(account, password)) && account
          ? { id: account.id, passwordHash: account.passwordHash }
          : undefined,
      ),
    );
  }

  private async counted<Proof>(
    givenLogin: string,
    address: string,
    attempt: (login: string) => Promise<Proof>,
  ): Promise<Proof> {
    const seconds = this.limiter.take(address, this.clock.now().getTime());
    if (seconds !== undefined) throw new AppError('TOO_MANY_REQUESTS', { seconds });
    const login = givenLogin.trim().toLowerCase();
    const proof = await this.inTurn(login, () => attempt(login));
    this.limiter.giveBack(address);
    return proof;
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

  private async checkOne<Proof>(
    login: string,
    refusal: Refusal,
    prove: (account: KnownAccount | undefined) => Promise<Proof | undefined>,
  ): Promise<Proof> {
    const failures = await this.countAttempt(login);
    const account = await this.sql.row<KnownAccount>(
      `SELECT id, password_hash AS "passwordHash", disabled_at IS NOT NULL AS disabled,
         activated_at IS NOT NULL AS activated,
         EXISTS (SELECT FROM directory.duty_holder holder
                 WHERE holder.employee_id = account.employee_id AND duty = 'portal_administrator') AS administrator
       FROM directory.account WHERE login = $1`,
      [login],
    );
    const proof = await prove(account);
    if (!proof) return this.refuse(login, account, failures, refusal);
    await this.sql.execute('DELETE FROM directory.sign_in_failure WHERE login = $1', [login]);
    if (account && (account.disabled || !account.activated)) {
      await this.note(account.id, refusal);
      throw new AppError(account.disabled ? 'ACCOUNT_DISABLED' : 'ACCOUNT_NOT_ACTIVATED');
    }
    return proof;
  }

  /**
   * The portal's own password first, so that it goes no further and needs no directory; then the directory's, which is
   * asked for names without an account too, so that they take no less time.
   */
  private async proofOf(
    account: KnownAccount | undefined,
    login: string,
    password: string,
  ): Promise<ProvenAccount | undefined> {
    const matches = await isOwn(account, password);
    if (account && matches && (!this.ldap.only || account.administrator)) {
      return { id: account.id, way: 'password', passwordHash: account.passwordHash };
    }
    return (await this.ldap.prove(login, password)) && account ? { id: account.id, way: 'ldap' } : undefined;
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
    if (account) await this.note(account.id, isLocked ? 'account.locked' : refusal);
    throw isLocked
      ? await this.locked(login)
      : new AppError('INVALID_CREDENTIALS', { attemptsLeft: MOST_FAILURES - failures });
  }

  private note(subjectId: string, action: string): Promise<void> {
    return this.tx.run(() => this.audit.write({ subjectType: 'account', subjectId, action, actor: null }));
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

/** Whether it is the account's password in the portal; takes as long where there is no account. */
function isOwn(account: KnownAccount | undefined, password: string): Promise<boolean> {
  return verifyPassword(password, account?.passwordHash ?? NOBODYS_HASH).then(
    (matches) => matches && account !== undefined,
  );
}
