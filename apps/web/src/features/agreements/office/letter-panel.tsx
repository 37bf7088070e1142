import { lazy, Suspense, useState } from 'react';
import type { ActCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Button } from '../../../ui/button';
import { NextStep } from '../../../ui/next-step';
import { Notice } from '../../../ui/notice';
import { focusHeading } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { useOpener } from '../../../ui/use-opener';
import { AskedUntil } from '../card/asked-panels';
import { Confirm } from '../card/confirm';
import { lastReturn } from '../card/route-order';
import { isOutdated, useCommand } from '../deeds';

const LetterForm = lazy(() => import('./letter-form'));
const UnsignedProtocols = lazy(() => import('../protocol/unsigned-protocols'));

/** All have agreed: the initiator writes the cover letter, or takes it back before it is signed (775:22). */
export function LetterPanel({ card }: { card: ActCard }) {
  const t = useT();
  const [writing, setWriting] = useState(false);
  const { opened, giveBack } = useOpener();
  function write(): void {
    opened();
    setWriting(true);
  }
  function close(): void {
    setWriting(false);
    giveBack();
  }
  if (card.can.recallLetter) return <RecallLetter actId={card.id} />;
  // While the form is open it tells the same.
  const returned = writing ? undefined : lastReturn(card.version.submission?.steps ?? []);
  return (
    <>
      <NextStep
        title={t('agreements.letter.title')}
        note={
          <>
            <AskedUntil actId={card.id} verb="write_letter" />
            {returned && (
              <Notice
                tone="soon"
                icon="undo"
                title={t('agreements.returnedBy', {
                  name: returned.decidedBy ? deciderName(t, returned.decidedBy) : '',
                })}
              >
                <span className="said">{returned.comment}</span>
              </Notice>
            )}
            <span>{t('agreements.letter.text')}</span>
            <Suspense>{!writing && <UnsignedProtocols card={card} />}</Suspense>
          </>
        }
      >
        <Button look={writing ? 'plain' : 'main'} size="large" icon="edit" onClick={write}>
          {t('agreements.letter.write')}
        </Button>
      </NextStep>
      <Suspense>
        {writing && <LetterForm card={card} onClose={close} onDone={() => setWriting(false)} />}
      </Suspense>
    </>
  );
}

/** Back from the head's signature; what was written stays. */
function RecallLetter({ actId }: { actId: string }) {
  const t = useT();
  const errorWords = useErrorWords();
  const [asked, setAsked] = useState(false);
  const recall = useCommand(
    () => ask(api.POST('/api/agreements/{id}/letter/recall', { params: { path: { id: actId } } })),
    () => {
      setAsked(false);
      // After the dialog has given the focus back to its button, which goes.
      requestAnimationFrame(focusHeading);
      toast(t('agreements.letter.recalled'));
    },
    // The dialog goes with its button.
    (error) => isOutdated(error) && toastFailure(errorWords(error)),
  );
  return (
    <p>
      <Button icon="undo" onClick={() => setAsked(true)}>
        {t('agreements.letter.recall')}
      </Button>
      {asked && (
        <Confirm
          title={t('agreements.letter.recallTitle')}
          text={t('agreements.letter.recallText')}
          verb={t('agreements.letter.recall')}
          busy={recall.isPending}
          error={recall.error}
          onClose={() => setAsked(false)}
          onConfirm={() => recall.mutate(undefined)}
        />
      )}
    </p>
  );
}
