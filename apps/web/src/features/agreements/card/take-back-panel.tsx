import type { ActCard, Step } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { focusHeading } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { useCommand } from '../deeds';
import { takeBack } from '../steps/steps-api';
import { STEP_TITLES } from './step-words';

/** What the reader decided and may take back: nobody has opened what followed. */
export function TakeBackPanel({ card }: { card: ActCard }) {
  const { steps, reviews } = card.version;
  const all = [...steps, ...reviews.flatMap(({ inner }) => inner?.steps ?? [])];
  return all
    .filter(({ id }) => card.takeBack.includes(id))
    .map((step) => <TakeBack step={step} key={step.id} />);
}

function TakeBack({ step }: { step: Step }) {
  const t = useT();
  const errorWords = useErrorWords();
  const command = useCommand(
    () => takeBack(step.id),
    () => {
      focusHeading();
      toast(t('agreements.takeBack.done'));
    },
    (error) => toastFailure(errorWords(error)),
  );
  const what = t(STEP_TITLES[step.kind]);
  return (
    <p className="quiet-action cluster soft">
      {t('agreements.takeBack.may', { what })}
      <Button
        look="quiet"
        size="small"
        icon="undo"
        busy={command.isPending}
        aria-label={`${t('agreements.verb.takeBack')}: ${what}`}
        onClick={() => command.mutate(undefined)}
      >
        {t('agreements.verb.takeBack')}
      </Button>
    </p>
  );
}
