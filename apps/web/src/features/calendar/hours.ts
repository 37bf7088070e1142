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
