import { useState } from 'react';
import type { AccountItem, ActivationSlip } from '#contracts';
import { LONGEST_ACCOUNT_REASON } from '#contracts';
import { useT } from '../../i18n/i18n';
import { focusLost } from '../../ui/page-head';
import { ReasonDialog } from '../../ui/reason-dialog';
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
  const keep = useKeep(account.id, what);
  const [slip, setSlip] = useState<ActivationSlip | null>(null);
  const { button, text, done } = KEEPING_WORDS[what];

  function leave(): void {
    onClose();
    focusLost();
  }

  function submit(reason: string): void {
    keep.mutate(reason, {
      onSuccess: (given) => {
        toast(t(done, { name: account.employee.fullName }));
        if (given) setSlip(given);
        else leave();
      },
    });
  }

  if (slip) return <Slip slip={slip} onClose={leave} />;
  return (
    <ReasonDialog
      title={`${t(button)}: ${account.employee.fullName}`}
      text={t(text)}
      action={t(button)}
      look={what === 'unblock' ? 'main' : 'danger'}
      longest={LONGEST_ACCOUNT_REASON}
      busy={keep.isPending}
      error={keep.error}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
