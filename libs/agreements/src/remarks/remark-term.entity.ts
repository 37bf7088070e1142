import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BodyRef, CountedTerm, RemarkTask } from '#contracts';
import { DraftAct } from '../acts/draft-act.entity.js';

/** Until when the talk about remarks waits for a body; gone when it waits no more. */
@Entity({ schema: 'agreements', name: 'remark_term' })
@Index('remark_term_act', ['actId'])
@Index('remark_term_body', ['bodyId'])
@Index('remark_term_due', ['dueAt'])
export class RemarkTermRow {
  /** Of the task in the inbox. */
  @PrimaryColumn('uuid')
  key: string;

  @Column('uuid', { name: 'act_id' })
  @ForeignKey(() => DraftAct, { name: 'FK_remark_term_act' })
  actId: string;

  @Column('text')
  task: RemarkTask;

  @Column('uuid', { name: 'body_id' })
  bodyId: string;

  @Column('jsonb')
  body: BodyRef;

  /** How many remarks waited when it was counted, or fewer since. */
  @Column('int')
  waiting: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('jsonb')
  term: CountedTerm;
}
