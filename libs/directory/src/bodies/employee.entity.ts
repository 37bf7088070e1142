import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { LocalizedText, PostKind } from '#contracts';

/** A civil servant in his post. */
@Entity({ schema: 'directory', name: 'employee' })
@Unique('employee_iin', ['iin'])
@Index('employee_body', ['bodyId'])
@Index('employee_unit', ['unitId'])
@Index('employee_search_words', ['searchWords'], { type: 'gin' })
// Surname, given name, id in Kazakh order: TypeORM can't name a collation.
@Index('employee_by_name', { synchronize: false })
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

  /** Made of the name, the post, the names of unit and body, and the telephone: see `lexemesOf`. */
  @Column('tsvector', { name: 'search_words', default: '' })
  searchWords: string;
}
