import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { CalendarDayKind, LocalizedText, PersonRef } from '#contracts';

/** A day of the working calendar that differs from the plain week of Monday to Friday. */
@Entity({ schema: 'kernel', name: 'calendar_day' })
export class CalendarDay {
  @PrimaryColumn('date')
  day: string;

  @Column('text')
  kind: CalendarDayKind;

  @Column('jsonb')
  name: LocalizedText;
}

/** A year of the working calendar, which is kept as a whole. */
@Entity({ schema: 'kernel', name: 'calendar_year' })
@Unique('calendar_year_once', ['year'])
export class CalendarYear {
  /** The subject of the record's entries. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('int')
  year: number;

  /** One more with each change. */
  @Column('int')
  revision: number;

  /** Null while the year is as it was first entered. */
  @Column('timestamptz', { name: 'changed_at', nullable: true })
  changedAt: Date | null;

  @Column('jsonb', { name: 'changed_by', nullable: true })
  changedBy: PersonRef | null;
}
