import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What somebody was asked to sign in order to sign in; good for one attempt. */
@Entity({ schema: 'directory', name: 'sign_in_challenge' })
@Index('sign_in_challenge_expires', ['expiresAt'])
export class SignInChallengeRow {
  @PrimaryColumn('uuid')
  id: string;

  /** Exact bytes to sign. */
  @Column('bytea')
  content: Buffer;

  /** The origin of the page that asked, for which alone it is good. */
  @Column('text')
  origin: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
