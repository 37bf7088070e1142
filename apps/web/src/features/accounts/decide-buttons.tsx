import { type SubmitEvent, useId, useState } from 'react';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Dialog, DialogFoot } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { focusLost } from '../../ui/page-head';
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
  const errorWords = useErrorWords();
  const form = useId();
  const decide = useDecide();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (decide.isPending) return;
    if (reason.trim() === '') {
      setFault(t('accounts.reasonMissing'));
      return;
    }
    decide.mutate(
      { ids: [...ids], decision: 'refuse', reason: reason.trim() },
      {
        onSuccess: () => {
          toast(t('accounts.refusedDone', { count: ids.length }));
          onClose();
          focusLost();
        },
        onError: (error) => setFault(errorWords(error)),
      },
    );
  }

  return (
    <Dialog title={t('accounts.refuseTitle')} onClose={onClose}>
      <form className="form" id={form} onSubmit={submit} noValidate>
        <TextArea
          label={t('accounts.reason')}
          rows={3}
          maxLength={1000}
          data-first-focus
          error={fault}
          value={reason}
          onChange={({ target }) => {
            setReason(target.value);
            setFault(undefined);
          }}
        />
      </form>
      <DialogFoot>
        <Button look="quiet" onClick={onClose}>
          {t('factor.cancel')}
        </Button>
        <Button type="submit" form={form} look="danger" busy={decide.isPending}>
          {t('accounts.refuse')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
