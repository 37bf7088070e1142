import type { Outcome, Review, Step } from '#contracts';

/**
 * A form that the reader opened. It holds the step as it was then: a step that somebody else decides meanwhile
 * leaves the card, but not the form with what was typed in it.
 */
export type OpenForm =
  | { form: 'agree' | 'return' | 'register' | 'assign'; step: Step }
  | { form: 'outcome'; step: Step; outcome: Outcome | null }
  | { form: 'handOver'; review: Review };

/** What an open form is of: one deed on one thing. */
export function keyOf(open: OpenForm): string {
  if (open.form === 'handOver') return `${open.form} ${open.review.id}`;
  return `${open.form} ${open.step.id} ${open.form === 'outcome' ? open.outcome : ''}`;
}
