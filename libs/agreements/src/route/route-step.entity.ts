import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type {
  Decider,
  Outcome,
  PendingSignature,
  PersonRef,
  Remark,
  SignatureMark,
  StepKind,
  StepState,
  UnitRef,
} from '#contracts';
import { ActVersion } from '../acts/act-version.entity.js';
import { Submission } from '../package/submission.entity.js';
import { Review } from './review.entity.js';

/** One decision that is asked of somebody, and what he decided. */
@Entity({ schema: 'agreements', name: 'route_step' })
@Index('route_step_version', ['versionId'])
@Index('route_step_review', ['reviewId'])
@Index('route_step_once', ['versionId', 'round', 'planKey'], {
  unique: true,
  where: "plan_key IS NOT NULL AND state = ANY (ARRAY['open'::text, 'done'::text])",
})
@Index('route_step_submission', ['submissionId'], { where: 'submission_id IS NOT NULL' })
@Index('route_step_open', ['actId'], { where: "state = 'open'" })
// What waits in a body, however many acts there are.
@Index('route_step_waiting', ['bodyId', 'dueAt'], { where: "state = 'open'" })
@Index('route_step_act', ['actId'])
export class RouteStep {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'act_id' })
  actId: string;

  @Column('uuid', { name: 'version_id' })
  @ForeignKey(() => ActVersion)
  versionId: string;

  /** In whose route it stands: an approving body's, the Office's, or the developer's. */
  @Column('uuid', { name: 'body_id' })
  bodyId: string;

  /** Null inside the developer body. */
  @Column('uuid', { name: 'review_id', nullable: true })
  @ForeignKey(() => Review)
  reviewId: string | null;

  /** On the way to the Office, and there (775:22, 23); null before. */
  @Column('uuid', { name: 'submission_id', nullable: true })
  @ForeignKey(() => Submission, { name: 'FK_route_step_submission' })
  submissionId: string | null;

  @Column('text')
  kind: StepKind;

  @Column('text')
  state: StepState;

  @Column('int')
  round: number;

  /** Which step of the version's plan it is; null inside an approving body. */
  @Column('text', { name: 'plan_key', nullable: true })
  planKey: string | null;

  @Column('jsonb', { nullable: true })
  unit: UnitRef | null;

  /** Any one of them may decide. */
  @Column('jsonb')
  assignees: PersonRef[];

  @Column('uuid', { name: 'assignee_ids', array: true })
  assigneeIds: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  /** The day that was named for this unit's answer, `YYYY-MM-DD`, while its body's term lasts; null: it has the body's term. */
  @Column('date', { nullable: true })
  until: string | null;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt: Date | null;

  /** When the executor went on without this unit's answer, its term having passed (775:17). */
  @Column('timestamptz', { name: 'passed_over_at', nullable: true })
  passedOverAt: Date | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column('jsonb', { name: 'decided_by', nullable: true })
  decidedBy: Decider | null;

  @Column('text', { nullable: true })
  outcome: Outcome | null;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('jsonb')
  remarks: Remark[];

  /** Who took the decision back or had it made anew, when, and why. */
  @Column('jsonb', { nullable: true })
  lapsed: { by: Decider; at: string; reason: string | null } | null;

  @Column('jsonb', { nullable: true })
  signature: SignatureMark | null;

  /** A signature that waits, or was refused after it had waited. */
  @Column('jsonb', { name: 'pending_signature', nullable: true })
  pendingSignature: PendingSignature | null;
}
