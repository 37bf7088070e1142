import { type WorkedDays, workedBetween } from '#kernel';

/** When whoever has a task is reminded of its term; in the morning of a working day, by the hours of his body. */
export const REMINDER_RULES = [
  { stage: 'before', workingDays: 1 },
  { stage: 'today', workingDays: 0 },
  { stage: 'after', workingDays: 1, everyWorkingDays: 3 },
] as const;

export type ReminderStage = (typeof REMINDER_RULES)[number]['stage'];

const [BEFORE, TODAY, AFTER] = REMINDER_RULES;

/**
 * The reminder that a term asks for on a day, as the occasion of a notice: given once, and once more where the term has
 * moved to another day. What a portal that stood still has missed is made up for by the newest, and not by all.
 * @param dueDay the last day of the term, `YYYY-MM-DD`, @param today a working day
 * @returns undefined where nobody is to be reminded
 */
export function reminderOn(today: string, dueDay: string, isWorked: WorkedDays): string | undefined {
  if (today <= dueDay) {
    // A term that ends on a day off ends, for work, on the last working day before it.
    const left = workedBetween(today, dueDay, isWorked);
    if (left === TODAY.workingDays) return `${TODAY.stage}:${dueDay}`;
    return left <= BEFORE.workingDays ? `${BEFORE.stage}:${dueDay}` : undefined;
  }
  const late = workedBetween(dueDay, today, isWorked);
  if (late < AFTER.workingDays) return undefined;
  const round = Math.floor((late - AFTER.workingDays) / AFTER.everyWorkingDays);
  return `${AFTER.stage}:${dueDay}:${AFTER.workingDays + round * AFTER.everyWorkingDays}`;
}
