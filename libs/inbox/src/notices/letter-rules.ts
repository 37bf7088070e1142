import { Injectable } from '@nestjs/common';
import {
  DEFAULT_NOTICE_SETTINGS,
  DEFAULT_WORKING_HOURS,
  type InboxVerb,
  isMuted,
  isOfSecurity,
  type NoticeSettings,
} from '#contracts';
import { Addressees, BodyHours } from '#directory';
import { Sql, WorkingCalendar } from '#kernel';
import { settingsOf } from './own-notices.js';
import type { SendingRules } from './when-to-send.js';

/** What is known of an addressee when his letters are planned and sent. */
export interface LetterRules extends SendingRules {
  readonly email: string;
  readonly settings: NoticeSettings;
  /** His account is blocked. */
  readonly blocked: boolean;
}

/** Of a blocked account its owner is told that it is, and no more. */
const TOLD_THE_BLOCKED: InboxVerb = 'account_blocked';

/** Whether a letter of it is to go to the addressee. */
export function wantsLetter(verb: InboxVerb, { email, blocked, settings }: LetterRules): boolean {
  if (email === '' || (blocked && verb !== TOLD_THE_BLOCKED)) return false;
  return isOfSecurity(verb) || (settings.mail !== 'none' && !isMuted(settings.muted, verb));
}

/** By which rules its hour is chosen: what concerns the safety of an account waits for no digest. */
export function rulesFor(verbs: readonly InboxVerb[], rules: LetterRules): LetterRules {
  if (!verbs.some(isOfSecurity)) return rules;
  return { ...rules, settings: { ...rules.settings, mail: 'at_once' } };
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
      [...addressees.values()].map(({ employeeId, bodyId, email, blocked }) => [
        employeeId,
        {
          email,
          blocked,
          settings: settings.get(employeeId) ?? DEFAULT_NOTICE_SETTINGS,
          hours: hours.get(bodyId) ?? DEFAULT_WORKING_HOURS,
          isWorked,
        },
      ]),
    );
  }
}
