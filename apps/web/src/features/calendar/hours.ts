import { timeOfDay, type WorkingHours } from '#contracts';
import type { MessageId } from '../../i18n/ids';

export type HourField = keyof WorkingHours;

/** In the order of the day: each is later than the one before. */
export const HOUR_FIELDS = [
  'opens',
  'lunchFrom',
  'lunchTo',
  'closes',
] as const satisfies readonly HourField[];

/** Hours and minutes, with or without something between: the digits of a phone have no colon. */
const TYPED_TIME = /^(\d{1,2})[:.,]?(\d{2})$/;

/** The hours as they are kept, of what was typed: "9:00", "9.00" and "900" are "09:00". What is no time stays as it is. */
export function hoursOf(typed: WorkingHours): WorkingHours {
  const kept = { ...typed };
  for (const field of HOUR_FIELDS) {
    const [, hour, minute] = TYPED_TIME.exec(typed[field].trim()) ?? [];
    if (hour && minute) kept[field] = `${hour.padStart(2, '0')}:${minute}`;
  }
  return kept;
}

/** What is wrong with the hours that were typed. */
export function hourFaultsOf(typed: WorkingHours): Partial<Record<HourField, MessageId>> {
  const faults: Partial<Record<HourField, MessageId>> = {};
  let before = '';
  for (const field of HOUR_FIELDS) {
    const time = typed[field];
    if (!timeOfDay.safeParse(time).success) faults[field] = 'calendar.hoursMissing';
    else if (time <= before) faults[field] = 'calendar.hoursFault';
    if (!faults[field]) before = time;
  }
  return faults;
}
