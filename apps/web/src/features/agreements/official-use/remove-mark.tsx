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

const REASON = 'remove-mark-reason';

/** The initiator takes the mark off, with a reason that stays in the record. */
export function RemoveMark({ actId }: { actId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" size="small" icon="lock" onClick={() => setOpen(true)}>
        {t('agreements.mark.remove')}
      </Button>
      {open && <RemoveDialog actId={actId} onClose={() => setOpen(false)} />}
    </>
  );
}

function RemoveDialog({ actId, onClose }: { actId: string; onClose: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const label = t('agreements.mark.reason');
  const errorWords = useErrorWords();
  /** Asked for once without a reason. */
  const [missing, setMissing] = useState(false);
  const remove = useCommand(
    () =>
      ask(
        api.POST('/api/agreements/{id}/official-use/remove', {
          params: { path: { id: actId } },
          body: { reason },
        }),
      ),
    () => {
      onClose();
      // After the dialog has given the focus back to its button, which goes.
      requestAnimationFrame(focusHeading);
      toast(t('agreements.mark.removed'));
    },
  );
  const blank = reason.trim() === '';

  function submit(): void {
    setMissing(blank);
    if (blank) document.getElementById(REASON)?.focus();
    else remove.mutate(undefined);
  }

  return (
    <Dialog title={t('agreements.mark.remove')} onClose={onClose}>
      <div className="stack">
        {remove.isError && <Notice tone="late" title={errorWords(remove.error)} />}
        <p>{t('agreements.mark.removeText')}</p>
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
        <Button look="danger" busy={remove.isPending} onClick={submit}>
          {t('agreements.mark.remove')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
