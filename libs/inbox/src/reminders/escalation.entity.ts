import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** That the superiors of whoever is late with a step were told, once for each rule and term. */
@Entity({ schema: 'inbox', name: 'escalation' })
@Unique('escalation_once', ['key', 'rule', 'dueDay'])
export class Escalation {
  /** The key of the item in the superiors' inboxes. */
  @PrimaryColumn('uuid')
  id: string;

  /** The step that is late. */
  @Column('uuid')
  key: string;

  @Column('text')
  rule: string;

  @Column('date', { name: 'due_day' })
  dueDay: string;

  @Column('timestamptz')
  at: Date;

  /** Empty where the late one has no superior who may read the document. */
  @Column('uuid', { name: 'employee_ids', array: true })
  employeeIds: string[];
}
