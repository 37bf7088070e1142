import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  type ActCard,
  OUTCOMES,
  type Outcome,
  type OutcomeBody,
  outcomeBody,
  type Step,
  type StepRemarks,
} from '#contracts';
import { ApiError } from '../../../api/api-error';
import { useT } from '../../../i18n/i18n';
import { announce } from '../../../ui/announcer';
import { RadioCards } from '../../../ui/choice';
import { TextArea } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { stepRemarksQuery } from '../agreements-queries';
import { decidedWord, OUTCOME_VERBS } from '../card/step-words';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, type FormField, useFaults } from '../faults';
import { LeftOutFields, leftOutFieldId } from './left-out-fields';
import {
  beginOutcome,
  EMPTY_OUTCOME,
  emptyRemark,
  isWritten,
  leftOutOf,
  merged,
  missingIn,
  type OutcomeDraft,
  outcomeBodyOf,
  type RemarkDraft,
  reconcile,
  sentRemarks,
  takenOver,
} from './outcome-draft';
import { ADD_REMARK, RemarksEditor, remarkFieldId } from './remarks-editor';
import { StepForm, type StepFormProps } from './step-form';
import { giveOpinion, propose } from './steps-api';
import { useKeptRemarks } from './use-kept-remarks';

const OUTCOME = 'outcome-choice';
const REASON = 'outcome-reason';

const HINTS = {
  agreed: 'agreements.outcomeHint.agreed',
  with_remarks: 'agreements.outcomeHint.withRemarks',
  refused: 'agreements.outcomeHint.refused',
} as const;

const KEPT_WORDS = {
  kept: 'agreements.remarksKept',
  typing: 'agreements.remarksTyping',
  unreached: 'agreements.remarksUnreached',
} as const;

interface OutcomeFormProps extends StepFormProps {
  card: ActCard;
  step: Step;
  /** The button by which the form was opened */
  chosen: Outcome | null;
}

/** The opinion of an interested unit, or the outcome that the executor proposes (775:17). */
export function OutcomeForm(props: OutcomeFormProps) {
  const query = useQuery(stepRemarksQuery(props.step.id));
  // What the form began with: what comes later is joined with what is typed.
  const [first, setFirst] = useState<StepRemarks | null>(null);
  // What came the time before is older than what is typed, where the portal does not answer now.
  async function read(): Promise<StepRemarks | null> {
    const { isSuccess, data } = await query.refetch();
    return isSuccess ? data : null;
  }
  if (!first && query.isSuccess && query.isFetchedAfterMount) setFirst(query.data);
  if (first) return <Form {...props} begun={first} read={read} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton />;
}

interface FormProps extends OutcomeFormProps {
  begun: StepRemarks;
  /** What the portal keeps now; null: it can't be reached. */
  read: () => Promise<StepRemarks | null>;
}

