import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A day of the working calendar that differs from the plain week of Monday to Friday. */
@Entity({ schema: 'kernel', name: 'calendar_day' })
export class CalendarDay {
  @PrimaryColumn('date')
  day: string;

  @Column('text')
  kind: 'holiday' | 'day_off' | 'working_day';
}
