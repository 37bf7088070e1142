import type { RemarkThread, ReplyBody } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { TextArea } from '../../../ui/field';
import { toast } from '../../../ui/toast';
import { useBegun } from '../begun';
import { useDraft } from '../drafts';
import { useFaults } from '../faults';
import { StepForm } from '../steps/step-form';
import { useRegisterCommand } from './use-register-command';

interface ReplyFormProps {
  actId: string;
  remark: RemarkThread;
  onClose: () => void;
  onDone: () => void;
}

export const useReply = (actId: string) =>
  useRegisterCommand(actId, (body: ReplyBody) =>
    ask(api.POST('/api/agreements/{id}/remarks/replies', { params: { path: { id: actId } }, body })),
  );

/** The body insists on its remark, and says why (775:21). */
export function InsistForm({ actId, remark, onClose, onDone }: ReplyFormProps) {
  const t = useT();
  const id = `insist-${remark.id}`;
  const label = t('agreements.insistReasons');
  const draft = useDraft(`remark.${remark.id}.${remark.revision}.insist`, { reasons: '' });
  const { reasons } = draft.value;
  const faults = useFaults({
    fieldAt: () => ({ id, label }),
    body: { reasons },
    find: () => (reasons.trim() === '' ? [{ path: 'reasons', rule: 'too_small' }] : []),
    codes: { REASON_MISSING: 'reasons' },
  });
  const reply = useReply(actId);
  const { begun, refused } = useBegun(remark);

  function submit(): void {
    if (!faults.accept()) return;
    const remarks = [{ id: begun.id, revision: begun.revision }];
    reply.mutate(
      { remarks, reply: 'insist', reasons },
      {
        onSuccess: () => {
          draft.drop();
          toast(t('agreements.insisted'));
          onDone();
        },
        onError: (error) => {
          refused(error);
          faults.refuse(error);
        },
      },
    );
  }

  return (
    <StepForm
      title={t('agreements.insistTitle', { number: remark.ordinal })}
      verb={t('agreements.insist')}
      faults={faults}
      touched={draft.touched}
      busy={reply.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        id={id}
        label={label}
        error={faults.faultOf(id)}
        rows={3}
        value={reasons}
        onChange={({ target }) => draft.change({ reasons: target.value })}
      />
    </StepForm>
  );
}
