import type { NoticeSettings, WorkingHours } from '#contracts';
import { dayOf, instantOf, nextDay, timeOf, type WorkedDays } from '#kernel';

/** By what the hour of a letter is chosen. */
export interface SendingRules {
  readonly settings: Pick<NoticeSettings, 'mail' | 'digestHour' | 'quietHours'>;
  /** Of the addressee's body. */
  readonly hours: WorkingHours;
  readonly isWorked: WorkedDays;
}

export interface Sending {
  readonly at: Date;
  /** With all else that goes out then, in one letter. */
  readonly digest: boolean;
}

/** No calendar has so many days off in a row; one that has is not waited for. */
const MOST_DAYS_OFF = 60;

/**
 * When a notice goes out by e-mail: at once or with the next digest, not in quiet hours; but what ends before it would
 * go out goes out now.
 * @param dueAt the end of what it is about, or null
 */
export function whenToSend(now: Date, dueAt: Date | null, rules: SendingRules): Sending {
  const atOnce = { at: outOfQuiet(now, dueAt, rules), digest: false };
  if (rules.settings.mail !== 'digest') return atOnce;
  const digest = nextDigest(now, rules);
  return endsBefore(dueAt, digest, now) ? atOnce : { at: digest, digest: true };
}

/** The next moment that is not quiet; now, where what it is about ends before. */
export function outOfQuiet(now: Date, dueAt: Date | null, rules: SendingRules): Date {
  const { settings, hours, isWorked } = rules;
  if (!settings.quietHours) return now;
  const today = dayOf(now);
  const time = timeOf(now);
  if (isWorked(today) && time >= hours.opens && time < hours.closes) return now;
  const morning =
    isWorked(today) && time < hours.opens
      ? instantOf(today, hours.opens)
      : instantOf(nextWorked(today, isWorked), hours.opens);
  return endsBefore(dueAt, morning, now) ? now : morning;
}

/** The first hour of digests after `now`, on a working day. */
export function nextDigest(now: Date, { settings, isWorked }: SendingRules): Date {
  const hour = `${String(settings.digestHour).padStart(2, '0')}:00`;
  const today = dayOf(now);
  const todays = instantOf(today, hour);
  return isWorked(today) && todays > now ? todays : instantOf(nextWorked(today, isWorked), hour);
}

function endsBefore(dueAt: Date | null, moment: Date, now: Date): boolean {
  return dueAt !== null && dueAt > now && dueAt <= moment;
}

function nextWorked(day: string, isWorked: WorkedDays): string {
  let next = nextDay(day);
  for (let count = 1; count < MOST_DAYS_OFF && !isWorked(next); count += 1) next = nextDay(next);
  return next;
}
