import type { ReactNode } from 'react';
import type { ActCard, Review, ReviewState } from '#contracts';
import { describeDeadline } from '../../../i18n/deadline';
import { formatMoment } from '../../../i18n/format';
import { type Translate, useLanguage, useT } from '../../../i18n/i18n';
import type { Language } from '../../../i18n/language';
import { deciderName } from '../../../i18n/person';
import { Icon } from '../../../ui/icon';
import { type NodeState, Visa } from '../../../ui/route';
import { useNow } from '../../../ui/use-now';
import { ReviewRoute } from './review-route';
import { SignatureMarkState } from './signature-checks';
import { SignatureDetails } from './signature-details';
import { isLate, isSilent, OUTCOME_NODES, OUTCOME_WORDS } from './step-words';

interface ReviewVisaProps {
  card: ActCard;
  review: Review;
  /** Of the reader's own body */
  own: boolean;
  turn: ReadonlySet<string>;
}

/** Which of the five steps inside a body is under way. */
const STEP_NUMBERS: Readonly<Record<ReviewState, number>> = {
  arrived: 1,
  registered: 2,
  in_work: 3,
  unit_heads: 4,
  head_signature: 5,
  settled: 5,
  withdrawn: 5,
};
const STEPS = 5;

/** One approving body: its state or outcome, and its own route where the reader may see it. */
export function ReviewVisa({ card, review, own, turn }: ReviewVisaProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { state, word } = reviewLook(t, review, now);
  const name = review.body.shortName[language];
  return (
    <Visa
      state={state}
      who={own ? <strong>{name}</strong> : name}
      post={postOf(t, language, review, own)}
      word={word}
      when={whenOf(t, language, review, now)}
      signed={review.signature !== null}
      signature={review.signature && <SignatureMarkState actId={card.id} signatureId={review.signature.id} />}
      comment={<Comment card={card} review={review} />}
    >
      {review.inner && <ReviewRoute card={card} review={review} inner={review.inner} turn={turn} />}
    </Visa>
  );
}

function reviewLook(t: Translate, review: Review, now: Date): { state: NodeState; word: string } {
  if (review.outcome && review.settledAt) {
    return { state: OUTCOME_NODES[review.outcome], word: t(OUTCOME_WORDS[review.outcome]) };
  }
  if (review.withdrawn) {
    // It had let its term pass: that stays to be seen, and is no consent (775:20).
    if (isSilent(review.dueAt, new Date(review.withdrawn.at)))
      return { state: 'silent', word: t('agreements.silentWithdrawn') };
    return { state: 'locked', word: t('agreements.reviewWithdrawn') };
  }
  if (isSilent(review.dueAt, now)) return { state: 'silent', word: t('agreements.silent') };
  if (review.openedAt === null && review.state === 'arrived') {
    return { state: 'unopened', word: t('agreements.unopened') };
  }
  return {
    state: 'opened',
    word: t(review.state === 'arrived' ? 'agreements.opened' : 'agreements.working'),
  };
}

function postOf(t: Translate, language: Language, review: Review, own: boolean): ReactNode {
  if (review.withdrawn) return deciderName(t, review.withdrawn.by);
  if (review.signedBy) return `${deciderName(t, review.signedBy)}, ${review.signedBy.post[language]}`;
  const step = t('agreements.route.stepOf', { step: STEP_NUMBERS[review.state], steps: STEPS });
  if (own) return `${t('agreements.route.yourBody')}, ${step}`;
  return review.state === 'arrived' ? undefined : step;
}

function whenOf(t: Translate, language: Language, review: Review, now: Date) {
  const { settledAt, dueAt, openedAt, arrivedAt, withdrawn } = review;
  if (withdrawn) return { words: formatMoment(language, withdrawn.at, now), instant: withdrawn.at };
  if (settledAt) return { words: formatMoment(language, settledAt, now), instant: settledAt };
  if (dueAt) return { words: describeDeadline(t, language, dueAt, now).words, instant: dueAt };
  if (openedAt) return { words: formatMoment(language, openedAt, now), instant: openedAt };
  return {
    words: t('agreements.since', { moment: formatMoment(language, arrivedAt, now) }),
    instant: arrivedAt,
  };
}

function Comment({ card, review }: Pick<ReviewVisaProps, 'card' | 'review'>) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { reason, remarks, withdrawn, addedFor, sheetReady, settledAt, dueAt } = review;
  const late = isLate(settledAt, dueAt);
  // Where the inner route is shown, the signature stands at its step.
  const signature = review.inner ? null : review.signature;
  if (!reason && remarks.length === 0 && !signature && !withdrawn && !addedFor && !sheetReady && !late)
    return null;
  return (
    <>
      {late && dueAt && (
        <p className="note">
          {t('agreements.late')} ({t('agreements.lateTerm', { moment: formatMoment(language, dueAt, now) })})
        </p>
      )}
      {addedFor && <p className="note">{t('agreements.addedFor', { reason: addedFor })}</p>}
      {withdrawn && <p className="said">{withdrawn.reason}</p>}
      {reason && <p className="said">{reason}</p>}
      {remarks.length > 0 && (
        <p>
          {t('agreements.remarksCount', { count: remarks.length })}.{' '}
          <a href="#remarks">{t('agreements.toRemarks')}</a>
        </p>
      )}
      {signature && <SignatureDetails actId={card.id} mark={signature} />}
      {sheetReady && <BodySheet card={card} review={review} />}
    </>
  );
}

/** The sheet of one body; where it agreed the developer prints it with the files, for the head's visa on paper (775:17.1). */
function BodySheet({ card, review }: Pick<ReviewVisaProps, 'card' | 'review'>) {
  const t = useT();
  const isForPaper = review.outcome === 'agreed';
  return (
    <p className="screen-only">
      <a
        className="with-icon"
        href={`/api/agreements/${card.id}/reviews/${review.id}/sheet?version=${card.version.ordinal}`}
      >
        <Icon name="print" small />
        {t(isForPaper ? 'agreements.bodySheet' : 'agreements.bodySheetOnly')}
      </a>
      {isForPaper && <span className="note soft"> {t('agreements.bodySheetHint')}</span>}
    </p>
  );
}
