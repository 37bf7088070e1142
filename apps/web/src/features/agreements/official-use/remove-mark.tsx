import { useState } from 'react';
import { LONGEST_REASON } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { focusHeading } from '../../../ui/page-head';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { toast } from '../../../ui/toast';
import { useCommand } from '../deeds';

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
  const remove = useCommand(
    (reason: string) =>
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
  return (
    <ReasonDialog
      title={t('agreements.mark.remove')}
      text={t('agreements.mark.removeText')}
      action={t('agreements.mark.remove')}
      longest={LONGEST_REASON}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={remove.mutate}
      onClose={onClose}
    />
  );
}
