import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A hint that something changed, kept for a day so that a client that was away can catch up. */
@Entity({ schema: 'kernel', name: 'live_event' })
@Index('live_event_at', ['at'])
export class LiveEventRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  topic: string;

  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId: string | null;

  /** Whom it concerns: readers whose scopes meet these. */
  @Column('uuid', { array: true })
  scopes: string[];
}
