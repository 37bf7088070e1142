import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A code by which the owner of an account sets his password; the code itself is not kept, only its hash. */
@Entity({ schema: 'directory', name: 'activation_code' })
@Unique('activation_code_hash', ['codeHash'])
@Index('activation_code_account', ['accountId'])
export class ActivationCode {
  @PrimaryColumn('uuid')
  id: string;

  /** SHA-256 of the code's letters and figures. */
  @Column('bytea', { name: 'code_hash' })
  codeHash: Buffer;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('Account', { name: 'activation_code_of_account', onDelete: 'CASCADE' })
  accountId: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;

  /** When a newer code took its place. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
