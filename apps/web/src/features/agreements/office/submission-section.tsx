import type { ActCard, Submission } from '#contracts';
import { api, ask } from '../../../api/client';
import { formatDate, formatMoment, formatSize } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Fact, Facts, Section } from '../../../ui/section';
import { useErrorWords } from '../../../ui/states';
import { Status } from '../../../ui/status';
import { toast, toastFailure } from '../../../ui/toast';
import { useNow } from '../../../ui/use-now';
import { useCommand } from '../deeds';
import { DELIVERY_LOOKS, FAULT_WORDS, SUBMISSION_LOOKS } from './delivery-words';
import { SubmissionRoute } from './submission-route';

interface SubmissionProps {
  card: ActCard;
  submission: Submission;
}

/** The letter, the package, the EDMS and the Office of a version (775:22, 23). */
export default function SubmissionSection({ card, submission }: SubmissionProps) {
  const t = useT();
  const language = useLanguage();
  const { word, tone, icon } = SUBMISSION_LOOKS[submission.state];
  return (
    <Section
      title={t('agreements.office')}
      aside={
        <Status tone={tone} icon={icon}>
          {t(word)}
        </Status>
      }
    >
      <div className="stack">
        <Facts>
          {submission.signedBy && (
            <Fact name={t('agreements.office.signedBy')}>
              {deciderName(t, submission.signedBy)}, {submission.signedBy.post[language]}
            </Fact>
          )}
          {submission.incomingNumber && (
            <Fact name={t('agreements.office.incoming')}>{submission.incomingNumber}</Fact>
          )}
          {submission.unit && (
            <Fact name={t('agreements.office.unit')}>{submission.unit.name[language]}</Fact>
          )}
          {submission.dueAt && submission.decidedAt === null && (
            <Fact name={t('agreements.office.due')}>
              <time dateTime={submission.dueAt}>{formatDate(language, submission.dueAt)}</time>
            </Fact>
          )}
          {submission.reason && (
            <Fact name={t('agreements.office.reason')}>
              <span className="said">{submission.reason}</span>
            </Fact>
          )}
        </Facts>
        <Papers card={card} submission={submission} />
        {submission.steps.length > 0 && <SubmissionRoute card={card} submission={submission} />}
        <DeliveryState card={card} submission={submission} />
      </div>
    </Section>
  );
}

function Papers({ card, submission }: SubmissionProps) {
  const t = useT();
  const language = useLanguage();
  const of = `version=${card.version.ordinal}`;
  return (
    <p className="cluster screen-only">
      {submission.letterFile && (
        <a className="with-icon" href={`/api/agreements/${card.id}/letter/file?${of}`}>
          <Icon name="file" small />
          {t('agreements.letter.open')}
        </a>
      )}
      {submission.package && (
        <a className="with-icon" href={`/api/agreements/${card.id}/package?${of}`}>
          <Icon name="download" small />
          {t('agreements.office.package', { size: formatSize(language, submission.package.size) })}
        </a>
      )}
    </p>
  );
}

/** How the package fares on its way to the developer's EDMS; for that body alone. */
function DeliveryState({ card, submission }: SubmissionProps) {
  const t = useT();
  const { delivery } = submission;
  const errorWords = useErrorWords();
  const begin = useCommand(
    () => ask(api.POST('/api/agreements/{id}/delivery', { params: { path: { id: card.id } } })),
    () => toast(t('agreements.edms.trying')),
  );
  // Whose package waits for a way, and who is to set it, the developer is told; the button comes with the way.
  const isStopped = delivery?.state === 'stopped';
  const isStuck =
    submission.wayMissing && submission.package !== null && delivery?.state !== 'received' && !isStopped;
  if (!delivery && !card.can.deliver && !isStuck) return null;
  return (
    <div className="stack" role="status">
      <h3>{t('agreements.edms')}</h3>
      {delivery && <Delivered delivery={delivery} />}
      {isStopped && <p className="soft">{t('agreements.edms.stoppedHint')}</p>}
      {isStuck && (
        <>
          <p>{t('agreements.edms.none')}</p>
          <p className="soft">{t('agreements.edms.noneHint')}</p>
        </>
      )}
      {card.can.deliver && !delivery && <p className="soft">{t('agreements.edms.notBegun')}</p>}
      {card.can.deliver && (
        <p>
          <Button
            icon="refresh"
            busy={begin.isPending}
            onClick={() => begin.mutate(undefined, { onError: (error) => toastFailure(errorWords(error)) })}
          >
            {t('agreements.edms.tryNow')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Delivered({ delivery }: { delivery: NonNullable<Submission['delivery']> }) {
  const t = useT();
  const language = useLanguage();
  const { word, tone, icon } = DELIVERY_LOOKS[delivery.state];
  const { receipt } = delivery;
  return (
    <>
      <p className="cluster">
        <Status tone={tone} icon={icon}>
          {t(word)}
        </Status>
        {receipt && (
          <strong>
            {t('agreements.edms.receipt', {
              number: receipt.registrationNumber,
              date: formatDate(language, receipt.registeredAt),
            })}
          </strong>
        )}
        {receipt?.signed && <span className="soft">{t('agreements.edms.receiptSigned')}</span>}
      </p>
      {!receipt && <Attempts delivery={delivery} />}
    </>
  );
}

/** When it is tried next, how often it was, and why it failed last. */
function Attempts({ delivery }: { delivery: NonNullable<Submission['delivery']> }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { state, nextTryAt, lastTryAt, fault, faultDetail, attempts } = delivery;
  if (!nextTryAt && attempts === 0 && !fault) return null;
  return (
    <Facts inline>
      {nextTryAt && (
        <Fact name={t(state === 'sent' ? 'agreements.edms.nextAsk' : 'agreements.edms.next')}>
          <time dateTime={nextTryAt}>{formatMoment(language, nextTryAt, now)}</time>
        </Fact>
      )}
      {lastTryAt && attempts > 0 && (
        <Fact name={t('agreements.edms.attempts')}>
          {t('agreements.edms.attemptsMade', {
            count: attempts,
            moment: formatMoment(language, lastTryAt, now),
          })}
        </Fact>
      )}
      {fault && (
        <Fact name={t('agreements.edms.last')}>
          {t(FAULT_WORDS[fault])}
          {faultDetail && (
            <>
              {': '}
              <span className="code">{faultDetail}</span>
            </>
          )}
        </Fact>
      )}
    </Facts>
  );
}
