import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ActViewCounts, MOST_COUNTED } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Tabs } from '../../../ui/tabs';
import { actViewCountsQuery } from '../agreements-queries';
import { type ActFilters, VIEW_WORDS, VIEWS } from './filters';

/** The ways to look at the list that everybody has; what it is narrowed to besides stays. */
export function Views({ filters }: { filters: ActFilters }) {
  const t = useT();
  const { data: counts } = useQuery(actViewCountsQuery);
  return (
    <Tabs label={t('agreements.list.views')}>
      {[undefined, ...VIEWS].map((view) => (
        // Narrowed it is the same view; the router by itself would call the whole list current in all of them.
        <Link
          key={view ?? ''}
          to="/agreements"
          search={{ ...filters, view, counted: undefined, unit: undefined, period: undefined }}
          replace
          activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          aria-current={!filters.counted && filters.view === view ? 'page' : undefined}
        >
          {t(view ? VIEW_WORDS[view] : 'agreements.list.view.all')}
          {view && <Count of={view} counts={counts} />}
        </Link>
      ))}
    </Tabs>
  );
}

function Count({ of, counts }: { of: string; counts: ActViewCounts | undefined }) {
  const count = Object.entries(counts ?? {}).find(([view]) => view === of)?.[1];
  if (!count) return null;
  return <span className="count">{count < MOST_COUNTED ? count : `${MOST_COUNTED - 1}+`}</span>;
}
