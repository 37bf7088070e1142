import { z } from 'zod';
import { freeText, id, instant, LONGEST_REASON, typedText } from '../common.js';
import type { ActKind } from './machines.js';
import { decider } from './remarks.js';

/** How long an approving body may consider a draft (775:20). */

/**
 * Whose a length is. The order names none itself: for the review of a draft it refers to the Government's Regulations
 * (775:20); all others are the portal's own.
 */
export const TERM_ORIGINS = ['regulations', 'portal'] as const;
export type TermOrigin = (typeof TERM_ORIGINS)[number];

/** One row: for drafts of these kinds from so many pages on, at most so many working days. */
export interface TermRule {
  readonly kinds: readonly ActKind[];
  readonly pagesFrom: number;
  readonly workingDays: number;
  readonly origin: TermOrigin;
}

const ALL: readonly ActKind[] = ['government_resolution', 'prime_minister_order', 'bill'];

/** The last row that fits is the one that holds. A day instead of a count is set by a superior's written assignment. */
export const TERM_RULES: readonly TermRule[] = [
  { kinds: ALL, pagesFrom: 1, workingDays: 10, origin: 'regulations' },
  // An assumption: neither the order nor what is known of the Regulations tells long texts apart.
  { kinds: ALL, pagesFrom: 101, workingDays: 15, origin: 'portal' },
];

/** Working days for what the order sets no term of (775:15, 16, 19). */
export const PORTAL_TERMS = {
  /** A step inside the developer body, where its initiator sets no other; and what is asked of himself. */
  internal_step: 3,
  /** The documentation service registers what arrived. */
  registration: 1,
  /** The developer answers the remarks of the bodies. */
  answer_remarks: 5,
  /** A body considers the answers to its remarks. */
  consider_answers: 3,
} as const;

/** The rule for a draft. @param pages of the text, with its annexes; null: not counted */
export function termRuleOf(kind: ActKind, pages: number | null): TermRule {
  const rule = TERM_RULES.findLast(
    ({ kinds, pagesFrom }) => kinds.includes(kind) && pagesFrom <= (pages ?? 1),
  );
  if (!rule) throw new Error(`No rule sets the term of ${kind}.`);
  return rule;
}

export const MOST_PAGES = 20_000;
/** What one prolongation may give. */
export const MOST_PROLONGED_DAYS = 30;

/** The approving body asks for more working days, to be counted from the end of its term. */
export const askProlongationBody = z.object({
  workingDays: z.number().int().min(1).max(MOST_PROLONGED_DAYS),
  reason: typedText(LONGEST_REASON),
});
export type AskProlongationBody = z.infer<typeof askProlongationBody>;

/** Until when a body's term would last with so many working days more. */
export const prolongedTermBody = z.object({
  reviewId: id,
  workingDays: askProlongationBody.shape.workingDays,
});
export type ProlongedTermBody = z.infer<typeof prolongedTermBody>;

/** The developer grants it or refuses. */
export const decideProlongationBody = z
  .object({ grant: z.boolean(), reason: freeText(LONGEST_REASON).default('') })
  .refine(({ grant, reason }) => grant || reason !== '', { path: ['reason'], error: 'REQUIRED' });
export type DecideProlongationBody = z.infer<typeof decideProlongationBody>;

export const PROLONGATION_STATES = [
  'open', // the developer has to decide
  'granted',
  'refused',
  'lapsed', // the body has signed, or was taken off the list, before he did
] as const;

export const prolongation = z
  .object({
    id,
    workingDays: z.number().int(),
    reason: z.string(),
    by: decider,
    askedAt: instant,
    state: z.enum(PROLONGATION_STATES),
    decidedBy: decider.nullable(),
    decidedAt: instant.nullable(),
    answer: z.string().nullable(),
    /** The end of the term before and after. */
    from: instant,
    to: instant.nullable(),
  })
  .meta({ id: 'Prolongation' });
export type Prolongation = z.infer<typeof prolongation>;
