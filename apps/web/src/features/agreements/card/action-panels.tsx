import { lazy, Suspense, useState } from 'react';
import type { ActCard, Step } from '#contracts';
import { useSession } from '../../../api/session';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { focusHeading, focusLost } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { toast } from '../../../ui/toast';
import { useOpener } from '../../../ui/use-opener';
import { ClosingPanel } from '../office/closing-panel';
import { LetterPanel } from '../office/letter-panel';
import { isOver, keyOf, type OpenForm } from '../steps/open-forms';
import { AskedPanels } from './asked-panels';
import { AwaitedUnits } from './awaited-units';
import { DraftPanel } from './draft-panel';
import { InStead } from './in-stead';
import { InsidePanel } from './inside-panel';
import { ListPanel } from './list-panel';
import { NewVersionPanel } from './new-version-panel';
import { Overtaken } from './overtaken';
import { TakeBackPanel } from './take-back-panel';
import { TurnPanel } from './turn-panel';

const OpenStepForm = lazy(() => import('../steps/open-form'));
const SignDialog = lazy(() => import('../sign/sign-dialog'));

/** What the reader may do now, and the form in which it is done. */
export function ActionPanels({ card, current }: { card: ActCard; current: boolean }) {
  const [open, setOpen] = useState<OpenForm | null>(null);
  const [signing, setSigning] = useState<Step | null>(null);
  const { opened, giveBack } = useOpener();
  const { employee } = useSession();
  const t = useT();

  function show(form: OpenForm): void {
    opened();
    setOpen(form);
  }
  function closeSigning(): void {
    setSigning(null);
    focusLost();
  }
  function close(): void {
    setOpen(null);
    giveBack();
  }

  return (
    <>
      {current && (
        <div className="next-steps">
          {card.turn.map((step) => (
            <TurnPanel
              card={card}
              step={step}
              open={open !== null && 'step' in open && open.step.id === step.id}
              onForm={show}
              onSign={setSigning}
              key={step.id}
            />
          ))}
          {isForInitiator(card) && card.initiator.id !== employee.id && (
            <p>
              <InStead name={card.initiator.fullName} />
            </p>
          )}
          <AskedPanels card={card} />
          <AwaitedUnits card={card} />
          <TakeBackPanel card={card} />
          <ListPanel card={card} onForm={show} />
          <InsidePanel card={card} onForm={show} />
          {card.can.changeRoute && (
            <p className="quiet-action cluster soft">
              <Button look="quiet" size="small" icon="edit" onClick={() => show({ form: 'route' })}>
                {t('agreements.plan.change')}
              </Button>
            </p>
          )}
          {card.can.send && <DraftPanel card={card} />}
          {card.can.placeNewVersion && <NewVersionPanel card={card} />}
          {(card.can.writeLetter || card.can.recallLetter) && <LetterPanel card={card} />}
          {(card.can.withdraw || card.can.archive) && <ClosingPanel card={card} />}
        </div>
      )}
      <Suspense fallback={<Skeleton />}>
        {open && (
          <Overtaken over={isOver(card, open)} onClose={close}>
            <OpenStepForm
              card={card}
              open={open}
              key={keyOf(open)}
              onClose={close}
              onDone={(words) => {
                setOpen(null);
                focusHeading();
                toast(words);
              }}
            />
          </Overtaken>
        )}
      </Suspense>
      <Suspense>{signing && <SignDialog card={card} step={signing} onClose={closeSigning} />}</Suspense>
    </>
  );
}

/** What is offered belongs to the initiator, or to who stands in for him. */
const isForInitiator = ({ can }: ActCard): boolean =>
  can.send || can.recall || can.placeNewVersion || can.writeLetter || can.recallLetter;
