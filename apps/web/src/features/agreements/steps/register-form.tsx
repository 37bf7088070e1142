import { useId } from 'react';
import { type RegisterBody, registerBody, type Step } from '#contracts';
import { formatWeekdayDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { RadioCards } from '../../../ui/choice';
import { TextField } from '../../../ui/field';
import { useCommand } from '../agreements-queries';
import { useDraft } from '../drafts';
import { check, type FormField, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { register } from './steps-api';
import { TermPreview } from './term-preview';

const DAYS_RANGE = { min: 1, max: 60 };
const TERM_DAYS = 5;

interface RegisterDraft {
  by: 'workingDays' | 'until';
  /** As typed. */
  workingDays: string;
  until: string;
  basis: string;
  incomingNumber: string;
}

function bodyOf({ by, workingDays, until, basis, incomingNumber }: RegisterDraft): RegisterBody {
  const term = by === 'until' ? { until } : { workingDays: Number(workingDays) };
  return { term, basis, incomingNumber };
}

/** The documentation officer registers what arrived and sets the term (775:16, 20). */
export function RegisterForm({ step, onClose, onDone }: StepFormProps & { step: Step }) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const { value, change, drop } = useDraft<RegisterDraft>(`step.${step.id}.register`, {
    by: 'workingDays',
    workingDays: String(TERM_DAYS),
    until: '',
    basis: '',
    incomingNumber: '',
  });
  const fields = {
    term: {
      id: `${id}-term`,
      label: value.by === 'until' ? t('agreements.register.until') : t('agreements.register.days'),
      ...(value.by === 'workingDays' && { range: DAYS_RANGE }),
    },
    basis: { id: `${id}-basis`, label: t('agreements.register.basis') },
    incomingNumber: { id: `${id}-number`, label: t('agreements.fact.incomingNumber') },
  } satisfies Record<string, FormField>;
  const fieldAt = (path: string) => Object.entries(fields).find(([name]) => path.startsWith(name))?.[1];
  const faults = useFaults({
    fieldAt,
    body: bodyOf(value),
    find: () => check(registerBody, bodyOf(value)),
    codes: { TERM_IN_PAST: 'term' },
  });
  const command = useCommand(() => register(step.id, bodyOf(value)));

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(undefined, {
      onSuccess: () => {
        drop();
        onDone(t('agreements.done.registered'));
      },
      onError: faults.refuse,
    });
  }

  return (
    <StepForm
      title={t('agreements.register.title')}
      verb={t('agreements.verb.register')}
      icon="check"
      faults={faults}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioCards
        legend={t('agreements.register.term')}
        choices={[
          {
            value: 'workingDays',
            label: t('agreements.register.byRegulations'),
            hint: t('agreements.register.byRegulationsHint'),
          },
          {
            value: 'until',
            label: t('agreements.register.byAssignment'),
            hint: t('agreements.register.byAssignmentHint'),
          },
        ]}
        value={value.by}
        onChange={(by) => change({ by })}
      />
      {value.by === 'workingDays' ? (
        <div>
          <TextField
            id={fields.term.id}
            label={fields.term.label}
            error={faults.faultOf(fields.term.id)}
            type="number"
            inputMode="numeric"
            className="input input-number"
            {...DAYS_RANGE}
            value={value.workingDays}
            onChange={({ target }) => change({ workingDays: target.value })}
          />
          <TermPreview days={Number(value.workingDays)} range={DAYS_RANGE} />
        </div>
      ) : (
        <TextField
          id={fields.term.id}
          label={fields.term.label}
          error={faults.faultOf(fields.term.id)}
          type="date"
          className="input input-date"
          value={value.until}
          onChange={({ target }) => change({ until: target.value })}
          hint={value.until && formatWeekdayDate(language, value.until)}
        />
      )}
      <TextField
        {...fields.basis}
        hint={t('agreements.register.basisHint')}
        optional
        error={faults.faultOf(fields.basis.id)}
        value={value.basis}
        onChange={({ target }) => change({ basis: target.value })}
      />
      <TextField
        {...fields.incomingNumber}
        optional
        error={faults.faultOf(fields.incomingNumber.id)}
        value={value.incomingNumber}
        onChange={({ target }) => change({ incomingNumber: target.value })}
      />
    </StepForm>
  );
}
