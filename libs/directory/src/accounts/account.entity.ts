import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SignInWay } from '#contracts';

/** The account an employee signs in with. */
@Entity({ schema: 'directory', name: 'account' })
@Unique('account_login', ['login'])
@Unique('account_employee', ['employeeId'])
@Check('account_login_lower', 'login = lower(login)')
export class Account {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'account_of_employee' })
  employeeId: string;

  /** Lower case. */
  @Column('text')
  login: string;

  /** argon2id with its cost and salt, in the PHC string format. */
  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  /** When its owner changed it last; null where it is still the one that was given to him. */
  @Column('timestamptz', { name: 'password_changed_at', nullable: true })
  passwordChangedAt: Date | null;

  /** When its owner set the first password; null while he has not. An account entered with a password has it at once. */
  @Column('timestamptz', { name: 'activated_at', nullable: true, default: () => 'now()' })
  activatedAt: Date | null;

  /** Since when it is blocked. */
  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;

  /** Why it is blocked, in the words of whoever blocked it. */
  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason: string | null;

  @Column('timestamptz', { name: 'last_sign_in_at', nullable: true })
  lastSignInAt: Date | null;
}

/**
 * Wrong passwords for one login, counted whether or not such an account exists: so the answers of a login that does
 * not exist are those of one that does.
 */
@Entity({ schema: 'directory', name: 'sign_in_failure' })
export class SignInFailure {
  @PrimaryColumn('text')
  login: string;

  @Column('int')
  failures: number;

  /** When the last of them was. */
  @Column('timestamptz')
  at: Date;

  @Column('timestamptz', { name: 'locked_until', nullable: true })
  lockedUntil: Date | null;
}

/** A signed-in browser. The cookie's token itself is not kept, only its hash. */
@Entity({ schema: 'directory', name: 'session' })
@Unique('session_token_hash', ['tokenHash'])
@Index('session_account', ['accountId'])
export class Session {
  @PrimaryColumn('uuid')
  id: string;

  /** SHA-256 of the token. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('Account', { name: 'session_of_account', onDelete: 'CASCADE' })
  accountId: string;

  @Column('text', { name: 'csrf_token' })
  csrfToken: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Written at most once a minute. */
  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;

  /** The end that no activity puts off. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('text', { name: 'user_agent' })
  userAgent: string;

  /** Network address from which it was signed in. */
  @Column('text', { default: '' })
  address: string;

  @Column('text')
  way: SignInWay;

  @Column('boolean', { name: 'second_factor' })
  secondFactor: boolean;

  /** Serial of the certificate that it was signed in with, hex; null for the other ways. */
  @Column('text', { name: 'certificate_serial', nullable: true })
  certificateSerial: string | null;

  /**
   * When its owner ended it from elsewhere. The row stays until the session would have run out, so that the browser is
   * told why it is out.
   */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
