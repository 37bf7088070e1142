import { useQuery } from '@tanstack/react-query';
import { type HandOverBody, handOverBody, type Review } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { PickOne } from '../../../ui/combo-box';
import { TextArea } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { ownStructureQuery } from '../agreements-queries';
import { employeeOptions } from '../choices';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { handOver } from './steps-api';

const EXECUTOR = 'hand-over-executor';
const REASON = 'hand-over-reason';

interface HandOverDraft extends Omit<HandOverBody, 'executorId'> {
  executorId: string | null;
}

interface HandOverFormProps extends StepFormProps {
  review: Review;
}

/** The head of the responsible unit gives the work to another of his unit (775:17); who had it is told. */
export function HandOverForm({ review, onClose, onDone }: HandOverFormProps) {
  const t = useT();
  const language = useLanguage();
  const structure = useQuery(ownStructureQuery);
  const { value, change, drop, touched } = useDraft<HandOverDraft>(`review.${review.id}.hand-over`, {
    executorId: null,
    reason: '',
  });
  const executor = { id: EXECUTOR, label: t('agreements.assign.executor') };
  const reason = { id: REASON, label: t('agreements.handOverReason') };
  const faults = useFaults({
    fieldAt: (path) => (path === 'reason' ? reason : executor),
    body: value,
    find: () => check(handOverBody, value),
    codes: { PERSON_OF_OTHER_UNIT: 'executorId' },
  });
  const command = useCommand((body: HandOverBody) => handOver(review.id, body));

  function submit(): void {
    const { executorId } = value;
    if (!faults.accept() || executorId === null) return;
    command.mutate(
      { ...value, executorId },
      {
        onSuccess: () => {
          drop();
          onDone(t('agreements.handedOver'));
        },
        onError: faults.refuse,
      },
    );
  }

  if (structure.isError && !structure.data) {
    return <ErrorState error={structure.error} onRetry={() => void structure.refetch()} />;
  }
  if (!structure.data) return <Skeleton />;
  const unit = structure.data.units.find(({ id }) => id === review.inner?.responsibleUnit?.id);
  const others = (unit?.employees ?? []).filter(({ id }) => id !== review.inner?.executor?.id);
  return (
    <StepForm
      title={t('agreements.verb.handOver')}
      verb={t('agreements.verb.handOver')}
      icon="user"
      faults={faults}
      touched={touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickOne
        {...executor}
        hint={t('agreements.handOverHint', { executor: review.inner?.executor?.fullName ?? '' })}
        error={faults.faultOf(EXECUTOR)}
        options={employeeOptions(others, language)}
        value={value.executorId}
        onChange={(executorId) => change({ executorId })}
      />
      <TextArea
        {...reason}
        optional
        error={faults.faultOf(REASON)}
        value={value.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </StepForm>
  );
}
