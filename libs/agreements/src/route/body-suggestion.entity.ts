import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BodyRef, BodySuggestion as Contract, Decider } from '#contracts';
import { ActVersion } from '../acts/act-version.entity.js';
import { Review } from './review.entity.js';

/** An approving body says which other should have been asked; the developer decides. */
@Entity({ schema: 'agreements', name: 'body_suggestion' })
@Index('body_suggestion_version', ['versionId'])
export class BodySuggestion {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'act_id' })
  actId: string;

  @Column('uuid', { name: 'version_id' })
  @ForeignKey(() => ActVersion, { name: 'FK_body_suggestion_version' })
  versionId: string;

  @Column('uuid', { name: 'review_id' })
  @ForeignKey(() => Review, { name: 'FK_body_suggestion_review' })
  reviewId: string;

  @Column('jsonb', { name: 'from_body' })
  fromBody: BodyRef;

  @Column('jsonb')
  body: BodyRef;

  @Column('text')
  reason: string;

  @Column('jsonb')
  by: Decider;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('text')
  state: Contract['state'];

  @Column('jsonb', { name: 'decided_by', nullable: true })
  decidedBy: Decider | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column('text', { nullable: true })
  answer: string | null;
}
