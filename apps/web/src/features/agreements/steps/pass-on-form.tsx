import { useQuery } from '@tanstack/react-query';
import { type OwnStructure, type PassOnBody, passOnBody, type Step } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { PickOne } from '../../../ui/combo-box';
import { NumberField, TextField } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { ownStructureQuery } from '../agreements-queries';
import { unitOptions } from '../choices';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { passOn } from './steps-api';
import { TermPreview } from './term-preview';

const DAYS_RANGE = { min: 1, max: 60 };
const FIRST = { unitId: null as string | null, workingDays: '10', incomingNumber: '' };
const IDS = { unitId: 'pass-on-unit', term: 'pass-on-term', incomingNumber: 'pass-on-number' } as const;

/** The Office's documentation officer registers what arrived and passes it to a unit (775:23). */
export function PassOnForm(props: StepFormProps & { step: Step }) {
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
  const { value, change, drop, touched } = useDraft(`step.${step.id}.passOn`, FIRST);
  const labels = {
    unitId: t('agreements.office.unit'),
    term: t('agreements.register.days'),
    incomingNumber: t('agreements.fact.incomingNumber'),
  };
  const body: PassOnBody = {
    term: { workingDays: Number(value.workingDays) },
    incomingNumber: value.incomingNumber,
    unitId: value.unitId ?? '',
  };
  const faults = useFaults({
    fieldAt: (path) => {
      const name = (Object.keys(IDS) as (keyof typeof IDS)[]).find((one) => path.startsWith(one));
      return name && { id: IDS[name], label: labels[name], ...(name === 'term' && { range: DAYS_RANGE }) };
    },
    body,
    find: () => check(passOnBody, body),
    codes: { UNIT_OF_OTHER_BODY: 'unitId', UNIT_WITHOUT_HEAD: 'unitId' },
  });
  const command = useCommand(() => passOn(step.id, body));

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(undefined, {
      onSuccess: () => {
        drop();
        onDone(t('agreements.done.passedOn'));
      },
      onError: faults.refuse,
    });
  }

  return (
    <StepForm
      title={t('agreements.verb.passOn')}
      verb={t('agreements.verb.passOn')}
      icon="check"
      faults={faults}
      touched={touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickOne
        id={IDS.unitId}
        label={labels.unitId}
        error={faults.faultOf(IDS.unitId)}
        options={unitOptions(structure, language)}
        value={value.unitId}
        onChange={(unitId) => change({ unitId })}
      />
      <div>
        <NumberField
          id={IDS.term}
          label={labels.term}
          error={faults.faultOf(IDS.term)}
          {...DAYS_RANGE}
          value={value.workingDays}
          onChange={(workingDays) => change({ workingDays })}
        />
        <TermPreview days={Number(value.workingDays)} range={DAYS_RANGE} />
      </div>
      <TextField
        id={IDS.incomingNumber}
        label={labels.incomingNumber}
        optional
        error={faults.faultOf(IDS.incomingNumber)}
        value={value.incomingNumber}
        onChange={({ target }) => change({ incomingNumber: target.value })}
      />
    </StepForm>
  );
}
