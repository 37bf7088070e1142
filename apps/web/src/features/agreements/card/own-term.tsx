import type { ActCard, Prolongation } from '#contracts';
import { formatDate, formatDateTime, formatDay } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Disclosure } from '../../../ui/disclosure';
import { Fact } from '../../../ui/section';
import { TermArithmetic } from './term-arithmetic';

const PROLONGATION_WORDS = {
  open: 'agreements.prolong.stateOpen',
  granted: 'agreements.prolong.stateGranted',
  refused: 'agreements.prolong.stateRefused',
  lapsed: 'agreements.prolong.stateLapsed',
} as const satisfies Record<Prolongation['state'], MessageId>;

/** The term and incoming number that the reader's own body was given (775:20). */
export function OwnTerm({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const review = card.version.reviews.find(({ id }) => id === card.ownReviewId);
  if (!review) return null;
  // The arithmetic is that of the last days given.
  const isProlonged = review.prolongations.some(({ state }) => state === 'granted');
  return (
    <>
      {review.incomingNumber && (
        <Fact name={t('agreements.fact.incomingNumber')}>{review.incomingNumber}</Fact>
      )}
      {review.dueAt && (
        <Fact name={t('agreements.fact.term', { body: review.body.shortName[language] })}>
          <time dateTime={review.dueAt}>{formatDateTime(language, review.dueAt)}</time>
          {review.term && (
            <Disclosure
              summary={t(isProlonged ? 'agreements.term.howMore' : 'agreements.term.how', {
                count: review.term.workingDays,
              })}
            >
              <TermArithmetic term={review.term} />
            </Disclosure>
          )}
          {review.termBasis && <p className="note soft">{review.termBasis}</p>}
          {review.assignmentFile && (
            <p className="note">
              <a href={`/api/agreements/${card.id}/files/${review.assignmentFile.id}`} download>
                {review.assignmentFile.name}
              </a>
            </p>
          )}
          {review.prolongations.map(({ id, state, workingDays, answer, from, to }) => (
            <p className="note soft" key={id}>
              {t(PROLONGATION_WORDS[state], {
                days: workingDays,
                from: formatDay(language, from),
                to: to ? formatDay(language, to) : '',
              })}{' '}
              {answer}
            </p>
          ))}
        </Fact>
      )}
      {review.inner?.unitsUntil && (
        <Fact name={t('agreements.fact.unitsUntil')}>
          <time dateTime={review.inner.unitsUntil}>{formatDate(language, review.inner.unitsUntil)}</time>
        </Fact>
      )}
    </>
  );
}
