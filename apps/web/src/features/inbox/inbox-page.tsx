import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { InboxCounts, InboxItem, InboxNeeds } from '#contracts';
import { useSession } from '../../api/session';
import { useT } from '../../i18n/i18n';
import { announce } from '../../ui/announcer';
import { Button, buttonClass } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { focusLost, PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { Blank, ErrorState } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { useNow } from '../../ui/use-now';
import { groupByTerm } from './inbox-groups';
import { InboxGroups, InformationList } from './inbox-list';
import { inboxQuery, useInboxCounts } from './inbox-queries';
import { isSigned, VERB_WORDS } from './inbox-words';

const BulkDialog = lazy(() => import('../agreements/sign/bulk/bulk-dialog'));

/** The first page after sign-in: what waits for the reader, nearest term first. */
export function InboxPage() {
  const t = useT();
  const { needs = 'action' } = useSearch({ from: '/frame/inbox' });
  const { can } = useSession();
  const { data: counts } = useInboxCounts();
  // Taken when the dialog opens: the list under it empties while the documents are signed.
  const [signed, setSigned] = useState<readonly InboxItem[] | null>(null);
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
      <Tabs label={t('inbox.tabs')}>
        <Link
          to="/inbox"
          search={{}}
          activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
        >
          {t('inbox.tabAction')} <span className="count">{counts?.action}</span>
        </Link>
        <Link to="/inbox" search={{ needs: 'information' }}>
          {t('inbox.tabInformation')} <span className="count">{counts?.information}</span>
        </Link>
      </Tabs>
      <List needs={needs} counts={counts} onSign={setSigned} />
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

function Summary({ counts }: { counts: InboxCounts }) {
  const t = useT();
  const parts: string[] = [];
  if (counts.overdue > 0) parts.push(t('inbox.overdueCount', { count: counts.overdue }));
  if (counts.today > 0) parts.push(t('inbox.todayCount', { count: counts.today }));
  const actions = t('inbox.actions', { count: counts.action });
  return parts.length > 0 ? `${actions}: ${parts.join(', ')}` : actions;
}

interface ListProps {
  needs: InboxNeeds;
  counts: InboxCounts | undefined;
  onSign: (items: readonly InboxItem[]) => void;
}

function List({ needs, counts, onSign }: ListProps) {
  const t = useT();
  const now = useNow();
  const list = useInfiniteQuery(inboxQuery(needs));
  if (list.isPending) return <Skeleton label={t('inbox.loading')} />;
  if (list.isError && !list.data) {
    return <ErrorState title={t('inbox.failed')} error={list.error} onRetry={() => void list.refetch()} />;
  }
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty needs={needs} counts={counts} />;

  async function more(): Promise<void> {
    const { data } = await list.fetchNextPage();
    const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0);
    if (count) announce(t('inbox.shown', { count }));
  }

  return (
    <>
      {needs === 'action' ? (
        <InboxGroups
          groups={groupByTerm(items, now)}
          counts={counts}
          complete={!list.hasNextPage}
          onSign={onSign}
        />
      ) : (
        <InformationList items={items} />
      )}
      {list.hasNextPage && (
        <p className="list-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void more()}>
            {t('inbox.more')}
          </Button>
        </p>
      )}
      <div className="key-hints list-keys">
        <span>
          <kbd>J</kbd>
          <kbd>K</kbd> {t('inbox.keyNext')}
        </span>
        <span>
          <kbd>Enter</kbd> {t('inbox.keyOpen')}
        </span>
        {items.some(isSigned) && (
          <span>
            <kbd>X</kbd> {t('inbox.keyChoose')}
          </span>
        )}
        <span>
          <kbd>Ctrl K</kbd> {t('inbox.keyPalette')}
        </span>
      </div>
    </>
  );
}

function Empty({ needs, counts }: { needs: InboxNeeds; counts: InboxCounts | undefined }) {
  const t = useT();
  if (needs === 'information') {
    return <Blank icon="done" title={t('inbox.emptyInformation')} text={t('inbox.emptyInformationText')} />;
  }
  return (
    <Blank icon="done" title={t('inbox.emptyAction')} text={t('inbox.emptyActionText')}>
      {counts && counts.information > 0 && (
        <Link className={buttonClass()} to="/inbox" search={{ needs: 'information' }}>
          {t('inbox.toInformation', { count: counts.information })}
        </Link>
      )}
    </Blank>
  );
}
