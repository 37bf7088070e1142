import type { RemarkThread } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Checkbox } from '../../../ui/choice';
import { SelectField, TextField } from '../../../ui/field';
import { useSearchText } from '../../../ui/use-search-text';
import { KINDS, type RemarkFilters, SHOWN_STATES } from './remark-address';
import { REMARK_KIND_WORDS, REMARK_STATE_WORDS } from './remark-words';
import '../../../ui/styles/filters.css';

interface RegisterFiltersProps {
  items: readonly RemarkThread[];
  filters: RemarkFilters;
  onChange: (filters: RemarkFilters) => void;
}

/** Search and filters; each takes effect at once, and offers what there is. */
export function RegisterFilters({ items, filters, onChange }: RegisterFiltersProps) {
  const t = useT();
  const language = useLanguage();
  const [text, setText] = useSearchText(filters.q ?? '', (q) => onChange({ ...filters, q: q || undefined }));
  const bodies = [...new Map(items.map(({ body }) => [body.id, body.shortName[language]])).entries()];
  const versions = [...new Set(items.map(({ version }) => version))];
  const points = [...new Set(items.flatMap(({ point }) => point ?? []))].sort((one, other) =>
    one.localeCompare(other, 'kk', { numeric: true }),
  );
  const states = SHOWN_STATES.filter((state) => items.some((one) => one.state === state));
  const all = <option value="">{t('agreements.filter.all')}</option>;
  return (
    <search className="filters remark-filters screen-only">
      <TextField
        label={t('agreements.list.search')}
        type="search"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <SelectField
        label={t('agreements.filter.body')}
        value={filters.body ?? ''}
        onChange={({ target }) => onChange({ ...filters, body: target.value || undefined })}
      >
        {all}
        {bodies.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('agreements.remarkKind')}
        value={filters.kind ?? ''}
        onChange={({ target }) => onChange({ ...filters, kind: KINDS.find((kind) => kind === target.value) })}
      >
        {all}
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(REMARK_KIND_WORDS[kind])}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('agreements.list.state')}
        value={filters.state ?? ''}
        onChange={({ target }) => onChange({ ...filters, state: states.find((one) => one === target.value) })}
      >
        {all}
        {states.map((state) => (
          <option key={state} value={state}>
            {t(REMARK_STATE_WORDS[state])}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('agreements.filter.point')}
        value={filters.point ?? ''}
        onChange={({ target }) => onChange({ ...filters, point: target.value || undefined })}
      >
        {all}
        {points.map((point) => (
          <option key={point} value={point}>
            {point}
          </option>
        ))}
      </SelectField>
      {versions.length > 1 && (
        <SelectField
          label={t('agreements.filter.version')}
          value={filters.version ?? ''}
          onChange={({ target }) =>
            onChange({ ...filters, version: target.value === '' ? undefined : Number(target.value) })
          }
        >
          {all}
          {versions.map((version) => (
            <option key={version} value={version}>
              {version + 1}
            </option>
          ))}
        </SelectField>
      )}
      <Checkbox
        label={t('agreements.filter.mine')}
        checked={filters.mine === true}
        onChange={({ target }) => onChange({ ...filters, mine: target.checked || undefined })}
      />
    </search>
  );
}
