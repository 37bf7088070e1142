import { useQuery } from '@tanstack/react-query';
import { type AssignBody, assignBody, type OwnStructure, type Step } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { PickMany, PickOne } from '../../../ui/combo-box';
import { TextArea } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { ownStructureQuery, useCommand } from '../agreements-queries';
import { employeeOptions, headOf, unitOptions } from '../choices';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { assign } from './steps-api';

const IDS = {
  responsibleUnitId: 'assign-responsible',
  executorId: 'assign-executor',
  interestedUnitIds: 'assign-interested',
  comment: 'assign-comment',
} as const;

interface AssignDraft extends Omit<AssignBody, 'responsibleUnitId'> {
  responsibleUnitId: string | null;
}

const EMPTY: AssignDraft = { responsibleUnitId: null, executorId: null, interestedUnitIds: [], comment: '' };

/** The management names the responsible unit with its executor, and the interested units (775:16). */
export function AssignForm(props: StepFormProps & { step: Step }) {
  const structure = useQuery(ownStructureQuery);
  if (structure.data) return <Form {...props} structure={structure.data} />;
  if (structure.isError) {
    return <ErrorState error={structure.error} onRetry={() => void structure.refetch()} />;
  }
  return <Skeleton />;
}

function Form({ step, structure, onClose, onDone }: StepFormProps & { step: Step; structure: OwnStructure }) {
  const t = useT();
  const language = useLanguage();
  const { value, change, drop } = useDraft(`step.${step.id}.assign`, EMPTY);
  const labels = {
    responsibleUnitId: t('agreements.assign.responsible'),
    executorId: t('agreements.assign.executor'),
    interestedUnitIds: t('agreements.fact.interestedUnits'),
    comment: t('agreements.comment'),
  };
  const body = { ...value, responsibleUnitId: value.responsibleUnitId ?? '' };
  const faults = useFaults({
    fieldAt: (path) => {
      const name = (Object.keys(IDS) as (keyof typeof IDS)[]).find((one) => path.startsWith(one));
      return name && { id: IDS[name], label: labels[name] };
    },
    body,
    find: () => check(assignBody, body),
    codes: {
      UNIT_OF_OTHER_BODY: 'responsibleUnitId',
      UNIT_WITHOUT_HEAD: 'responsibleUnitId',
      PERSON_OF_OTHER_UNIT: 'executorId',
    },
  });
  const command = useCommand((body: AssignBody) => assign(step.id, body));
  const units = unitOptions(structure, language);
  const responsible = structure.units.find(({ id }) => id === value.responsibleUnitId);

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(body, {
      onSuccess: () => {
        drop();
        onDone(t('agreements.done.assigned'));
      },
      onError: faults.refuse,
    });
  }

  function chooseResponsible(responsibleUnitId: string | null): void {
    const unit = structure.units.find(({ id }) => id === responsibleUnitId);
    change({
      responsibleUnitId,
      executorId: (unit && headOf(unit)?.id) ?? null,
      interestedUnitIds: value.interestedUnitIds.filter((id) => id !== responsibleUnitId),
    });
  }

  return (
    <StepForm
      title={t('agreements.verb.assign')}
      verb={t('agreements.verb.assign')}
      icon="check"
      faults={faults}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickOne
        id={IDS.responsibleUnitId}
        label={labels.responsibleUnitId}
        error={faults.faultOf(IDS.responsibleUnitId)}
        options={units}
        value={value.responsibleUnitId}
        onChange={chooseResponsible}
      />
      {responsible && (
        <PickOne
          id={IDS.executorId}
          label={labels.executorId}
          hint={t('agreements.assign.executorHint')}
          error={faults.faultOf(IDS.executorId)}
          options={employeeOptions(responsible.employees, language)}
          value={value.executorId}
          onChange={(executorId) => change({ executorId })}
        />
      )}
      <PickMany
        id={IDS.interestedUnitIds}
        label={labels.interestedUnitIds}
        hint={t('agreements.assign.interestedHint')}
        optional
        error={faults.faultOf(IDS.interestedUnitIds)}
        options={units.filter(({ id }) => id !== value.responsibleUnitId)}
        value={value.interestedUnitIds}
        onChange={(interestedUnitIds) => change({ interestedUnitIds })}
      />
      <TextArea
        id={IDS.comment}
        label={labels.comment}
        optional
        error={faults.faultOf(IDS.comment)}
        value={value.comment}
        onChange={({ target }) => change({ comment: target.value })}
      />
    </StepForm>
  );
}
