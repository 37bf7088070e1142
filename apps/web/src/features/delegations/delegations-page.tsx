import { useSession } from '../../api/session';
import { useT } from '../../i18n/i18n';
import { Crumbs, PageHead } from '../../ui/page-head';
import { DelegationForm } from './delegation-form';
import { Delegations } from './delegation-list';
import '../../ui/styles/account.css';
import '../../ui/styles/form-page.css';

/** Who acts in the reader's stead, for whom he acts, and who may do so next. */
export function DelegationsPage() {
  const t = useT();
  const { duties } = useSession();
  return (
    <>
      <Crumbs here={t('delegations.title')} />
      <PageHead title={t('delegations.title')} note={t('delegations.about')} />
      <Delegations of="given" title={t('delegations.ofMine')} />
      <Delegations of="received" title={t('delegations.ofOthers')} />
      <DelegationForm />
      {duties.includes('coordinator') && <Delegations of="body" title={t('delegations.ofBody')} />}
    </>
  );
}
