import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { InboxCounts, InboxFilters, InboxItem } from '#contracts';
import { useT } from '../../i18n/i18n';
import { buttonClass } from '../../ui/button';
import { Blank } from '../../ui/states';
import { useNow } from '../../ui/use-now';
import { ActionList } from './action-list';
import { countsOfGroups, groupByTerm } from './inbox-groups';
import { inboxQuery } from './inbox-queries';
import { type InboxSearch, isNarrowed, orderOf } from './inbox-search';
import { NothingFound, Pages } from './pages';
import { isSigned } from './signed';

const InformationList = lazy(() => import('./information-list'));

interface WaitingProps {
  search: InboxSearch;
  counts: InboxCounts | undefined;
  filters: InboxFilters | undefined;
  onClear: () => void;
  onSign: (items: readonly InboxItem[]) => void;
}

/** What needs action, or what came for information. */
export function Waiting({ search, counts, filters, onClear, onSign }: WaitingProps) {
  const now = useNow();
  const list = useInfiniteQuery(inboxQuery(search));
  const items = list.data?.pages.flatMap((page) => page.items);
  const information = search.needs === 'information';
  return (
    <Pages
      list={list}
      items={items}
      empty={<Empty search={search} counts={counts} onClear={onClear} />}
      keys={information ? ['X', 'E'] : items?.some(isSigned) ? ['X'] : []}
    >
      {(shown) =>
        information ? (
          <Suspense>
            <InformationList items={shown} />
          </Suspense>
        ) : (
          <ActionList
            groups={
              orderOf(search) === 'term' ? groupByTerm(shown, now) : [{ nearness: null, items: [...shown] }]
            }
            counts={countsOfGroups(shown, now, !list.hasNextPage, filters)}
            onSign={onSign}
          />
        )
      }
    </Pages>
  );
}

interface EmptyProps {
  search: InboxSearch;
  counts: InboxCounts | undefined;
  onClear: () => void;
}

function Empty({ search, counts, onClear }: EmptyProps) {
  const t = useT();
  if (isNarrowed(search)) {
    return <NothingFound onClear={onClear} />;
  }
  if (search.needs === 'information') {
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
