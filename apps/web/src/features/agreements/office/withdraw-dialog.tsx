import { useState } from 'react';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { TextArea } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { focusHeading } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { useCommand } from '../agreements-queries';

const REASON = 'withdraw-reason';

/** Asks the initiator why the act goes no further. */
export default function WithdrawDialog({ actId, onClose }: { actId: string; onClose: () => void }) {
  const t = useT();
  const errorWords = useErrorWords();
  const [reason, setReason] = useState('');
  /** Asked for once without a reason. */
  const [missing, setMissing] = useState(false);
  const label = t('agreements.withdraw.reason');
  const withdraw = useCommand(
    () =>
      ask(api.POST('/api/agreements/{id}/withdraw', { params: { path: { id: actId } }, body: { reason } })),
    () => {
      onClose();
      // After the dialog has given the focus back to its button, which goes.
      requestAnimationFrame(focusHeading);
      toast(t('agreements.withdraw.done'));
    },
  );
  const blank = reason.trim() === '';

  function submit(): void {
    setMissing(blank);
    if (blank) document.getElementById(REASON)?.focus();
    else withdraw.mutate(undefined);
  }

  return (
    <Dialog title={t('agreements.withdraw')} onClose={onClose}>
      <div className="stack">
        {withdraw.isError && <Notice tone="late" title={errorWords(withdraw.error)} />}
        <p>{t('agreements.withdraw.text')}</p>
        <TextArea
          id={REASON}
          label={label}
          rows={3}
          error={missing && blank ? t('agreements.rule.missing', { label }) : undefined}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <DialogFoot>
        <Button onClick={onClose}>{t('ui.close')}</Button>
        <span className="push" />
        <Button look="danger" busy={withdraw.isPending} onClick={submit}>
          {t('agreements.withdraw')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
