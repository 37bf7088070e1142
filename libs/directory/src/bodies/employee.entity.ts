import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A civil servant; his posts are `PostHolding`. */
@Entity({ schema: 'directory', name: 'employee' })
@Unique('employee_iin', ['iin'])
@Index('employee_body', ['bodyId'])
@Index('employee_search_words', ['searchWords'], { type: 'gin' })
// Surname, given name, id in Kazakh order: TypeORM can't name a collation.
@Index('employee_by_name', { synchronize: false })
export class Employee {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'body_id' })
  @ForeignKey('StateBody', { name: 'employee_in_body' })
  bodyId: string;

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

  @Column('text', { name: 'work_phone' })
  workPhone: string;

  @Column('text')
  office: string;

  @Column('text')
  email: string;

  /** Grows with every change; a change names the one it started from. */
  @Column('int', { default: 1 })
  revision: number;

  /** His last day, where it is set. */
  @Column('date', { name: 'leaves_on', nullable: true })
  leavesOn: string | null;

  /** Made of the name, the posts he holds, the names of their units and the body, and the telephone: see `lexemesOf`. */
  @Column('tsvector', { name: 'search_words', default: '' })
  searchWords: string;
}
