import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type ActivationSlip,
  type ActivationView,
  type LocalizedText,
  PASSWORD_LENGTH,
  type PasswordOwner,
  passwordFaults,
} from '#contracts';
import { AppError, Audit, Clock, newId, Sql, Tx } from '#kernel';
import { fullNameOf } from '../bodies/names.js';
import { OwnNewsTeller } from '../own-news/own-news.js';
import { AttemptLimiter } from '../sign-in/attempt-limiter.js';
import { randomText, typedCode } from './code-letters.js';
import { commonPasswords } from './common-password-list.js';
import { hashPassword } from './passwords.js';

const DAY_MS = 86_400_000;
/** Long enough to reach somebody in another town; a new one takes a moment. */
const LIFETIME_MS = 3 * DAY_MS;
/** For how long it is remembered that a code was used or ran out. */
const REMEMBERED_MS = 30 * DAY_MS;
/** 130 random bits: nobody guesses one, and no salt is needed to keep its hash. */
const LETTERS = 26;
const GROUP = /.{1,5}/g;
/** Wrong codes that one address may try in a minute. */
const MOST_FAILURES_OF_ADDRESS = 20;
const MINUTE_MS = 60_000;

interface CodeRow {
  id: string;
  accountId: string;
  expiresAt: Date;
  used: boolean;
  ended: boolean;
  disabled: boolean;
  /** Its owner had a password before. */
  activated: boolean;
  login: string;
  surname: string;
  givenName: string;
  patronymic: string;
  iin: string;
  bodyId: string;
  bodyName: LocalizedText;
  bodyShortName: LocalizedText;
}

/**
 * Codes by which the owner of an account sets its password: the first one, or a new one after it was taken away. A code is
 * good once, for three days, and until a newer one is given.
 */
@Injectable()
export class ActivationCodes {
  private readonly limiter = new AttemptLimiter(MOST_FAILURES_OF_ADDRESS, MINUTE_MS);

  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly news: OwnNewsTeller,
  ) {}

  /** A new code, as part of the open transaction; the ones before are over. @returns what is handed to the owner */
  async give(accountId: string): Promise<ActivationSlip> {
    const now = this.clock.now();
    const code = randomText(LETTERS);
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    await this.sql.execute(
      `UPDATE directory.activation_code SET ended_at = $2
       WHERE account_id = $1 AND used_at IS NULL AND ended_at IS NULL`,
      [accountId, now],
    );
    await this.sql.insert('directory.activation_code', {
      id: newId(),
      code_hash: hashOf(code),
      account_id: accountId,
      made_at: now,
      expires_at: expiresAt,
    });
    const row = await this.find(code);
    if (!row) throw new Error('The activation code was not kept.');
    return { code: code.match(GROUP)?.join('-') ?? code, ...toldOf(row) };
  }

  /**
   * What the holder of a good code is told before he sets a password.
   * @param address where the question comes from
   * @throws AppError ACTIVATION_UNKNOWN, ACTIVATION_EXPIRED, ACTIVATION_USED, ACCOUNT_DISABLED, TOO_MANY_REQUESTS
   */
  async look(code: string, address: string): Promise<ActivationView> {
    const row = await this.goodOne(code, address);
    return toldOf(row);
  }

  /**
   * Sets the password of the code's account and uses the code up.
   * @param then what else belongs to the first activation, in the same transaction
   * @throws AppError as `look`, and one of PASSWORD_FAULTS
   */
  async use(
    code: string,
    password: string,
    address: string,
    then: (accountId: string) => Promise<void>,
  ): Promise<void> {
    const row = await this.goodOne(code, address);
    const listed = await commonPasswords();
    const [fault] = passwordFaults(password, '', ownerOf(row), (word) => listed.has(word));
    if (fault) {
      const isLength = fault === 'PASSWORD_TOO_SHORT' || fault === 'PASSWORD_TOO_LONG';
      throw new AppError(fault, isLength ? { ...PASSWORD_LENGTH } : {});
    }
    const passwordHash = await hashPassword(password);
    await this.tx.run(async () => {
      const now = this.clock.now();
      // Request, account, code: in the order in which whoever gives a new code takes them.
      await then(row.accountId);
      const set = await this.sql.execute(
        `UPDATE directory.account SET password_hash = $2, password_changed_at = $3,
           activated_at = coalesce(activated_at, $3)
         WHERE id = $1 AND disabled_at IS NULL`,
        [row.accountId, passwordHash, now],
      );
      if (set === 0) throw new AppError('ACCOUNT_DISABLED');
      const used = await this.sql.execute(
        `UPDATE directory.activation_code SET used_at = $2
         WHERE id = $1 AND used_at IS NULL AND ended_at IS NULL AND expires_at > $2`,
        [row.id, now],
      );
      if (used === 0) throw new AppError('ACTIVATION_USED');
      await this.sql.execute('DELETE FROM directory.sign_in_failure WHERE login = $1', [row.login]);
      await this.audit.write({
        subjectType: 'account',
        subjectId: row.accountId,
        action: 'account.activated',
        actor: null,
      });
      if (row.activated) await this.news.tellOwner(row.accountId, 'password_changed');
    });
  }

  /** Removes what was used or ran out long ago. */
  async clearOld(): Promise<void> {
    await this.sql.execute('DELETE FROM directory.activation_code WHERE expires_at < $1', [
      new Date(this.clock.now().getTime() - REMEMBERED_MS),
    ]);
  }

  private async goodOne(code: string, address: string): Promise<CodeRow> {
    const now = this.clock.now();
    const seconds = this.limiter.take(address, now.getTime());
    if (seconds !== undefined) throw new AppError('TOO_MANY_REQUESTS', { seconds });
    const row = await this.find(typedCode(code));
    if (!row) throw new AppError('ACTIVATION_UNKNOWN');
    this.limiter.giveBack(address);
    if (row.used) throw new AppError('ACTIVATION_USED');
    if (row.ended || row.expiresAt <= now) throw new AppError('ACTIVATION_EXPIRED');
    if (row.disabled) throw new AppError('ACCOUNT_DISABLED');
    return row;
  }

  private find(code: string): Promise<CodeRow | undefined> {
    return this.sql.row<CodeRow>(
      `SELECT code.id, code.account_id AS "accountId", code.expires_at AS "expiresAt",
         code.used_at IS NOT NULL AS used, code.ended_at IS NOT NULL AS ended, disabled_at IS NOT NULL AS disabled,
         activated_at IS NOT NULL AS activated,
         login, surname, given_name AS "givenName", patronymic, iin, body.id AS "bodyId",
         body.name AS "bodyName", body.short_name AS "bodyShortName"
       FROM directory.activation_code code JOIN directory.account ON account.id = code.account_id
       JOIN directory.employee ON employee.id = account.employee_id
       JOIN directory.state_body body ON body.id = employee.body_id
       WHERE code_hash = $1`,
      [hashOf(code)],
    );
  }
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

function toldOf(row: CodeRow): ActivationView {
  return {
    login: row.login,
    fullName: fullNameOf(row),
    body: { id: row.bodyId, name: row.bodyName, shortName: row.bodyShortName },
    expiresAt: row.expiresAt.toISOString(),
  };
}

function ownerOf({ login, iin, bodyName, bodyShortName, ...name }: CodeRow): PasswordOwner {
  const bodyNames = [bodyName, bodyShortName].flatMap((texts) => Object.values(texts));
  return { login, fullName: fullNameOf(name), iin, bodyNames };
}
