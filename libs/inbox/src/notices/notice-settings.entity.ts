import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Language, MailWay, NoticeKind } from '#contracts';

/** What an employee has chosen about his notices; without a row the default holds. */
@Entity({ schema: 'inbox', name: 'notice_settings' })
export class NoticeSettingsRow {
  @PrimaryColumn('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'notice_settings_of_employee' })
  employeeId: string;

  @Column('text')
  mail: MailWay;

  @Column('int', { name: 'digest_hour' })
  digestHour: number;

  @Column('text', { array: true })
  muted: NoticeKind[];

  @Column('text')
  language: Language;

  @Column('boolean', { name: 'quiet_hours' })
  quietHours: boolean;
}
