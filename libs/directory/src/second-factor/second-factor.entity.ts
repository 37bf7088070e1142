import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ProvenAccount } from '../sessions/sessions.js';

/** The second factor of an account: one that is being set up, or one that is asked for. */
@Entity({ schema: 'directory', name: 'second_factor' })
export class SecondFactor {
  @PrimaryColumn('uuid', { name: 'account_id' })
  @ForeignKey('Account', { name: 'second_factor_of_account', onDelete: 'CASCADE' })
  accountId: string;

  /** Twenty bytes, sealed by `SecretBox` for the account's id. */
  @Column('bytea', { name: 'sealed_secret' })
  sealedSecret: Buffer;

  /** Since when it is asked for; null until a first code has shown that the application has the secret. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  /** The latest time step whose code was taken: no code of it, or of one before, is taken again (RFC 6238 5.2). */
  @Column('int', { name: 'last_step', default: 0 })
  lastStep: number;

  @Column('bytea', { name: 'recovery_salt', nullable: true })
  recoverySalt: Buffer | null;

  /** Wrong codes in a row. */
  @Column('int', { default: 0 })
  failures: number;

  @Column('timestamptz', { name: 'failed_at', nullable: true })
  failedAt: Date | null;

  @Column('timestamptz', { name: 'locked_until', nullable: true })
  lockedUntil: Date | null;
}

/** A code for when the application is lost; good once. */
@Entity({ schema: 'directory', name: 'recovery_code' })
export class RecoveryCode {
  @PrimaryColumn('uuid', { name: 'account_id' })
  @ForeignKey('SecondFactor', { name: 'recovery_code_of_factor', onDelete: 'CASCADE' })
  accountId: string;

  /** argon2id with the salt of the account's second factor. */
  @PrimaryColumn('bytea')
  digest: Buffer;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}

/** A sign-in whose first factor is proven. */
@Entity({ schema: 'directory', name: 'pending_sign_in' })
@Unique('pending_sign_in_token', ['tokenHash'])
@Index('pending_sign_in_expires', ['expiresAt'])
export class PendingSignInRow {
  @PrimaryColumn('uuid')
  id: string;

  /** SHA-256 of the token. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('Account', { name: 'pending_sign_in_of_account', onDelete: 'CASCADE' })
  accountId: string;

  /** The stored hash of the password that was proven: where it was changed meanwhile, nothing is proven any more. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  /** How the first factor was proven. */
  @Column('text')
  way: ProvenAccount['way'];

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
