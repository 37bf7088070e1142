import type { RemarkThread, VersionSummary } from '#contracts';
import { formatActNumber } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Checkbox } from '../../../ui/choice';
import { SelectField, TextField } from '../../../ui/field';
import { useSearchText } from '../../../ui/use-search-text';
import { KINDS, type RemarkFilters, SHOWN_STATES } from './remark-address';
import { REMARK_KIND_WORDS, REMARK_STATE_WORDS } from './remark-words';
import '../../../ui/styles/filters.css';

interface RegisterFiltersProps {
  items: readonly RemarkThread[];
  /** The first remark at the place of each */
  places: ReadonlyMap<string, string>;
  /** Of the act's versions, as they are called */
  numbers: readonly Pick<VersionSummary, 'ordinal' | 'number'>[];
  filters: RemarkFilters;
  onChange: (filters: RemarkFilters) => void;
}

/** Search and filters; each takes effect at once, and offers what there is. */
export function RegisterFilters({ items, places, numbers, filters, onChange }: RegisterFiltersProps) {
  const t = useT();
  const language = useLanguage();
  const [text, setText] = useSearchText(filters.q ?? '', (q) => onChange({ ...filters, q: q || undefined }));
  const bodies = [...new Map(items.map(({ body }) => [body.id, body.shortName[language]])).entries()];
  const versions = [...new Set(items.map(({ version }) => version))];
  const ofPlaces = [...new Set(places.values())]
    .flatMap((id) => items.find((one) => one.id === id) ?? [])
    .map(({ id, point, place }) => ({ id, label: placeLabel(point, place?.excerpt) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'kk', { numeric: true }));
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
        label={t('agreements.filter.place')}
        value={(filters.place && places.get(filters.place)) ?? ''}
        onChange={({ target }) => onChange({ ...filters, place: target.value || undefined })}
      >
        {all}
        {ofPlaces.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
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
              {formatActNumber(numbers.find(({ ordinal }) => ordinal === version)?.number ?? `/${version}`)}
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

const LONGEST_LABEL = 60;

/** "7 · Шығыстарды қаржыландыру…": the number of the paragraph, and how it begins. */
function placeLabel(point: string | null, excerpt: string | undefined): string {
  const words = [point, excerpt].filter(Boolean).join(' · ');
  return words.length > LONGEST_LABEL ? `${words.slice(0, LONGEST_LABEL)}…` : words;
}
