import { useState } from 'react';
import { useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS } from '../../../i18n/words';
import { Button } from '../../../ui/button';
import { Checkbox } from '../../../ui/choice';
import { SelectField, TextField } from '../../../ui/field';
import { useSearchText } from '../../../ui/use-search-text';
import { STATE_LOOKS } from '../state-looks';
import { type ActFilters, KINDS, STATES } from './filters';
import '../../../ui/styles/filters.css';

interface FilterBarProps {
  filters: ActFilters;
  onChange: (filters: ActFilters) => void;
}

/** Search and filters; each takes effect at once. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const t = useT();
  // Seen on a narrow screen alone, where the filters would take half of it.
  const count = [filters.state, filters.kind, filters.archived].filter((one) => one !== undefined).length;
  const [open, setOpen] = useState(count > 0);
  const [text, setText] = useSearchText(filters.q ?? '', (q) => onChange({ ...filters, q: q || undefined }));
  return (
    <search className="filters act-filters" data-open={open || undefined}>
      <TextField
        label={t('agreements.list.search')}
        type="search"
        placeholder={t('agreements.list.searchHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button icon={open ? 'up' : 'down'} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('agreements.list.filters', { count })}
      </Button>
      <SelectField
        label={t('agreements.list.state')}
        value={filters.state ?? ''}
        onChange={({ target }) =>
          onChange({ ...filters, state: STATES.find((state) => state === target.value) })
        }
      >
        <option value="">{t('agreements.list.anyState')}</option>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {t(STATE_LOOKS[state].word)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('agreements.list.kind')}
        value={filters.kind ?? ''}
        onChange={({ target }) => onChange({ ...filters, kind: KINDS.find((kind) => kind === target.value) })}
      >
        <option value="">{t('agreements.list.anyKind')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(ACT_KIND_WORDS[kind])}
          </option>
        ))}
      </SelectField>
      <Checkbox
        label={t('agreements.list.archived')}
        checked={filters.archived === true}
        onChange={({ target }) => onChange({ ...filters, archived: target.checked || undefined })}
      />
    </search>
  );
}
