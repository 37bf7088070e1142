import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../api/session';
import { useLanguage, useT } from '../../i18n/i18n';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Fact, Facts, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { SecondFactorSection } from '../second-factor/second-factor-section';
import { accountQuery } from './account-queries';
import { OwnSessions } from './own-sessions';
import { PasswordForm } from './password-form';
import '../../ui/styles/account.css';

/** One's own account: who one is in the portal, where one is signed in, and the password (775:6, 61). */
export function AccountPage() {
  const t = useT();
  const { data, error, refetch } = useQuery(accountQuery);
  return (
    <>
      <Crumbs here={t('account.title')} />
      <PageHead title={t('account.title')} />
      <WhoIAm />
      {data ? (
        <>
          <OwnSessions sessions={data.sessions} />
          <SecondFactorSection />
          <PasswordForm changedAt={data.passwordChangedAt} />
        </>
      ) : error ? (
        <ErrorState error={error} title={t('account.failed')} onRetry={() => void refetch()} />
      ) : (
        <Skeleton />
      )}
    </>
  );
}

function WhoIAm() {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  return (
    <Section title={t('account.employee')}>
      <div className="account-part">
        <Facts inline>
          <Fact name={t('account.fullName')}>{employee.fullName}</Fact>
          <Fact name={t('account.post')}>{employee.post[language]}</Fact>
          <Fact name={t('account.unit')}>{employee.unit.name[language]}</Fact>
          <Fact name={t('account.body')}>{employee.body.name[language]}</Fact>
          <Fact name={t('session.login')}>{employee.login}</Fact>
        </Facts>
        <p className="note soft">{t('account.employeeText')}</p>
      </div>
    </Section>
  );
}
