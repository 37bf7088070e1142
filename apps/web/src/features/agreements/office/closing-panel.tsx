import { lazy, Suspense, useState } from 'react';
import type { ActCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { focusHeading } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { Confirm } from '../card/confirm';
import { isOutdated, useCommand } from '../deeds';

const WithdrawDialog = lazy(() => import('./withdraw-dialog'));

/** How an act ends by its initiator's hand: withdrawn with a reason, or put into the archive. */
export function ClosingPanel({ card }: { card: ActCard }) {
  const t = useT();
  const errorWords = useErrorWords();
  const [asked, setAsked] = useState<'withdraw' | 'archive' | null>(null);
  const archive = useCommand(
    () => ask(api.POST('/api/agreements/{id}/archive', { params: { path: { id: card.id } } })),
    () => {
      setAsked(null);
      // After the dialog has given the focus back to its button, which goes.
      requestAnimationFrame(focusHeading);
      toast(t('agreements.archive.done'));
    },
    // The dialog goes with its button.
    (error) => isOutdated(error) && toastFailure(errorWords(error)),
  );
  return (
    <p className="quiet-action cluster">
      {card.can.archive && (
        <Button icon="lock" onClick={() => setAsked('archive')}>
          {t('agreements.archive')}
        </Button>
      )}
      {card.can.withdraw && (
        <Button look="quiet" size="small" icon="close" onClick={() => setAsked('withdraw')}>
          {t('agreements.withdraw')}
        </Button>
      )}
      {asked === 'archive' && (
        <Confirm
          title={t('agreements.archive.title')}
          text={t('agreements.archive.text')}
          verb={t('agreements.archive')}
          busy={archive.isPending}
          error={archive.error}
          onClose={() => setAsked(null)}
          onConfirm={() => archive.mutate(undefined)}
        />
      )}
      <Suspense>
        {asked === 'withdraw' && <WithdrawDialog actId={card.id} onClose={() => setAsked(null)} />}
      </Suspense>
    </p>
  );
}
