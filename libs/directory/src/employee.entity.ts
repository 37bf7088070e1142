import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { LocalizedText, PostKind } from '#contracts';

/** A civil servant in his post. */
@Entity({ schema: 'directory', name: 'employee' })
@Unique('employee_iin', ['iin'])
@Index('employee_body', ['bodyId'])
@Index('employee_unit', ['unitId'])
export class Employee {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'body_id' })
  @ForeignKey('StateBody', { name: 'employee_in_body' })
  bodyId: string;

  @Column('uuid', { name: 'unit_id' })
  @ForeignKey('Unit', { name: 'employee_in_unit' })
  unitId: string;

  @Column('text')
  surname: string;

  @Column('text', { name: 'given_name' })
  givenName: string;

  /** Empty where the person has none. */
  @Column('text')
  patronymic: string;

  /** Twelve digits. */
  @Column('text')
  iin: string;

  @Column('jsonb')
  post: LocalizedText;

  @Column('text', { name: 'post_kind' })
  postKind: PostKind;

  @Column('text', { name: 'work_phone' })
  workPhone: string;

  @Column('text')
  office: string;

  @Column('text')
  email: string;
}
