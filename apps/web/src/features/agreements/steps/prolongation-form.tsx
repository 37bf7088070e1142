import { type AskProlongationBody, askProlongationBody, MOST_PROLONGED_DAYS } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { NumberField, TextArea } from '../../../ui/field';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, type FormField, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { askProlongation } from './steps-api';
import { ProlongedTerm } from './term-preview';

const FIELD = 'prolongation';

interface ProlongationFormProps extends StepFormProps {
  actId: string;
  reviewId: string;
}

/** The approving body asks the developer for more time (775:20). */
export function ProlongationForm({ actId, reviewId, onClose, onDone }: ProlongationFormProps) {
  const t = useT();
  const { value, change, drop, touched } = useDraft(`review.${reviewId}.prolongation`, {
    workingDays: '5',
    reason: '',
  });
  const body: AskProlongationBody = { workingDays: Number(value.workingDays), reason: value.reason };
  const range = { min: 1, max: MOST_PROLONGED_DAYS };
  const fields: Record<'workingDays' | 'reason', FormField> = {
    workingDays: { id: `${FIELD}-days`, label: t('agreements.prolong.days'), range },
    reason: { id: `${FIELD}-reason`, label: t('agreements.why') },
  };
  const faults = useFaults({
    fieldAt: (path) => (path === 'reason' ? fields.reason : fields.workingDays),
    body,
    find: () => check(askProlongationBody, body),
  });
  const command = useCommand(() => askProlongation(reviewId, body));

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(undefined, {
      onSuccess: () => {
        drop();
        onDone(t('agreements.prolong.asked'));
      },
      onError: faults.refuse,
    });
  }

  return (
    <StepForm
      title={t('agreements.verb.askProlongation')}
      verb={t('agreements.verb.askProlongation')}
      icon="clock"
      faults={faults}
      touched={touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="soft">{t('agreements.prolong.hint')}</p>
      <NumberField
        id={fields.workingDays.id}
        label={fields.workingDays.label}
        error={faults.faultOf(fields.workingDays.id)}
        {...range}
        value={value.workingDays}
        onChange={(workingDays) => change({ workingDays })}
      />
      <ProlongedTerm actId={actId} reviewId={reviewId} days={body.workingDays} range={range} />
      <TextArea
        id={fields.reason.id}
        label={fields.reason.label}
        error={faults.faultOf(fields.reason.id)}
        value={value.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </StepForm>
  );
}
