import { useQuery } from '@tanstack/react-query';
import { type ActCard, type AssignBody, assignBody, type OwnStructure, type Step } from '#contracts';
import { formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { PickMany, PickOne } from '../../../ui/combo-box';
import { TextArea, TextField } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { ownStructureQuery } from '../agreements-queries';
import { employeeOptions, headOf, unitOptions } from '../choices';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { assign } from './steps-api';
import { DayPreview } from './term-preview';

const IDS = {
  responsibleUnitId: 'assign-responsible',
  executorId: 'assign-executor',
  interestedUnitIds: 'assign-interested',
  unitsUntil: 'assign-units-until',
  comment: 'assign-comment',
} as const;

interface AssignDraft extends Omit<AssignBody, 'responsibleUnitId'> {
  responsibleUnitId: string | null;
}

const EMPTY: AssignDraft = {
  responsibleUnitId: null,
  executorId: null,
  interestedUnitIds: [],
  unitsUntil: null,
  comment: '',
};

interface AssignFormProps extends StepFormProps {
  card: ActCard;
  step: Step;
}

/**
 * The management names the responsible unit with its executor, and the interested units, with a day for their answers where
 * these are not to have the whole term of the body (775:16).
 */
export function AssignForm(props: AssignFormProps) {
  const structure = useQuery(ownStructureQuery);
  if (structure.data) return <Form {...props} structure={structure.data} />;
  if (structure.isError) {
    return <ErrorState error={structure.error} onRetry={() => void structure.refetch()} />;
  }
  return <Skeleton />;
}

function Form({ card, step, structure, onClose, onDone }: AssignFormProps & { structure: OwnStructure }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { value, change, drop, touched } = useDraft(`step.${step.id}.assign`, EMPTY);
  const labels = {
    responsibleUnitId: t('agreements.assign.responsible'),
    executorId: t('agreements.assign.executor'),
    interestedUnitIds: t('agreements.fact.interestedUnits'),
    unitsUntil: t('agreements.assign.unitsUntil'),
    comment: t('agreements.comment'),
  };
  const unitsUntil = value.interestedUnitIds.length > 0 ? value.unitsUntil : null;
  const body = { ...value, responsibleUnitId: value.responsibleUnitId ?? '', unitsUntil };
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
      TERM_IN_PAST: 'unitsUntil',
      UNITS_DAY_TOO_LATE: 'unitsUntil',
    },
  });
  const command = useCommand((body: AssignBody) => assign(step.id, body));
  const units = unitOptions(structure, language);
  const dueAt = card.version.reviews.find(({ id }) => id === card.ownReviewId)?.dueAt;
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
      touched={touched}
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
      {value.interestedUnitIds.length > 0 && (
        <div>
          <TextField
            id={IDS.unitsUntil}
            label={labels.unitsUntil}
            hint={
              dueAt && t('agreements.assign.unitsUntilHint', { moment: formatMoment(language, dueAt, now) })
            }
            optional
            error={faults.faultOf(IDS.unitsUntil)}
            type="date"
            className="input input-date"
            value={unitsUntil ?? ''}
            onChange={({ target }) => change({ unitsUntil: target.value || null })}
          />
          <DayPreview until={faults.faultOf(IDS.unitsUntil) ? null : unitsUntil} />
          {unitsUntil && <p className="note soft">{t('agreements.assign.unitsUntilRule')}</p>}
        </div>
      )}
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
