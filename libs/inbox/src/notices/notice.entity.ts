import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * - `new`: not decided yet whether and when it goes out by e-mail
 * - `left_out`: it does not, by its addressee's wish or for want of an address
 * - `in_letter`: it goes, or went, with its letter
 */
export const NOTICE_STATES = ['new', 'left_out', 'in_letter'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** That somebody is told of a task, or reminded of it, by e-mail: he and who stands in for him, each once on each occasion. */
@Entity({ schema: 'inbox', name: 'notice' })
@Index('notice_new', ['createdAt'], { where: `state = 'new'` })
@Index('notice_of_letter', ['letterId'], { where: 'letter_id IS NOT NULL' })
export class Notice {
  @PrimaryColumn('uuid', { name: 'task_id' })
  @ForeignKey('Task', { name: 'notice_of_task', onDelete: 'CASCADE' })
  taskId: string;

  /** `put`, or a reminder with the day of the term that it is about: `before:2026-03-20`, `after:2026-03-20:1`. */
  @PrimaryColumn('text')
  occasion: string;

  /** Whose task it is, or who stands in for him. */
  @PrimaryColumn('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'notice_to_employee' })
  employeeId: string;

  @Column('text')
  state: NoticeState;

  @Column('uuid', { name: 'letter_id', nullable: true })
  @ForeignKey('Letter', { name: 'notice_in_letter' })
  letterId: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
