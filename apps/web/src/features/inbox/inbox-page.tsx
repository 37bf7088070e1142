import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { InboxCounts, InboxItem } from '#contracts';
import { useSession } from '../../api/session';
import { roomWords, useT } from '../../i18n/i18n';
import { buttonClass } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { focusLost, PageHead, useFocusKept } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { Tabs } from '../../ui/tabs';
import { FilterBar } from './filter-bar';
import { inboxFiltersQuery, useInboxCounts } from './inbox-queries';
import { cleared, type InboxSearch } from './inbox-search';
import { VERB_WORDS } from './inbox-words';
import { Waiting } from './waiting';

// Its words are those of a room, which may still be on their way.
const BulkDialog = lazy(() => roomWords().then(() => import('../agreements/sign/bulk/bulk-dialog')));
const DoneSection = lazy(() => import('./done-section'));

/** The first page after sign-in: what waits for the reader, what came to be read, what was done. */
export function InboxPage() {
  const t = useT();
  const search = useSearch({ from: '/frame/inbox' });
  useFocusKept(search);
  const navigate = useNavigate();
  const { can } = useSession();
  const { data: counts } = useInboxCounts();
  // Taken when the dialog opens: the list under it empties while the documents are signed.
  const [signed, setSigned] = useState<readonly InboxItem[] | null>(null);
  const ask = (next: InboxSearch) => void navigate({ to: '/inbox', search: next, replace: true });
  return (
    <>
      <PageHead title={t('inbox.title')} note={counts && <Summary counts={counts} />}>
        {can.createAct && (
          <Link className={buttonClass()} to="/agreements/new">
            <Icon name="plus" />
            {t('app.newAct')}
          </Link>
        )}
      </PageHead>
      <Sections search={search} counts={counts} />
      {search.needs === 'done' ? (
        <Suspense fallback={<Skeleton label={t('inbox.loading')} />}>
          <DoneSection search={search} onChange={ask} />
        </Suspense>
      ) : (
        <Narrowed search={search} counts={counts} onChange={ask} onSign={setSigned} />
      )}
      {signed && (
        <Suspense>
          <BulkDialog
            items={signed}
            verbWords={VERB_WORDS}
            onClose={() => {
              setSigned(null);
              focusLost();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function Sections({ search, counts }: { search: InboxSearch; counts: InboxCounts | undefined }) {
  const t = useT();
  const current = (needs: InboxSearch['needs']) => (search.needs === needs ? 'page' : undefined);
  return (
    <Tabs label={t('inbox.tabs')}>
      {/* Narrowed it is the same section; the router by itself would call it current in the others too. */}
      <Link
        to="/inbox"
        search={{}}
        activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
        aria-current={current(undefined)}
      >
        {t('inbox.tabAction')} <span className="count">{counts?.action}</span>
      </Link>
      <Link to="/inbox" search={{ needs: 'information' }} aria-current={current('information')}>
        {t('inbox.tabInformation')} <span className="count">{counts?.information}</span>
      </Link>
      <Link to="/inbox" search={{ needs: 'done' }} aria-current={current('done')}>
        {t('inbox.tabDone')}
      </Link>
    </Tabs>
  );
}

interface NarrowedProps {
  search: InboxSearch;
  counts: InboxCounts | undefined;
  onChange: (search: InboxSearch) => void;
  onSign: (items: readonly InboxItem[]) => void;
}

function Narrowed({ search, counts, onChange, onSign }: NarrowedProps) {
  const { data: filters } = useQuery(inboxFiltersQuery(search));
  return (
    <>
      <FilterBar search={search} filters={filters} onChange={onChange} key={search.needs} />
      <Waiting
        search={search}
        counts={counts}
        filters={filters}
        onClear={() => onChange(cleared(search))}
        onSign={onSign}
      />
    </>
  );
}

function Summary({ counts }: { counts: InboxCounts }) {
  const t = useT();
  const parts: string[] = [];
  if (counts.overdue > 0) parts.push(t('inbox.overdueCount', { count: counts.overdue }));
  if (counts.today > 0) parts.push(t('inbox.todayCount', { count: counts.today }));
  const actions = t('inbox.actions', { count: counts.action });
  return parts.length > 0 ? `${actions}: ${parts.join(', ')}` : actions;
}
