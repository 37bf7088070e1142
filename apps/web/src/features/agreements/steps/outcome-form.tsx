import { useState } from 'react';
import { type ActCard, OUTCOMES, type Outcome, type OutcomeBody, outcomeBody, type Step } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { RadioCards } from '../../../ui/choice';
import { TextArea } from '../../../ui/field';
import { useCommand } from '../agreements-queries';
import { decidedWord, OUTCOME_VERBS } from '../card/step-words';
import { useDraft } from '../drafts';
import { check, type FormField, useFaults } from '../faults';
import {
  beginOutcome,
  emptyRemark,
  missingIn,
  type OutcomeDraft,
  outcomeBodyOf,
  sentRemarks,
} from './outcome-draft';
import { ADD_REMARK, RemarksEditor, remarkFieldId } from './remarks-editor';
import { StepForm, type StepFormProps } from './step-form';
import { giveOpinion, propose } from './steps-api';

const OUTCOME = 'outcome-choice';
const REASON = 'outcome-reason';

const HINTS = {
  agreed: 'agreements.outcomeHint.agreed',
  with_remarks: 'agreements.outcomeHint.withRemarks',
  refused: 'agreements.outcomeHint.refused',
} as const;

interface OutcomeFormProps extends StepFormProps {
  card: ActCard;
  step: Step;
  /** The button by which the form was opened */
  chosen: Outcome | null;
}

/** The opinion of an interested unit, or the outcome that the executor proposes (775:17). */
export function OutcomeForm({ card, step, chosen, onClose, onDone }: OutcomeFormProps) {
  const t = useT();
  const language = useLanguage();
  const draft = useDraft<OutcomeDraft>(
    `step.${step.id}.outcome`,
    beginOutcome(step.kind === 'outcome' ? ownInner(card) : null, ({ name }) => name[language]),
  );
  const { change } = draft;
  const [outcome, setOutcome] = useState(chosen ?? draft.value.outcome);
  const value = { ...draft.value, outcome };
  const sent = sentRemarks(value);
  const body = outcomeBodyOf(value);

  function fieldAt(path: string): FormField | undefined {
    const [root, place, part] = path.split('.');
    if (root === 'outcome') return { id: OUTCOME, label: t('agreements.outcomeLegend') };
    if (root === 'reason') return { id: REASON, label: t('agreements.refusalReason') };
    const remark = sent[Number(place)];
    if (root !== 'remarks') return undefined;
    if (!remark || place === undefined) return { id: ADD_REMARK, label: t('agreements.remarks') };
    const number = value.remarks.filter(({ removed }) => !removed).indexOf(remark) + 1;
    const name = part === 'proposal' ? t('agreements.proposal') : t('agreements.remarkText');
    return { id: remarkFieldId(remark.key, part ?? 'text'), label: `${number}. ${name}` };
  }
  const faults = useFaults({
    fieldAt,
    body,
    find: () => [...check(outcomeBody, body), ...missingIn(value)],
    codes: { REASON_MISSING: 'reason', REMARKS_MISSING: 'remarks' },
  });
  const command = useCommand((body: OutcomeBody) =>
    step.kind === 'opinion' ? giveOpinion(step.id, body) : propose(step.id, body),
  );

  function submit(): void {
    if (!faults.accept() || outcome === null) return;
    command.mutate(
      { ...body, outcome },
      {
        onSuccess: () => {
          draft.drop();
          onDone(t(decidedWord(step.kind, outcome)));
        },
        onError: faults.refuse,
      },
    );
  }

  return (
    <StepForm
      title={t(step.kind === 'opinion' ? 'agreements.opinionTitle' : 'agreements.outcomeTitle')}
      verb={outcome ? t(OUTCOME_VERBS[outcome]) : t('agreements.verb.outcome')}
      icon="check"
      faults={faults}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioCards
        id={OUTCOME}
        legend={t(step.kind === 'opinion' ? 'agreements.opinionQuestion' : 'agreements.outcomeQuestion')}
        error={faults.faultOf(OUTCOME)}
        choices={OUTCOMES.map((one) => ({
          value: one,
          label: t(OUTCOME_VERBS[one]),
          hint: t(HINTS[one]),
        }))}
        value={value.outcome}
        onChange={(next) => {
          setOutcome(next);
          change({ outcome: next });
        }}
      />
      {outcome === 'with_remarks' && (
        <RemarksEditor
          remarks={value.remarks}
          onChange={(alter) => change((now) => ({ remarks: alter(now.remarks) }))}
          onAdd={() => {
            const remark = emptyRemark();
            change((now) => ({ outcome, remarks: [...now.remarks, remark] }));
            return remark.key;
          }}
          error={faults.faultOf(ADD_REMARK)}
          faultOf={faults.faultOf}
          language={card.language}
        />
      )}
      {outcome && (
        <TextArea
          id={REASON}
          label={t(outcome === 'refused' ? 'agreements.refusalReason' : 'agreements.comment')}
          optional={outcome !== 'refused'}
          error={faults.faultOf(REASON)}
          value={value.reason}
          onChange={({ target }) => change({ outcome, reason: target.value })}
        />
      )}
    </StepForm>
  );
}

function ownInner({ version, ownReviewId }: ActCard) {
  return version.reviews.find(({ id }) => id === ownReviewId)?.inner ?? null;
}
