import type { ReactNode } from 'react';
import type { ActCard, PersonRef, Step } from '#contracts';
import { useSession } from '../../../api/session';
import { describeDeadline } from '../../../i18n/deadline';
import { formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Disclosure } from '../../../ui/disclosure';
import { Visa } from '../../../ui/route';
import { useNow } from '../../../ui/use-now';
import { PendingNotice } from './pending-notice';
import { RemarkList } from './remark-list';
import { SignatureMarkState } from './signature-checks';
import { SignatureDetails } from './signature-details';
import { isLate, stepLook } from './step-words';

interface StepVisaProps {
  card: ActCard;
  step: Step;
  /** It waits for the reader */
  mine: boolean;
  /** Remarks stand open: the reader is about to decide on them */
  unfolded?: boolean;
}

/** One decision on the route: who, with what result, when; comment, remarks and signature under it. */
export function StepVisa({ card, step, mine, unfolded = false }: StepVisaProps) {
  const { who, post } = useWho(step, mine);
  const t = useT();
  const { state, word } = stepLook(step, mine, useNow());
  return (
    <Visa
      state={state}
      who={who}
      post={post}
      word={t(word)}
      when={useWhen(step)}
      signed={step.signature !== null}
      signature={step.signature && <SignatureMarkState actId={card.id} signatureId={step.signature.id} />}
      mine={mine}
      comment={hasDetails(step) && <Details card={card} step={step} mine={mine} unfolded={unfolded} />}
    />
  );
}

/** Of what shares the term of its body, the body itself says it. */
const isLateOpinion = ({ kind, state, decidedAt, dueAt }: Step): boolean =>
  kind === 'opinion' && state === 'done' && isLate(decidedAt, dueAt);

function hasDetails(step: Step): boolean {
  const { comment, remarks, signature, pendingSignature, lapsed } = step;
  return (
    isLateOpinion(step) ||
    Boolean(comment) ||
    lapsed !== null ||
    remarks.length > 0 ||
    signature !== null ||
    pendingSignature !== null
  );
}

function Details({ card, step, mine, unfolded }: Required<StepVisaProps>) {
  const t = useT();
  return (
    <>
      {isLateOpinion(step) && <p className="note">{t('agreements.late')}</p>}
      {step.comment && <p className="said">{step.comment}</p>}
      {step.lapsed && (
        <p className="note">
          {t('agreements.lapsedBy', { name: deciderName(t, step.lapsed.by) })} {step.lapsed.reason}
        </p>
      )}
      {step.remarks.length > 0 && (
        <Disclosure summary={t('agreements.remarksCount', { count: step.remarks.length })} open={unfolded}>
          <RemarkList remarks={step.remarks} lang={card.language} />
        </Disclosure>
      )}
      {/* Whose turn it is reads it at the top. */}
      {step.pendingSignature && !mine && <PendingNotice pending={step.pendingSignature} />}
      {step.signature && <SignatureDetails actId={card.id} mark={step.signature} />}
    </>
  );
}

function useWho(step: Step, mine: boolean): { who: ReactNode; post: ReactNode } {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const unit = step.unit?.name[language];
  const postOf = ({ post, unit: own }: PersonRef) => `${post[language]}, ${own[language]}`;
  const [only, ...others] = step.assignees;
  const person = step.decidedBy ?? (others.length === 0 ? only : undefined);
  if (person) {
    const own = mine && person.id === employee.id;
    const who = own ? (
      <>
        <strong>{t('agreements.you')}</strong>, {person.fullName}
      </>
    ) : mine ? (
      <strong>{t('person.youInStead', { principal: person.fullName })}</strong>
    ) : (
      deciderName(t, person)
    );
    return { who, post: postOf(person) };
  }
  const names = step.assignees
    .filter(({ id }) => !mine || id !== employee.id)
    .map(({ fullName }) => fullName)
    .join(', ');
  if (!mine) return { who: unit ?? names, post: unit ? names : t('agreements.anyOfThem') };
  return {
    who: <strong>{t('agreements.you')}</strong>,
    post: t('agreements.orOneOf', { names }),
  };
}

/** When it was decided, else until when it waits, else since when. */
function useWhen({ decidedAt, dueAt, createdAt, state }: Step) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  if (decidedAt) return { words: formatMoment(language, decidedAt, now), instant: decidedAt };
  if (state !== 'open') return undefined;
  if (dueAt) return { words: describeDeadline(t, language, dueAt, now).words, instant: dueAt };
  return {
    words: t('agreements.since', { moment: formatMoment(language, createdAt, now) }),
    instant: createdAt,
  };
}
