import { Injectable } from '@nestjs/common';
import { PASSWORD_LENGTH, type PasswordChange, type PasswordFault, passwordFaults } from '#contracts';
import { type Actor, AppError, Clock, Sql, Tx } from '#kernel';
import { OwnSessions } from '../sessions/own-sessions.js';
import { PasswordSignIn } from '../sign-in/password-sign-in.js';
import { commonPasswords } from './common-password-list.js';
import { KeptAccounts } from './kept-accounts.js';
import { hashPassword } from './passwords.js';

/** Changes a password at its owner's wish; every other session of his is over then (775:61). */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly passwords: PasswordSignIn,
    private readonly ownSessions: OwnSessions,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly kept: KeptAccounts,
  ) {}

  /**
   * @param address where the wish comes from: wrong present passwords are counted as at the sign-in
   * @returns how many other sessions ended
   * @throws AppError one of PASSWORD_FAULTS; for the present password as `PasswordSignIn.checkOwn`; CONFLICT where it was
   *   changed at the same moment
   */
  async change(actor: Actor, { current, next }: PasswordChange, address: string): Promise<number> {
    const listed = await commonPasswords();
    const [fault] = passwordFaults(next, current, ownerOf(actor), (word) => listed.has(word));
    if (fault) throw new AppError(fault, paramsOf(fault));
    const proven = await this.passwords.checkOwn(actor.login, current, address);
    const passwordHash = await hashPassword(next);
    return this.tx.run(async () => {
      const changed = await this.sql.execute(
        `UPDATE directory.account SET password_hash = $3, password_changed_at = $4
         WHERE id = $1 AND password_hash = $2`,
        [proven.id, proven.passwordHash, passwordHash, this.clock.now()],
      );
      if (changed === 0) throw new AppError('CONFLICT');
      await this.kept.note(actor, proven.id, 'account.password_changed');
      await this.kept.tell(actor, proven.id, actor.employeeId, 'password_changed');
      return this.ownSessions.endOthers(actor);
    });
  }
}

function ownerOf({ login, fullName, iin, body }: Actor) {
  const bodyNames = [body.name, body.shortName].flatMap((name) => Object.values(name));
  return { login, fullName, iin, bodyNames };
}

const paramsOf = (fault: PasswordFault): Record<string, unknown> =>
  fault === 'PASSWORD_TOO_SHORT' || fault === 'PASSWORD_TOO_LONG' ? { ...PASSWORD_LENGTH } : {};