function Form({ card, step, chosen, begun, read, onClose, onDone }: FormProps) {
  const t = useT();
  const draft = useDraft<OutcomeDraft>(`step.${step.id}.outcome`, EMPTY_OUTCOME);
  const { value, change: keep } = draft;
  const change = (part: (now: OutcomeDraft) => Partial<OutcomeDraft>) => keep(part);
  /** Who changed what was being typed here too. */
  const [twice, setTwice] = useState<string | null>(null);
  const { fromUnits } = begun;
  // What is kept in this tab, with what the portal keeps; once, when the form is opened.
  useEffect(() => {
    change((now) => ({
      ...beginOutcome(now, begun),
      outcome: chosen ?? now.outcome ?? proposedBefore(card, step),
    }));
  }, []);
  const alter = (id: string, part: (now: RemarkDraft) => Partial<RemarkDraft>) =>
    change((now) => ({
      remarks: now.remarks.map((one) => (one.id === id ? { ...one, ...part(one) } : one)),
    }));

  async function join(): Promise<void> {
    const kept = await read();
    if (!kept) return;
    change((now) => {
      const joined = reconcile(now.remarks, kept.drafts);
      setTwice(joined.twice[0] ?? null);
      return { remarks: joined.remarks };
    });
  }
  const [sending, setSending] = useState(false);
  const kept = useKeptRemarks({
    stepId: step.id,
    remarks: value.remarks,
    paused: sending,
    alter,
    onStale: () => void join(),
  });

  const { outcome } = value;
  const sent = sentRemarks(value);
  const body = outcomeBodyOf(value, fromUnits);

  function fieldAt(path: string): FormField | undefined {
    const [root, place, part] = path.split('.');
    if (root === 'outcome') return { id: OUTCOME, label: t('agreements.outcomeLegend') };
    if (root === 'reason') return { id: REASON, label: t('agreements.refusalReason') };
    if (root === 'leftOut') {
      const one = leftOutOf(value, fromUnits)[Number(place)];
      return one && { id: leftOutFieldId(one.id), label: t('agreements.leftOutReason') };
    }
    const remark = sent[Number(place)];
    if (root !== 'remarks') return undefined;
    if (!remark || place === undefined) return { id: ADD_REMARK, label: t('agreements.remarks') };
    const number = value.remarks.filter(({ removed }) => !removed).indexOf(remark) + 1;
    const name = part === 'proposal' ? t('agreements.proposal') : t('agreements.remarkText');
    return { id: remarkFieldId(remark.id, part ?? 'text'), label: `${number}. ${name}` };
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

  async function submit(): Promise<void> {
    if (sending || !faults.accept() || outcome === null) return;
    setSending(true);
    await kept.flush();
    const remarks = value.remarks.map((one) => ({ ...one, revision: kept.revisionOf(one) }));
    command.mutate(
      { ...outcomeBodyOf({ ...value, remarks }, fromUnits), outcome },
      {
        onSuccess: () => {
          draft.drop();
          onDone(t(decidedWord(step.kind, outcome)));
        },
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'REMARKS_CHANGED') void join();
          faults.refuse(error);
        },
        onSettled: () => setSending(false),
      },
    );
  }

  return (
    <StepForm
      title={t(step.kind === 'opinion' ? 'agreements.opinionTitle' : 'agreements.outcomeTitle')}
      verb={outcome ? t(OUTCOME_VERBS[outcome]) : t('agreements.verb.outcome')}
      icon="check"
      faults={faults}
      touched={isWritten(value)}
      busy={sending}
      onSubmit={() => void submit()}
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
        value={outcome}
        onChange={(next) => change(() => ({ outcome: next }))}
      />
      {twice && <Notice tone="soon" title={t('agreements.remarkTwice', { who: twice })} />}
      {outcome === 'with_remarks' && (
        <>
          <RemarksEditor
            card={card}
            remarks={value.remarks}
            fromUnits={fromUnits}
            onAlter={(id, part) => alter(id, () => ({ ...part, dirty: true }))}
            onMerge={(from, into) => {
              change((now) => ({ remarks: merged(now.remarks, from, into) }));
              announce(t('agreements.remarkMerged'));
            }}
            onAdd={() => {
              const remark = emptyRemark();
              change((now) => ({ remarks: [...now.remarks, remark] }));
              return remark.id;
            }}
            error={faults.faultOf(ADD_REMARK)}
            faultOf={faults.faultOf}
          />
          <p className="soft note" role="status">
            {(value.remarks.length > 0 || kept.state !== 'kept') && t(KEPT_WORDS[kept.state])}
          </p>
        </>
      )}
      {outcome && (
        <LeftOutFields
          remarks={leftOutOf(value, fromUnits)}
          reasons={value.leftOut}
          language={card.language}
          faultOf={faults.faultOf}
          onReason={(id, reason) => change((now) => ({ leftOut: { ...now.leftOut, [id]: reason } }))}
          onTakeUp={
            outcome === 'with_remarks'
              ? (one) => change((now) => ({ remarks: [...now.remarks, takenOver(one)] }))
              : undefined
          }
        />
      )}
      {outcome && (
        <TextArea
          id={REASON}
          label={t(outcome === 'refused' ? 'agreements.refusalReason' : 'agreements.comment')}
          optional={outcome !== 'refused'}
          error={faults.faultOf(REASON)}
          value={value.reason}
          onChange={({ target }) => change(() => ({ reason: target.value }))}
        />
      )}
    </StepForm>
  );
}

/** What the executor proposed before the outcome came back to him (775:18). */
function proposedBefore({ version, ownReviewId }: ActCard, step: Step): Outcome | null {
  if (step.kind !== 'outcome') return null;
  return version.reviews.find(({ id }) => id === ownReviewId)?.inner?.proposedOutcome ?? null;
}
