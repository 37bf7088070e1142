import { Injectable } from '@nestjs/common';
import { AppError, Audit, Sql, Tx } from '#kernel';

/** An account whose owner somebody else vouches for: a certification centre, or a provider. */
export interface OwnedAccount {
  readonly id: string;
  readonly disabled: boolean;
  /** Its owner has set a password once. */
  readonly activated: boolean;
}

/** What a voucher names the owner by. IINs are of twelve digits, BINs too. */
export type OwnerMark =
  | { readonly iin: string; readonly bin: string }
  | { readonly iin: string }
  | { readonly login: string };

/** Finds accounts by who owns them, for the ways to sign in that take no password of the portal. None is ever made. */
@Injectable()
export class AccountOwners {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly audit: Audit,
  ) {}

  /** @param mark all that it holds has to fit */
  find(mark: OwnerMark): Promise<OwnedAccount | undefined> {
    const { iin, bin, login }: { iin?: string; bin?: string; login?: string } = mark;
    return this.sql.row<OwnedAccount>(
      `SELECT account.id, disabled_at IS NOT NULL AS disabled,
         activated_at IS NOT NULL AS activated
       FROM directory.account
       JOIN directory.employee ON employee.id = account.employee_id
       JOIN directory.state_body body ON body.id = employee.body_id
       WHERE ($1::text IS NULL OR iin = $1) AND ($2::text IS NULL OR bin = $2)
         AND ($3::text IS NULL OR account.login = $3) AND num_nonnulls($1::text, $3::text) > 0`,
      [iin ?? null, bin ?? null, login ?? null],
    );
  }

  /**
   * Why the account may not be used now. Wrong passwords lock passwords alone: anybody can type them in anybody's name, and
   * they say nothing of a key or of what a provider knows.
   */
  refusalOf({ disabled, activated }: OwnedAccount): AppError | null {
    if (disabled) return new AppError('ACCOUNT_DISABLED');
    if (!activated) return new AppError('ACCOUNT_NOT_ACTIVATED');
    return null;
  }

  /** Puts into the record that the owner was refused. */
  async noteRefusal({ id }: OwnedAccount, data: Record<string, unknown>): Promise<void> {
    await this.tx.run(() =>
      this.audit.write({
        subjectType: 'account',
        subjectId: id,
        action: 'account.sign_in_refused',
        actor: null,
        data,
      }),
    );
  }
}
