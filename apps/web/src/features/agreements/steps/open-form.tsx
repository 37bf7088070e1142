import type { ActCard } from '#contracts';
import { AgreeForm } from './agree-form';
import { AssignForm } from './assign-form';
import { DeedForm } from './deed-form';
import { HandOverForm } from './hand-over-form';
import type { OpenForm } from './open-forms';
import { OutcomeForm } from './outcome-form';
import { PassOnForm } from './pass-on-form';
import { ProlongationForm } from './prolongation-form';
import { ReaddressForm } from './readdress-form';
import { RegisterForm } from './register-form';
import { ReturnForm } from './return-form';
import { RouteForm } from './route-form';
import type { StepFormProps } from './step-form';

interface OpenStepFormProps extends StepFormProps {
  card: ActCard;
  open: OpenForm;
}

/** All forms of steps, in one part that is loaded when the first of them is opened. */
export default function OpenStepForm({ card, open, ...rest }: OpenStepFormProps) {
  switch (open.form) {
    case 'agree':
      return <AgreeForm card={card} step={open.step} {...rest} />;
    case 'return':
      return <ReturnForm step={open.step} {...rest} />;
    case 'register':
      return <RegisterForm card={card} step={open.step} {...rest} />;
    case 'passOn':
      return <PassOnForm step={open.step} {...rest} />;
    case 'assign':
      return <AssignForm card={card} step={open.step} {...rest} />;
    case 'outcome':
      return <OutcomeForm card={card} step={open.step} chosen={open.outcome} {...rest} />;
    case 'askProlongation':
      return <ProlongationForm actId={card.id} reviewId={card.ownReviewId ?? ''} {...rest} />;
    case 'route':
      return <RouteForm card={card} {...rest} />;
    case 'sendBack':
    case 'rework':
    case 'decline':
    case 'askUnit':
    case 'addBody':
    case 'withdrawBody':
    case 'suggestBody':
    case 'suggestion':
    case 'prolongation':
      return <DeedForm card={card} open={open} {...rest} />;
    case 'readdress':
      return <ReaddressForm review={open.review} {...rest} />;
    case 'handOver':
      return <HandOverForm review={open.review} {...rest} />;
  }
}
