import { Injectable } from '@nestjs/common';
import { DEFAULT_NOTICE_SETTINGS, DEFAULT_WORKING_HOURS, type NoticeSettings } from '#contracts';
import { Addressees, BodyHours } from '#directory';
import { Sql, WorkingCalendar } from '#kernel';
import { settingsOf } from './own-notices.js';
import type { SendingRules } from './when-to-send.js';

/** What is known of an addressee when his letters are planned and sent. */
export interface LetterRules extends SendingRules {
  readonly email: string;
  readonly settings: NoticeSettings;
}

/** By what letters go: the addressee's own choice, the hours of his body, the working calendar. */
@Injectable()
export class LetterRuleBook {
  constructor(
    private readonly sql: Sql,
    private readonly calendar: WorkingCalendar,
    private readonly addressees: Addressees,
    private readonly hours: BodyHours,
  ) {}

  /** By employee; employees whom the directory does not know are left out. */
  async of(employeeIds: readonly string[]): Promise<Map<string, LetterRules>> {
    const addressees = await this.addressees.of(employeeIds);
    const settings = await settingsOf(this.sql, employeeIds);
    const hours = await this.hours.of([...new Set([...addressees.values()].map(({ bodyId }) => bodyId))]);
    const isWorked = await this.calendar.workedDays();
    return new Map(
      [...addressees.values()].map(({ employeeId, bodyId, email }) => [
        employeeId,
        {
          email,
          settings: settings.get(employeeId) ?? DEFAULT_NOTICE_SETTINGS,
          hours: hours.get(bodyId) ?? DEFAULT_WORKING_HOURS,
          isWorked,
        },
      ]),
    );
  }
}
