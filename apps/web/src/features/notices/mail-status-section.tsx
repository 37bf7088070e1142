import { useQuery } from '@tanstack/react-query';
import type { MailStatus } from '#contracts';
import { formatMoment, formatNumber } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Fact, Facts, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { useNow } from '../../ui/use-now';
import { mailQuery } from './notices-queries';
import { RefusedLetters } from './refused-letters';

/** How the e-mail of the portal goes: what is held up, and what was refused for good. */
export function MailStatusSection() {
  const t = useT();
  const { data, error, refetch } = useQuery(mailQuery);
  return (
    <Section title={t('notices.status')}>
      <div className="account-part stack">
        {data ? (
          <>
            <Figures status={data} />
            <RefusedLetters {...data} />
          </>
        ) : error ? (
          <ErrorState error={error} title={t('notices.statusFailed')} onRetry={() => void refetch()} />
        ) : (
          <Skeleton />
        )}
      </div>
    </Section>
  );
}

function Figures({ status: { sentToday, waiting, waitingSince, fault } }: { status: MailStatus }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const count = formatNumber(language, waiting);
  return (
    <Facts inline>
      <Fact name={t('notices.sentToday')}>{formatNumber(language, sentToday)}</Fact>
      <Fact name={t('notices.waiting')}>
        {waitingSince === null
          ? count
          : t('notices.waitingSince', { count, since: formatMoment(language, waitingSince, now) })}
      </Fact>
      {fault !== null && (
        <Fact name={t('notices.fault')}>
          <span className="code">{fault}</span>
        </Fact>
      )}
    </Facts>
  );
}
