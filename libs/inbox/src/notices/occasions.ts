import type { ReminderStage } from '../reminders/reminder-rules.js';

/** The occasion of a task's first notice: it was put before its addressee. */
export const FIRST_NOTICE = 'put';

export type NoticeStage = typeof FIRST_NOTICE | ReminderStage;

/** What a notice says, as its occasion begins. */
export function stageOf(occasion: string): NoticeStage {
  return occasion.split(':', 1)[0] as NoticeStage;
}
