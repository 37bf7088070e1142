import { lazy, Suspense, useState } from 'react';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import type { FilterBarProps } from './filter-fields';
import { cleared, filterCount, isNarrowed } from './inbox-search';
import { SearchBox } from './search-box';
import '../../ui/styles/filters.css';
import '../../ui/styles/inbox.css';

const FilterFields = lazy(() => import('./filter-fields'));

/** Search, filters and order of what is not done yet; each takes effect at once. */
export function FilterBar({ search, filters, onChange }: FilterBarProps) {
  const t = useT();
  const count = filterCount(search);
  const [open, setOpen] = useState(count > 0);
  return (
    <search className="filters inbox-filters">
      <SearchBox search={search} onChange={onChange} />
      <Button icon={open ? 'up' : 'down'} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('inbox.filters', { count })}
      </Button>
      {open && (
        <Suspense>
          <FilterFields search={search} filters={filters} onChange={onChange} />
        </Suspense>
      )}
      {isNarrowed(search) && (
        <p className="cluster narrowed-to">
          <span role="status">{filters && t('inbox.found', { count: filters.total })}</span>
          <Button size="small" onClick={() => onChange(cleared(search))}>
            {t('inbox.clear')}
          </Button>
        </p>
      )}
    </search>
  );
}
