import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ConfirmationKind } from '#contracts';

/** A body was reminded to confirm its part of the directory: once for each period. */
@Entity({ schema: 'directory', name: 'confirmation_reminder' })
export class ConfirmationReminder {
  @PrimaryColumn('uuid', { name: 'body_id' })
  @ForeignKey('StateBody', { name: 'reminder_of_body' })
  bodyId: string;

  @PrimaryColumn('text')
  kind: ConfirmationKind;

  /** `2026-Q2`, or `2026`. */
  @PrimaryColumn('text')
  period: string;

  /** Of the task in the inbox. */
  @Column('uuid', { name: 'task_key' })
  taskKey: string;
}
