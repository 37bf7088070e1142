import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type {
  AnswerDraft,
  Decider,
  RemarkKind,
  RemarkLevel,
  RemarkPlace,
  RemarkState,
  RemarkTurn,
  UnitRef,
} from '#contracts';
import { ActVersion } from '../acts/act-version.entity.js';
import { Review } from '../route/review.entity.js';

/** A remark with its way from the first word to the end of the talk about it (775:17-19, 21). */
@Entity({ schema: 'agreements', name: 'remark' })
@Index('remark_act', ['actId'])
@Index('remark_review', ['reviewId'])
@Index('remark_step', ['stepId'])
export class RemarkRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'act_id' })
  actId: string;

  /** On which it was made. */
  @Column('uuid', { name: 'version_id' })
  @ForeignKey(() => ActVersion, { name: 'remark_version' })
  versionId: string;

  @Column('uuid', { name: 'review_id' })
  @ForeignKey(() => Review, { name: 'remark_of_review' })
  reviewId: string;

  /** At which it is written, or was stated last. */
  @Column('uuid', { name: 'step_id' })
  stepId: string;

  @Column('text')
  level: RemarkLevel;

  /** The interested unit, or the responsible one. */
  @Column('jsonb', { nullable: true })
  unit: UnitRef | null;

  /** Among those of its step; null while it is a draft that was never stated. */
  @Column('int', { nullable: true })
  ordinal: number | null;

  @Column('text')
  kind: RemarkKind;

  @Column('text', { nullable: true })
  point: string | null;

  @Column('jsonb', { nullable: true })
  place: RemarkPlace | null;

  @Column('text')
  text: string;

  @Column('text')
  proposal: string;

  /** Units' remarks that it takes up. */
  @Column('uuid', { array: true })
  sources: string[];

  @Column('jsonb')
  author: Decider;

  @Column('text')
  state: RemarkState;

  /** One more with every change: who had an older one before him is refused. */
  @Column('int')
  revision: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Why a unit's was left out of the outcome. */
  @Column('text', { name: 'left_out_reason', nullable: true })
  leftOutReason: string | null;

  @Column('jsonb')
  turns: RemarkTurn[];

  @Column('jsonb', { name: 'answer_draft', nullable: true })
  answerDraft: AnswerDraft | null;
}
