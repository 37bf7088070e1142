import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { BodyRef, PersonRef } from '#contracts';
import { DraftAct } from '../acts/draft-act.entity.js';

/** Somebody who may open a marked act though no step of its route is his (775:3). */
@Entity({ schema: 'agreements', name: 'named_reader' })
export class NamedReader {
  @PrimaryColumn('uuid', { name: 'act_id' })
  @ForeignKey(() => DraftAct, { name: 'named_reader_act' })
  actId: string;

  @PrimaryColumn('uuid', { name: 'employee_id' })
  employeeId: string;

  /** As he was when he was named. */
  @Column('jsonb')
  person: PersonRef;

  @Column('jsonb')
  body: BodyRef;

  @Column('jsonb', { name: 'named_by' })
  namedBy: PersonRef;

  @Column('timestamptz', { name: 'named_at' })
  namedAt: Date;
}
