import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type {
  BodyRef,
  CountedTerm,
  Decider,
  FileRef,
  Outcome,
  PersonRef,
  Remark,
  ReviewState,
  SignatureMark,
  UnitRef,
} from '#contracts';
import { ActVersion } from '../acts/act-version.entity.js';

/** How one approving body considers one version (775:16-18, 20). */
@Entity({ schema: 'agreements', name: 'review' })
@Index('review_version', ['versionId'])
@Index('review_running', ['bodyId'], {
  where: "state <> ALL (ARRAY['settled'::text, 'withdrawn'::text])",
})
@Index('review_settled', ['bodyId', 'settledAt'], { where: "state = 'settled'" })
@Index('review_body', ['versionId', 'bodyId'], { unique: true, where: "state <> 'withdrawn'" })
@Index('review_late', ['dueAt'], { where: "state <> ALL (ARRAY['settled'::text, 'withdrawn'::text])" })
export class Review {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'version_id' })
  @ForeignKey(() => ActVersion)
  versionId: string;

  /** Place in the card's list of approving bodies. */
  @Column('int')
  place: number;

  @Column('uuid', { name: 'body_id' })
  bodyId: string;

  @Column('jsonb')
  body: BodyRef;

  @Column('text')
  state: ReviewState;

  /** Which passage through the body: one more after each return to the executor. */
  @Column('int')
  round: number;

  @Column('timestamptz', { name: 'arrived_at' })
  arrivedAt: Date;

  /** Why it was asked later than the others; null: from the dispatch on. */
  @Column('text', { name: 'added_for', nullable: true })
  addedFor: string | null;

  /** Why it is no longer asked, and who said so. */
  @Column('jsonb', { nullable: true })
  withdrawn: { by: Decider; at: string; reason: string } | null;

  @Column('timestamptz', { name: 'registered_at', nullable: true })
  registeredAt: Date | null;

  @Column('text', { name: 'incoming_number', nullable: true })
  incomingNumber: string | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('jsonb', { nullable: true })
  term: CountedTerm | null;

  @Column('text', { name: 'term_basis', nullable: true })
  termBasis: string | null;

  /** The superior's written assignment that set the term. */
  @Column('jsonb', { name: 'assignment_file', nullable: true })
  assignmentFile: FileRef | null;

  @Column('jsonb', { name: 'responsible_unit', nullable: true })
  responsibleUnit: UnitRef | null;

  @Column('uuid', { name: 'responsible_head_id', nullable: true })
  responsibleHeadId: string | null;

  @Column('jsonb', { nullable: true })
  executor: PersonRef | null;

  @Column('jsonb', { name: 'interested_units' })
  interestedUnits: UnitRef[];

  /** The day until which the management asks these to answer, `YYYY-MM-DD`; null: the term of the body is theirs too. */
  @Column('date', { name: 'units_until', nullable: true })
  unitsUntil: string | null;

  /** The executor's; becomes the body's when its head signs. */
  @Column('text', { nullable: true })
  outcome: Outcome | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('jsonb')
  remarks: Remark[];

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;

  @Column('jsonb', { name: 'signed_by', nullable: true })
  signedBy: Decider | null;

  @Column('jsonb', { nullable: true })
  signature: SignatureMark | null;

  /** The sheet of this body alone (775:17.1), once it is made. */
  @Column('uuid', { name: 'sheet_file_id', nullable: true })
  sheetFileId: string | null;
}
