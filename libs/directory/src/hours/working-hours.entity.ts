import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** When a body works; a body without a row works as most do. */
@Entity({ schema: 'directory', name: 'working_hours' })
export class WorkingHoursRow {
  @PrimaryColumn('uuid', { name: 'body_id' })
  @ForeignKey('StateBody', { name: 'working_hours_of_body' })
  bodyId: string;

  /** Times of day in Astana, `HH:MM`. */
  @Column('text')
  opens: string;

  @Column('text', { name: 'lunch_from' })
  lunchFrom: string;

  @Column('text', { name: 'lunch_to' })
  lunchTo: string;

  @Column('text')
  closes: string;

  /** One more with each change. */
  @Column('int')
  revision: number;
}
