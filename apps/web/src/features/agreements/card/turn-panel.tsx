import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { ActCard, Outcome, Step, TurnStep } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Button } from '../../../ui/button';
import { NextStep } from '../../../ui/next-step';
import { Notice } from '../../../ui/notice';
import { Deadline } from '../../../ui/status';
import type { OpenForm } from '../steps/open-forms';
import { InStead } from './in-stead';
import { PendingNotice } from './pending-notice';
import { lastReturn } from './route-order';
import { agreeWords, OUTCOME_VERBS, PROPOSED_WORDS, STEP_TITLES } from './step-words';

const UnsignedProtocols = lazy(() => import('../protocol/unsigned-protocols'));

interface TurnPanelProps {
  card: ActCard;
  step: TurnStep;
  /** Its form is open below, with the filled button in it */
  open: boolean;
  onForm: (open: OpenForm) => void;
  onSign: (step: Step) => void;
}

/** One thing that waits for the reader, with the order's own outcomes as buttons. */
export function TurnPanel({ card, step, open, onForm, onSign }: TurnPanelProps) {
  const t = useT();
  return (
    <NextStep
      title={
        isWaiting(step)
          ? t('sign.waiting.title')
          : t('agreements.turnOf', { what: t(STEP_TITLES[step.kind]) })
      }
      note={<Note card={card} step={step} />}
    >
      <Actions card={card} step={step} open={open} onForm={onForm} onSign={onSign} />
    </NextStep>
  );
}

const isWaiting = (step: Step): boolean => step.pendingSignature?.state === 'waiting';

function Note({ card, step }: { card: ActCard; step: TurnStep }) {
  const t = useT();
  const inner = card.version.reviews.find(({ id }) => id === card.ownReviewId)?.inner;
  const decides = step.kind === 'outcome_agreement' || step.kind === 'body_signature';
  const returned = step.kind === 'outcome' ? lastReturn(inner?.steps ?? []) : undefined;
  return (
    <>
      {step.onBehalfOf && <InStead name={step.onBehalfOf.fullName} />}
      {step.dueAt && <Deadline dueAt={step.dueAt} />}
      {decides && inner?.proposedOutcome && (
        <span>{t('agreements.executorProposes', { outcome: t(PROPOSED_WORDS[inner.proposedOutcome]) })}</span>
      )}
      {decides && inner?.steps.some(({ kind, remarks }) => kind === 'opinion' && remarks.length > 0) && (
        <Link to="/agreements/$id/remarks" params={{ id: card.id }}>
          {t('agreements.toFates')}
        </Link>
      )}
      {step.pendingSignature && <PendingNotice pending={step.pendingSignature} />}
      <Suspense>{step.kind === 'letter_signature' && <UnsignedProtocols card={card} />}</Suspense>
      {returned && (
        <Notice
          tone="soon"
          icon="undo"
          title={t(returned.kind === 'opinion' ? 'agreements.declinedBy' : 'agreements.returnedBy', {
            name: returned.decidedBy ? deciderName(t, returned.decidedBy) : '',
          })}
        >
          <span className="said">{returned.comment}</span>
        </Notice>
      )}
    </>
  );
}

function Actions({ card, step, open, onForm, onSign }: TurnPanelProps) {
  const peers = card.version.reviews.find(({ id }) => id === card.ownReviewId)?.inner?.steps ?? [];
  const t = useT();
  // Signed already: nothing more is needed, but it may be done anew.
  const main = open || isWaiting(step) ? 'plain' : 'main';
  const back = (
    <Button size="large" onClick={() => onForm({ form: 'return', step })}>
      {t('agreements.verb.return')}
    </Button>
  );
  switch (step.kind) {
    case 'unit_agreement':
    case 'superior_agreement':
    case 'outcome_agreement':
    case 'office_consideration':
      return (
        <>
          <Button look={main} size="large" icon="check" onClick={() => onForm({ form: 'agree', step })}>
            {t(agreeWords(step.kind).verb)}
          </Button>
          {back}
        </>
      );
    case 'legal_visa':
    case 'co_signature':
    case 'developer_signature':
    case 'body_signature':
    case 'letter_signature':
      return (
        <>
          <Button look={main} size="large" icon="sign" onClick={() => onSign(step)}>
            {t(step.kind === 'legal_visa' ? 'agreements.verb.giveVisa' : 'agreements.verb.sign')}
          </Button>
          {back}
        </>
      );
    case 'office_registration':
      return (
        <Button look={main} size="large" onClick={() => onForm({ form: 'passOn', step })}>
          {t('agreements.verb.passOn')}
        </Button>
      );
    case 'registration':
      return (
        <>
          <Button look={main} size="large" onClick={() => onForm({ form: 'register', step })}>
            {t('agreements.verb.register')}
          </Button>
          <Button size="large" onClick={() => onForm({ form: 'sendBack', step })}>
            {t('agreements.verb.sendBack')}
          </Button>
        </>
      );
    case 'assignment':
      return (
        <>
          <Button look={main} size="large" onClick={() => onForm({ form: 'assign', step })}>
            {t('agreements.verb.assign')}
          </Button>
          {back}
        </>
      );
    case 'outcome':
      return (
        <>
          {!open && <Outcomes choose={(outcome) => onForm({ form: 'outcome', step, outcome })} />}
          {back}
          <Opinions steps={peers} summing={step} onForm={onForm} />
        </>
      );
    case 'opinion':
      // The form asks the same, with what each choice means.
      return open ? null : (
        <>
          <Outcomes choose={(outcome) => onForm({ form: 'outcome', step, outcome })} />
          <Button size="large" onClick={() => onForm({ form: 'decline', step })}>
            {t('agreements.verb.declineOpinion')}
          </Button>
        </>
      );
  }
}

/** Whoever sums up may return an opinion to its unit. */
function Opinions({
  steps,
  summing,
  onForm,
}: Pick<TurnPanelProps, 'onForm'> & { steps: readonly Step[]; summing: Step }) {
  const t = useT();
  const language = useLanguage();
  return steps
    .filter(({ kind, state }) => kind === 'opinion' && state === 'done')
    .map((step) => (
      <Button
        look="quiet"
        size="small"
        icon="undo"
        key={step.id}
        onClick={() => onForm({ form: 'rework', step, summing })}
      >
        {t('agreements.rework.of', { unit: step.unit?.name[language] ?? '' })}
      </Button>
    ));
}

function Outcomes({ choose }: { choose: (outcome: Outcome) => void }) {
  const t = useT();
  const button = (outcome: Outcome, look: 'main' | 'plain') => (
    <Button look={look} size="large" onClick={() => choose(outcome)}>
      {t(OUTCOME_VERBS[outcome])}
    </Button>
  );
  return (
    <>
      {button('agreed', 'main')}
      {button('with_remarks', 'plain')}
      {button('refused', 'plain')}
    </>
  );
}
