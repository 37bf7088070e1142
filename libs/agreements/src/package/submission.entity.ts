import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type {
  BodyRef,
  CountedTerm,
  Decider,
  FileRef,
  LetterText,
  SignatureMark,
  SubmissionState,
  UnitRef,
} from '#contracts';
import { ActVersion } from '../acts/act-version.entity.js';

/** An agreed version on its way to the Prime Minister's Office, and there (775:22, 23). */
@Entity({ schema: 'agreements', name: 'submission' })
@Unique('submission_version', ['versionId'])
export class Submission {
  /** Also the id of the package: what an EDMS knows it by however often it comes. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'act_id' })
  actId: string;

  @Column('uuid', { name: 'version_id' })
  @ForeignKey(() => ActVersion, { name: 'FK_submission_version' })
  versionId: string;

  @Column('text')
  state: SubmissionState;

  /** How many times the letter was sent to be signed. */
  @Column('int')
  round: number;

  @Column('uuid', { name: 'office_id' })
  officeId: string;

  @Column('jsonb')
  office: BodyRef;

  @Column('jsonb')
  letter: LetterText;

  /** How often it was saved. */
  @Column('int', { name: 'letter_revision', default: 1 })
  letterRevision: number;

  /** Why the head gave the letter back last. */
  @Column('jsonb', { nullable: true })
  returned: { reason: string; by: Decider; at: string } | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** The drawn letter, once it is there. */
  @Column('jsonb', { name: 'letter_file', nullable: true })
  letterFile: FileRef | null;

  @Column('jsonb', { name: 'signed_by', nullable: true })
  signedBy: Decider | null;

  @Column('jsonb', { nullable: true })
  signature: SignatureMark | null;

  @Column('jsonb', { name: 'package_file', nullable: true })
  packageFile: FileRef | null;

  @Column('timestamptz', { name: 'dispatched_at', nullable: true })
  dispatchedAt: Date | null;

  @Column('timestamptz', { name: 'registered_at', nullable: true })
  registeredAt: Date | null;

  @Column('text', { name: 'incoming_number', nullable: true })
  incomingNumber: string | null;

  @Column('jsonb', { nullable: true })
  unit: UnitRef | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('jsonb', { nullable: true })
  term: CountedTerm | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column('jsonb', { name: 'decided_by', nullable: true })
  decidedBy: Decider | null;

  @Column('text', { nullable: true })
  reason: string | null;
}
