import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The session at the OpenID Connect provider out of which one of the portal came: both end together. */
@Entity({ schema: 'directory', name: 'provider_session' })
@Index('provider_session_subject', ['subject'])
export class ProviderSessionRow {
  @PrimaryColumn('uuid', { name: 'session_id' })
  @ForeignKey('Session', { name: 'provider_session_of_session', onDelete: 'CASCADE' })
  sessionId: string;

  /** `sub` of the ID token. */
  @Column('text')
  subject: string;

  /** `sid` of the ID token; null where the provider names none. */
  @Column('text', { nullable: true })
  sid: string | null;

  /** The ID token, sealed by `SecretBox` for its subject: with it the provider knows whom to sign out, unasked. */
  @Column('bytea', { name: 'sealed_token' })
  sealedToken: Buffer;
}
