import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SignatureReport } from '../report.js';

/** A signature that was accepted, with everything that it covers and the report of its check. Never changed. */
@Entity({ schema: 'signing', name: 'signature' })
@Index('signature_subject', ['subjectId'])
export class SignatureRow {
  @PrimaryColumn('uuid')
  id: string;

  /** The document it belongs to. */
  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('uuid', { name: 'step_id', unique: true })
  stepId: string;

  @Column('uuid', { name: 'employee_id' })
  employeeId: string;

  /** In whose stead he signed; null: as himself. */
  @Column('uuid', { name: 'on_behalf_of', nullable: true })
  onBehalfOf: string | null;

  @Column('bytea')
  statement: Buffer;

  @Column('bytea')
  manifest: Buffer;

  /** Detached CMS over `manifest`, DER. */
  @Column('bytea')
  cms: Buffer;

  @Column('jsonb')
  report: SignatureReport;

  /** By which time it was judged. */
  @Column('timestamptz', { name: 'judged_at' })
  judgedAt: Date;

  /** Whose time that is: of the RFC 3161 time stamp inside `cms`, or the server's own. */
  @Column('text', { name: 'time_source' })
  timeSource: 'stamp' | 'server';

  /** Every certificate that was used, DER; empty for signatures of before there was evidence. */
  @Column('bytea', { array: true })
  chain: Buffer[];

  /** OCSP answers, DER. */
  @Column('bytea', { name: 'ocsp_answers', array: true })
  ocspAnswers: Buffer[];

  /** SHA-256 of the lists of revoked certificates that were used: see `revocation_list`. */
  @Column('bytea', { array: true })
  crls: Buffer[];

  /** The server's time of acceptance. */
  @Column('timestamptz', { name: 'signed_at' })
  signedAt: Date;
}
