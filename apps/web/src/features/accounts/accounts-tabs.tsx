import { Link } from '@tanstack/react-router';
import { useSession } from '../../api/session';
import { useT } from '../../i18n/i18n';
import { buttonClass } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Tabs } from '../../ui/tabs';
import '../../ui/styles/tabs.css';
import '../../ui/styles/rows.css';
import '../../ui/styles/filters.css';
import '../../ui/styles/accounts.css';

/** Head of the room's two lists. */
export function AccountsHead() {
  const t = useT();
  const { can } = useSession();
  return (
    <>
      <Crumbs here={t('accounts.title')} />
      <PageHead title={t('accounts.title')}>
        {can.requestAccounts && (
          <Link className={buttonClass()} to="/accounts/new">
            <Icon name="plus" />
            {t('accounts.new')}
          </Link>
        )}
      </PageHead>
      <Tabs label={t('accounts.title')}>
        <Link to="/accounts" activeOptions={{ exact: true, includeSearch: false }}>
          {t('accounts.list')}
        </Link>
        <Link to="/accounts/requests" activeOptions={{ includeSearch: false }}>
          {t('accounts.requests')}
        </Link>
      </Tabs>
    </>
  );
}
