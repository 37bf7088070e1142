import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { PhotoAudience } from '#contracts';

/** The picture of an employee, small enough to lie in the database. */
@Entity({ schema: 'directory', name: 'photo' })
export class Photo {
  @PrimaryColumn('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'photo_of_employee' })
  employeeId: string;

  @Column('bytea')
  content: Buffer;

  /** MIME type, told by the content. */
  @Column('text')
  type: string;

  /** Hex. */
  @Column('text')
  sha256: string;

  @Column('text', { name: 'shown_to' })
  shownTo: PhotoAudience;
}
