import { LONGEST_REASON } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { focusHeading } from '../../../ui/page-head';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { toast } from '../../../ui/toast';
import { useCommand } from '../deeds';

/** Asks the initiator why the act goes no further. */
export default function WithdrawDialog({ actId, onClose }: { actId: string; onClose: () => void }) {
  const t = useT();
  const params = { path: { id: actId } };
  const withdraw = useCommand(
    (reason: string) => ask(api.POST('/api/agreements/{id}/withdraw', { params, body: { reason } })),
    () => {
      onClose();
      // After the dialog has given the focus back to its button, which goes.
      requestAnimationFrame(focusHeading);
      toast(t('agreements.withdraw.done'));
    },
  );
  return (
    <ReasonDialog
      title={t('agreements.withdraw')}
      text={t('agreements.withdraw.text')}
      action={t('agreements.withdraw')}
      longest={LONGEST_REASON}
      busy={withdraw.isPending}
      error={withdraw.error}
      onSubmit={withdraw.mutate}
      onClose={onClose}
    />
  );
}
