import { useT } from '../../../i18n/i18n';
import type { SignPhase as PhaseOf } from './use-signing';

type SignPhase = PhaseOf<unknown>;

const STEPS = ['sign.step.key', 'sign.step.certificate', 'sign.step.result'] as const;
const PLACES: Readonly<Record<SignPhase['at'], number>> = {
  preparing: 0,
  key: 0,
  certificate: 1,
  signing: 1,
  sending: 1,
  result: 3,
  failed: 0,
};

interface SignStepsProps {
  at: SignPhase['at'];
  /** The signature was received and is checked later: there is no result yet */
  waiting: boolean;
}

/** Where in the three steps of signing one is. */
export function SignSteps({ at, waiting }: SignStepsProps) {
  const t = useT();
  const here = waiting ? STEPS.length - 1 : PLACES[at];
  return (
    <ol className="steps" aria-label={t('sign.steps')}>
      {STEPS.map((word, place) => (
        <li
          key={word}
          data-state={place < here ? 'done' : undefined}
          aria-current={place === here ? 'step' : undefined}
        >
          {`${place + 1}.\u00a0${t(word)}`}
        </li>
      ))}
    </ol>
  );
}
