import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that must happen after the change it was written with, and must not be forgotten. */
@Entity({ schema: 'kernel', name: 'outbox' })
@Index('outbox_open', ['nextAttemptAt'], { where: 'done_at IS NULL AND given_up_at IS NULL' })
@Index('outbox_given_up', ['givenUpAt'], { where: 'given_up_at IS NOT NULL' })
export class OutboxRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  topic: string;

  @Column('jsonb')
  payload: Record<string, unknown>;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt: Date;

  /** When its handler finished; not when it was queued. */
  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;

  /** When it was given up after too many attempts; done where its room has told somebody of that. */
  @Column('timestamptz', { name: 'given_up_at', nullable: true })
  givenUpAt: Date | null;

  /** Those that were begun: one that the worker did not survive counts. */
  @Column('int', { default: 0 })
  attempts: number;

  @Column('text', { name: 'last_error', nullable: true })
  lastError: string | null;
}
