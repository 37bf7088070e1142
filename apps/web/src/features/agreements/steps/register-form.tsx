import { useId } from 'react';
import {
  type ActCard,
  type CheckedFile,
  type FieldError,
  MOST_PAGES,
  type RegisterBody,
  registerBody,
  type Step,
  termRuleOf,
} from '#contracts';
import { formatWeekdayDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { RadioCards } from '../../../ui/choice';
import { NumberField, TextField } from '../../../ui/field';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, type FormField, useFaults } from '../faults';
import { FilesField } from '../form/files-field';
import { useUploadWords } from '../form/refusal-words';
import { useUploads } from '../form/use-uploads';
import { StepForm, type StepFormProps } from './step-form';
import { register } from './steps-api';
import { TermPreview } from './term-preview';

interface RegisterDraft {
  by: 'workingDays' | 'until';
  /** As typed. */
  workingDays: string;
  pages: string;
  until: string;
  assignment: CheckedFile[];
  basis: string;
  incomingNumber: string;
}

function bodyOf(draft: RegisterDraft): RegisterBody {
  const { by, workingDays, pages, until, assignment, basis, incomingNumber } = draft;
  const term = by === 'until' ? { until } : { workingDays: Number(workingDays) };
  return {
    term,
    pages: pages === '' ? null : Number(pages),
    basis,
    assignmentFileId: by === 'until' ? (assignment[0]?.id ?? null) : null,
    incomingNumber,
  };
}

/** What is wrong with it, all at once: by an assignment the day, its file and its name are all required. */
function faultsOf(draft: RegisterDraft): FieldError[] {
  const { until, assignment, basis } = draft;
  const missing = draft.by === 'until' ? { 'term.until': until, assignmentFileId: assignment[0], basis } : {};
  const empty = Object.entries(missing).flatMap(([path, value]) =>
    value ? [] : [{ path, rule: 'too_small' }],
  );
  return [...empty, ...check(registerBody, bodyOf(draft))];
}

/** The documentation officer registers what arrived and sets the term (775:16, 20). */
export function RegisterForm({ card, step, onClose, onDone }: StepFormProps & { card: ActCard; step: Step }) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const { value, change, drop, touched } = useDraft<RegisterDraft>(`step.${step.id}.register`, {
    by: 'workingDays',
    workingDays: String(termRuleOf(card.kind, null).workingDays),
    pages: '',
    until: '',
    assignment: [],
    basis: '',
    incomingNumber: '',
  });
  const rule = termRuleOf(card.kind, value.pages === '' ? null : Number(value.pages));
  const range = { min: 1, max: rule.workingDays };
  const said = useUploadWords();
  const uploads = useUploads(value.assignment.length, {
    onDone: (file) => {
      change({ assignment: [file] });
      said.done(file.name);
    },
    onRefused: ({ file, error }) => said.refused(file.name, error),
  });
  const fields = {
    term: {
      id: `${id}-term`,
      label: value.by === 'until' ? t('agreements.register.until') : t('agreements.register.days'),
      ...(value.by === 'workingDays' && { range }),
    },
    pages: { id: `${id}-pages`, label: t('agreements.register.pages'), range: { min: 1, max: MOST_PAGES } },
    assignmentFileId: { id: `${id}-assignment`, label: t('agreements.register.assignment') },
    basis: { id: `${id}-basis`, label: t('agreements.register.basis') },
    incomingNumber: { id: `${id}-number`, label: t('agreements.fact.incomingNumber') },
  } satisfies Record<string, FormField>;
  const fieldAt = (path: string) => Object.entries(fields).find(([name]) => path.startsWith(name))?.[1];
  const faults = useFaults({
    fieldAt,
    body: bodyOf(value),
    find: () => faultsOf(value),
    codes: {
      TERM_IN_PAST: 'term',
      TERM_TOO_LONG: 'term',
      ASSIGNMENT_MISSING: 'assignmentFileId',
      FILE_INFECTED: 'assignmentFileId',
      FILE_UNSCANNABLE: 'assignmentFileId',
    },
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
      touched={touched}
      busy={command.isPending || uploads.underWay}
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
        <>
          <div>
            <NumberField
              id={fields.term.id}
              label={fields.term.label}
              error={faults.faultOf(fields.term.id)}
              {...range}
              value={value.workingDays}
              onChange={(workingDays) => change({ workingDays })}
            />
            <p className="note soft">{t('agreements.register.rule', { days: rule.workingDays })}</p>
            <TermPreview days={Number(value.workingDays)} range={range} />
          </div>
          <NumberField
            id={fields.pages.id}
            label={fields.pages.label}
            hint={t('agreements.register.pagesHint')}
            optional
            error={faults.faultOf(fields.pages.id)}
            {...fields.pages.range}
            value={value.pages}
            onChange={(pages) => change({ pages })}
          />
        </>
      ) : (
        <>
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
          <FilesField
            id={fields.assignmentFileId.id}
            label={fields.assignmentFileId.label}
            error={faults.faultOf(fields.assignmentFileId.id)}
            single
            files={value.assignment}
            onChange={(alter) => change((now) => ({ assignment: alter(now.assignment) }))}
            uploads={uploads}
          />
        </>
      )}
      <TextField
        {...fields.basis}
        hint={t('agreements.register.basisHint')}
        optional={value.by === 'workingDays'}
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
