import { useT } from '../../../i18n/i18n';
import type { SignPhase } from './use-signing';

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

/** Where in the three steps of signing one is. */
export function SignSteps({ at }: { at: SignPhase['at'] }) {
  const t = useT();
  return (
    <ol className="steps" aria-label={t('sign.steps')}>
      {STEPS.map((word, place) => (
        <li
          key={word}
          data-state={place < PLACES[at] ? 'done' : undefined}
          aria-current={place === PLACES[at] ? 'step' : undefined}
        >
          {place + 1}. {t(word)}
        </li>
      ))}
    </ol>
  );
}
