import type { ActCard, BodySuggestion, Outcome, Prolongation, Review, Step } from '#contracts';

/**
 * A form that the reader opened. It holds the step as it was then: a step that somebody else decides meanwhile
 * leaves the card, but not the form with what was typed in it.
 */
export type OpenForm =
  | { form: 'agree' | 'return' | 'register' | 'assign' | 'passOn'; step: Step }
  | { form: 'outcome'; step: Step; outcome: Outcome | null }
  | { form: 'handOver' | 'readdress'; review: Review }
  | { form: 'route' }
  | { form: 'askProlongation' }
  | DeedForm;

/** Deeds that need nothing but a reason, and some a body. */
export type DeedForm =
  | { form: 'sendBack'; step: Step }
  /** The opinion that is returned, and the reader's own step in which he may */
  | { form: 'rework'; step: Step; summing: Step }
  /** The request for an opinion that the reader's unit returns */
  | { form: 'decline'; step: Step }
  | { form: 'askUnit'; review: Review }
  | { form: 'addBody' | 'withdrawBody' | 'suggestBody' }
  | { form: 'suggestion'; suggestion: BodySuggestion; accept: boolean }
  | { form: 'prolongation'; asked: Prolongation; grant: boolean };

/** Whether what an open form decides is no longer the reader's to decide. */
export function isOver(
  { turn, can, version }: Pick<ActCard, 'turn' | 'can' | 'version'>,
  open: OpenForm,
): boolean {
  switch (open.form) {
    case 'handOver':
      return !can.handOver;
    case 'readdress':
      return !can.readdress;
    case 'askUnit':
      return !can.askUnit;
    case 'route':
      return !can.changeRoute;
    case 'addBody':
    case 'withdrawBody':
      return !can.changeBodies;
    case 'suggestBody':
      return !can.suggestBody;
    case 'suggestion':
      return !version.suggestions.some(({ id, state }) => id === open.suggestion.id && state === 'open');
    case 'askProlongation':
      return !can.askProlongation;
    case 'prolongation':
      return !version.reviews.some(({ prolongations }) =>
        prolongations.some(({ id, state }) => id === open.asked.id && state === 'open'),
      );
    case 'rework':
      return !turn.some(({ id }) => id === open.summing.id);
    default:
      return !turn.some(({ id }) => id === open.step.id);
  }
}

/** What an open form is of: one deed on one thing. */
export function keyOf(open: OpenForm): string {
  if ('review' in open) return `${open.form} ${open.review.id}`;
  if (open.form === 'suggestion') return `${open.form} ${open.suggestion.id} ${open.accept}`;
  if (open.form === 'prolongation') return `${open.form} ${open.asked.id} ${open.grant}`;
  if (!('step' in open)) return open.form;
  return `${open.form} ${open.step.id} ${open.form === 'outcome' ? open.outcome : ''}`;
}
