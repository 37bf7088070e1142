import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Prolongation as Contract, Decider } from '#contracts';
import { Review } from '../route/review.entity.js';

/** An approving body asks the developer for more time (775:20). */
@Entity({ schema: 'agreements', name: 'prolongation' })
@Index('prolongation_review', ['reviewId'])
@Index('prolongation_open', ['reviewId'], { unique: true, where: "state = 'open'" })
export class Prolongation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'act_id' })
  actId: string;

  @Column('uuid', { name: 'review_id' })
  @ForeignKey(() => Review, { name: 'FK_prolongation_review' })
  reviewId: string;

  /** Asked for beyond the term. */
  @Column('int', { name: 'working_days' })
  workingDays: number;

  @Column('text')
  reason: string;

  @Column('jsonb')
  by: Decider;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  @Column('text')
  state: Contract['state'];

  @Column('jsonb', { name: 'decided_by', nullable: true })
  decidedBy: Decider | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column('text', { nullable: true })
  answer: string | null;

  @Column('timestamptz', { name: 'from_due' })
  fromDue: Date;

  @Column('timestamptz', { name: 'to_due', nullable: true })
  toDue: Date | null;
}
