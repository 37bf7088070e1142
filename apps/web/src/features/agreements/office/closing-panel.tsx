import { lazy, Suspense, useState } from 'react';
import type { ActCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { focusHeading } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { useCommand } from '../deeds';

const WithdrawDialog = lazy(() => import('./withdraw-dialog'));

/** How an act ends by its initiator's hand: withdrawn with a reason, or put into the archive. */
export function ClosingPanel({ card }: { card: ActCard }) {
  const t = useT();
  const errorWords = useErrorWords();
  const [asked, setAsked] = useState(false);
  const archive = useCommand(
    () => ask(api.POST('/api/agreements/{id}/archive', { params: { path: { id: card.id } } })),
    () => {
      focusHeading();
      toast(t('agreements.archive.done'));
    },
  );
  return (
    <p className="quiet-action cluster">
      {card.can.archive && (
        <Button
          icon="lock"
          busy={archive.isPending}
          onClick={() => archive.mutate(undefined, { onError: (error) => toastFailure(errorWords(error)) })}
        >
          {t('agreements.archive')}
        </Button>
      )}
      {card.can.withdraw && (
        <Button look="quiet" size="small" icon="close" onClick={() => setAsked(true)}>
          {t('agreements.withdraw')}
        </Button>
      )}
      <Suspense>{asked && <WithdrawDialog actId={card.id} onClose={() => setAsked(false)} />}</Suspense>
    </p>
  );
}
