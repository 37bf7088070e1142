import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useSession } from '../../../api/session';
import { useT } from '../../../i18n/i18n';
import { announce } from '../../../ui/announcer';
import { Button, buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { Blank, ErrorState } from '../../../ui/states';
import { useFocusStays } from '../../../ui/use-focus-stays';
import { actListQuery } from '../agreements-queries';
import { ActRow } from './act-row';
import { Counted } from './counted';
import { FilterBar } from './filter-bar';
import { type ActFilters, isFiltered } from './filters';
import { SaveList } from './save-list';
import { SavedViews } from './saved-views';
import { Views } from './views';
import '../../../ui/styles/rows.css';

/** Draft acts that the reader may see, searched and narrowed by the address. */
export function ListPage() {
  const t = useT();
  const filters = useSearch({ from: '/frame/agreements' });
  const navigate = useNavigate();
  const { can } = useSession();
  useFocusStays();
  const narrow = (search: ActFilters) => void navigate({ to: '/agreements', search, replace: true });
  return (
    <>
      <Crumbs here={t('app.room.agreements')} />
      <PageHead title={t('app.room.agreements')}>
        {can.createAct && (
          <Link className={buttonClass()} to="/agreements/new">
            <Icon name="plus" />
            {t('app.newAct')}
          </Link>
        )}
        <SavedViews filters={filters} />
        <SaveList filters={filters} />
        {can.seeBoard && (
          <Link className={buttonClass({ look: 'quiet' })} to="/agreements/board">
            <Icon name="chart" />
            {t('board.title')}
          </Link>
        )}
        {can.createAct && (
          <Link className={buttonClass({ look: 'quiet' })} to="/agreements/templates">
            <Icon name="parallel" />
            {t('agreements.templates.title')}
          </Link>
        )}
      </PageHead>
      <Views filters={filters} />
      <Counted filters={filters} onChange={narrow} />
      <FilterBar filters={filters} onChange={narrow} />
      <Acts filters={filters} onClear={() => narrow({})} />
    </>
  );
}

function Acts({ filters, onClear }: { filters: ActFilters; onClear: () => void }) {
  const t = useT();
  const list = useInfiniteQuery({ ...actListQuery(filters), placeholderData: keepPreviousData });
  if (list.isPending) return <Skeleton label={t('agreements.list.loading')} />;
  if (list.isError && !list.data) {
    return (
      <ErrorState
        title={t('agreements.list.failed')}
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  }
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty filtered={isFiltered(filters)} onClear={onClear} />;

  async function more(): Promise<void> {
    const { data } = await list.fetchNextPage();
    const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0);
    if (count) announce(t('agreements.list.shown', { count }));
  }

  return (
    <>
      <ul className="act-list" aria-label={t('app.room.agreements')} aria-busy={list.isPlaceholderData}>
        {items.map((act) => (
          <ActRow act={act} key={act.id} />
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="list-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void more()}>
            {t('agreements.list.more')}
          </Button>
        </p>
      )}
    </>
  );
}

function Empty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useT();
  const { can } = useSession();
  if (filtered) {
    return (
      <Blank icon="search" title={t('agreements.list.nothing')} text={t('agreements.list.nothingText')}>
        <Button onClick={onClear}>{t('agreements.list.clear')}</Button>
      </Blank>
    );
  }
  return (
    <Blank icon="agree" title={t('agreements.list.empty')} text={t('agreements.list.emptyText')}>
      {can.createAct && (
        <Link className={buttonClass({ look: 'main' })} to="/agreements/new">
          {t('app.newAct')}
        </Link>
      )}
    </Blank>
  );
}
