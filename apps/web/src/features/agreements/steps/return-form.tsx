import { returnBody, type Step } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { TextArea } from '../../../ui/field';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { giveBack } from './steps-api';

const REASON = 'return-reason';

/** Back to the initiator or the executor, with the reason (775:15, 18). */
export function ReturnForm({ step, onClose, onDone }: StepFormProps & { step: Step }) {
  const t = useT();
  const { value, change, drop, touched } = useDraft(`step.${step.id}.return`, { reason: '' });
  const label = t('agreements.reason');
  const faults = useFaults({
    fieldAt: () => ({ id: REASON, label }),
    body: value,
    find: () => check(returnBody, value),
  });
  const command = useCommand(() => giveBack(step.id, value.reason));

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(undefined, {
      onSuccess: () => {
        drop();
        onDone(t('agreements.done.returned'));
      },
      onError: faults.refuse,
    });
  }

  return (
    <StepForm
      title={t('agreements.verb.return')}
      verb={t('agreements.verb.return')}
      icon="undo"
      faults={faults}
      touched={touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        id={REASON}
        label={label}
        hint={t('agreements.returnHint')}
        error={faults.faultOf(REASON)}
        value={value.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </StepForm>
  );
}
