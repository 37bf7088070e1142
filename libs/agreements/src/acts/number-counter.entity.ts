import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActKind } from '#contracts';

/** The last registration number given, by kind and year. Its row lock gives numbers without gaps or doubles. */
@Entity({ schema: 'agreements', name: 'number_counter' })
export class NumberCounter {
  @PrimaryColumn('text')
  kind: ActKind;

  @PrimaryColumn('int')
  year: number;

  @Column('int')
  last: number;
}
