import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SignatureReport } from '../verify.js';

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

  @Column('bytea')
  statement: Buffer;

  @Column('bytea')
  manifest: Buffer;

  /** Detached CMS over `manifest`, DER. */
  @Column('bytea')
  cms: Buffer;

  @Column('jsonb')
  report: SignatureReport;

  /** The server's time of acceptance. */
  @Column('timestamptz', { name: 'signed_at' })
  signedAt: Date;
}
