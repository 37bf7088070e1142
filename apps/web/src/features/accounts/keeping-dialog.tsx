import { type SubmitEvent, useId, useState } from 'react';
import type { AccountItem, ActivationSlip } from '#contracts';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Dialog, DialogFoot } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { focusLost } from '../../ui/page-head';
import { useErrorWords } from '../../ui/states';
import { toast } from '../../ui/toast';
import { KEEPING_WORDS } from './account-words';
import { type Keeping, useKeep } from './accounts-queries';
import { Slip } from './slip';

interface KeepingDialogProps {
  account: AccountItem;
  what: Keeping;
  onClose: () => void;
}

/** Asks for the reason, says what will happen, and does it; after a reset of the password the slip is here. */
export function KeepingDialog({ account, what, onClose }: KeepingDialogProps) {
  const t = useT();
  const errorWords = useErrorWords();
  const form = useId();
  const keep = useKeep(account.id, what);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const [slip, setSlip] = useState<ActivationSlip | null>(null);
  const { button, text, done } = KEEPING_WORDS[what];

  function leave(): void {
    onClose();
    focusLost();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (keep.isPending) return;
    if (reason.trim() === '') {
      setFault(t('accounts.reasonMissing'));
      return;
    }
    keep.mutate(reason.trim(), {
      onSuccess: (given) => {
        toast(t(done, { name: account.employee.fullName }));
        if (given) setSlip(given);
        else leave();
      },
      onError: (error) => setFault(errorWords(error)),
    });
  }

  if (slip) return <Slip slip={slip} onClose={leave} />;
  return (
    <Dialog
      title={`${t(button)}: ${account.employee.fullName}`}
      onClose={keep.isPending ? undefined : onClose}
    >
      <form className="form" id={form} onSubmit={submit} noValidate>
        <p className="prose">{t(text)}</p>
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
        <Button look="quiet" onClick={onClose} disabled={keep.isPending}>
          {t('factor.cancel')}
        </Button>
        <Button type="submit" form={form} look={what === 'unblock' ? 'main' : 'danger'} busy={keep.isPending}>
          {t(button)}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
