import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Duty } from '#contracts';

/** Who has a named duty, which goes with no post. */
@Entity({ schema: 'directory', name: 'duty_holder' })
export class DutyHolder {
  @PrimaryColumn('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'duty_of_employee' })
  employeeId: string;

  @PrimaryColumn('text')
  duty: Duty;
}
