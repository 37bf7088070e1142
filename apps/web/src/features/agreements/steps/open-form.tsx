import type { ActCard, Outcome, Review, Step } from '#contracts';
import { AgreeForm } from './agree-form';
import { AssignForm } from './assign-form';
import { HandOverForm } from './hand-over-form';
import { OutcomeForm } from './outcome-form';
import { RegisterForm } from './register-form';
import { ReturnForm } from './return-form';
import type { StepFormProps } from './step-form';

/**
 * A form that the reader opened. It holds the step as it was then: a step that somebody else decides meanwhile
 * leaves the card, but not the form with what was typed in it.
 */
export type OpenForm =
  | { form: 'agree' | 'return' | 'register' | 'assign'; step: Step }
  | { form: 'outcome'; step: Step; outcome: Outcome | null }
  | { form: 'handOver'; step: Step; review: Review };

interface OpenStepFormProps extends StepFormProps {
  card: ActCard;
  open: OpenForm;
}

/** All forms of steps, in one part that is loaded when the first of them is opened. */
export default function OpenStepForm({ card, open, ...rest }: OpenStepFormProps) {
  switch (open.form) {
    case 'agree':
      return <AgreeForm step={open.step} {...rest} />;
    case 'return':
      return <ReturnForm step={open.step} {...rest} />;
    case 'register':
      return <RegisterForm step={open.step} {...rest} />;
    case 'assign':
      return <AssignForm step={open.step} {...rest} />;
    case 'outcome':
      return <OutcomeForm card={card} step={open.step} chosen={open.outcome} {...rest} />;
    case 'handOver':
      return <HandOverForm review={open.review} stepId={open.step.id} {...rest} />;
  }
}
