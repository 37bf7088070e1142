import { z } from 'zod';
import { freeText } from './common.js';

const WEIGHTS = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2],
] as const;

/** Whether twelve figures carry their control figure (the rule of the national registers for IIN and BIN alike). */
export function hasControlFigure(number: string): boolean {
  if (!/^\d{12}$/.test(number)) return false;
  const figures = [...number].map(Number);
  for (const weights of WEIGHTS) {
    const rest = weights.reduce((sum, weight, at) => sum + weight * (figures[at] ?? 0), 0) % 11;
    if (rest < 10) return rest === figures[11];
  }
  return false;
}

/** Of an employee, as it is typed. */
export const typedIin = z.string().trim().refine(hasControlFigure, { error: 'NOT_IIN' });
/** Of a body, as it is typed. */
export const typedBin = z.string().trim().refine(hasControlFigure, { error: 'NOT_BIN' });

const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

/** Whether a text reads as one address of a person: a name, and a domain with a dot. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

/** An address of e-mail as it is typed; it may be left empty. */
export const typedEmail = freeText(200).refine((text) => text === '' || isEmail(text), {
  error: 'NOT_EMAIL',
});
