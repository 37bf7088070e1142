import type { ActCard, Outcome, Review, Step } from '#contracts';

/**
 * A form that the reader opened. It holds the step as it was then: a step that somebody else decides meanwhile
 * leaves the card, but not the form with what was typed in it.
 */
export type OpenForm =
  | { form: 'agree' | 'return' | 'register' | 'assign'; step: Step }
  | { form: 'outcome'; step: Step; outcome: Outcome | null }
  | { form: 'handOver'; review: Review }
  | { form: 'route' };

/** Whether what an open form decides is no longer the reader's to decide. */
export function isOver({ turn, can }: Pick<ActCard, 'turn' | 'can'>, open: OpenForm): boolean {
  if (open.form === 'handOver') return !can.handOver;
  if (open.form === 'route') return !can.changeRoute;
  return !turn.some(({ id }) => id === open.step.id);
}

/** What an open form is of: one deed on one thing. */
export function keyOf(open: OpenForm): string {
  if (open.form === 'handOver') return `${open.form} ${open.review.id}`;
  if (open.form === 'route') return open.form;
  return `${open.form} ${open.step.id} ${open.form === 'outcome' ? open.outcome : ''}`;
}
