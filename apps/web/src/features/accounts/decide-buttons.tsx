import { useState } from 'react';
import { LONGEST_ACCOUNT_REASON } from '#contracts';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { focusLost } from '../../ui/page-head';
import { ReasonDialog } from '../../ui/reason-dialog';
import { useErrorWords } from '../../ui/states';
import { toast, toastFailure } from '../../ui/toast';
import { useDecide } from './accounts-queries';

/** Approves or refuses requests; a refusal asks for its reason first. */
export function DecideButtons({ ids }: { ids: readonly string[] }) {
  const t = useT();
  const errorWords = useErrorWords();
  const decide = useDecide();
  const [refusing, setRefusing] = useState(false);

  function approve(): void {
    decide.mutate(
      { ids: [...ids], decision: 'approve' },
      {
        onSuccess: () => toast(t('accounts.approvedDone', { count: ids.length })),
        onError: (error) => toastFailure(errorWords(error)),
        onSettled: focusLost,
      },
    );
  }

  return (
    <>
      <Button look="main" busy={decide.isPending} onClick={approve}>
        {t('accounts.approve')}
      </Button>
      <Button disabled={decide.isPending} onClick={() => setRefusing(true)}>
        {t('accounts.refuse')}
      </Button>
      {refusing && <RefuseDialog ids={ids} onClose={() => setRefusing(false)} />}
    </>
  );
}

function RefuseDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useT();
  const decide = useDecide();

  function refuse(reason: string): void {
    decide.mutate(
      { ids: [...ids], decision: 'refuse', reason },
      {
        onSuccess: () => {
          toast(t('accounts.refusedDone', { count: ids.length }));
          onClose();
          focusLost();
        },
      },
    );
  }

  return (
    <ReasonDialog
      title={t('accounts.refuseTitle')}
      action={t('accounts.refuse')}
      longest={LONGEST_ACCOUNT_REASON}
      busy={decide.isPending}
      error={decide.error}
      onSubmit={refuse}
      onClose={onClose}
    />
  );
}
