import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/i18n';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { MailStatusSection } from './mail-status-section';
import { noticesQuery } from './notices-queries';
import { SettingsForm } from './settings-form';
import '../../ui/styles/account.css';

/** How notices come to the reader by e-mail (775:11, 59.8); for whoever keeps the portal, how its e-mail goes. */
export function NoticesPage() {
  const t = useT();
  const { data, error, refetch } = useQuery(noticesQuery);
  return (
    <>
      <Crumbs here={t('notices.title')} />
      <PageHead title={t('notices.title')} note={t('notices.about')} />
      {data ? (
        <>
          <SettingsForm view={data} />
          {data.can.watchMail && <MailStatusSection />}
        </>
      ) : error ? (
        <ErrorState error={error} title={t('notices.failed')} onRetry={() => void refetch()} />
      ) : (
        <Skeleton />
      )}
    </>
  );
}
