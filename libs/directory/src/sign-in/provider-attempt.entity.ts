import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A visit to the OpenID Connect provider that a browser was sent on; good for one return. */
@Entity({ schema: 'directory', name: 'provider_attempt' })
@Index('provider_attempt_expires', ['expiresAt'])
export class ProviderAttemptRow {
  /** SHA-256 of the `state` that goes to the provider and back. */
  @PrimaryColumn('bytea', { name: 'state_hash' })
  stateHash: Buffer;

  /** SHA-256 of the cookie of the browser that was sent: nobody else's return is taken. */
  @Column('bytea', { name: 'browser_hash' })
  browserHash: Buffer;

  @Column('text')
  nonce: string;

  /** RFC 7636 4.1. */
  @Column('text', { name: 'code_verifier' })
  codeVerifier: string;

  /** Where the provider was told to send the browser back to. */
  @Column('text', { name: 'return_url' })
  returnUrl: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
