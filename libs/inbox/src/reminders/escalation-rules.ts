import type { PostKind } from '#contracts';
import { type WorkedDays, workedBetween } from '#kernel';

/** Who is told that somebody is late, and how many working days after the term. */
export const ESCALATION_RULES = [
  { rule: 'superior', workingDays: 2 },
  { rule: 'overseer', workingDays: 3 },
  { rule: 'head_of_body', workingDays: 5 },
] as const;

export type EscalationRule = (typeof ESCALATION_RULES)[number]['rule'];

/** A place in the line of command above somebody; the overseer is the deputy head who was named to oversee his unit. */
export type SuperiorPlace = 'head_of_unit' | 'overseer' | 'head_of_body';

/** Whom a post answers to: the nearest first; one who may not read the document is passed over. */
export const SUPERIORS: Readonly<Record<PostKind, readonly SuperiorPlace[]>> = {
  specialist: ['head_of_unit', 'overseer', 'head_of_body'],
  unit_head: ['overseer', 'head_of_body'],
  deputy_head: ['head_of_body'],
  head_of_body: [],
};

/** Whom of them each rule tells. */
export const ESCALATES_TO: Readonly<Record<EscalationRule, readonly SuperiorPlace[]>> = {
  superior: ['head_of_unit', 'overseer', 'head_of_body'],
  overseer: ['overseer'],
  head_of_body: ['head_of_body'],
};

/** The rules that a term has passed by on a day. @param dueDay `YYYY-MM-DD` */
export function escalationsOn(today: string, dueDay: string, isWorked: WorkedDays): EscalationRule[] {
  if (today <= dueDay) return [];
  const late = workedBetween(dueDay, today, isWorked);
  return ESCALATION_RULES.filter(({ workingDays }) => late >= workingDays).map(({ rule }) => rule);
}
