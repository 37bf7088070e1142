import type { ReactNode } from 'react';
import type { InboxFilters } from '#contracts';
import { useSession } from '../../api/session';
import { useLanguage, useT } from '../../i18n/i18n';
import { Checkbox } from '../../ui/choice';
import { SelectField } from '../../ui/field';
import { type InboxSearch, orderOf, SIGNATURES, TERMS, VERBS } from './inbox-search';
import { GROUP_WORDS, ROOM_WORDS, SIGNATURE_WORDS, VERB_WORDS } from './inbox-words';

export interface FilterBarProps {
  search: InboxSearch;
  /** What there is to choose from, once it is known */
  filters: InboxFilters | undefined;
  onChange: (search: InboxSearch) => void;
}

/** The filters, each with how many items its values would show, and the order. */
export default function FilterFields({ search, filters, onChange }: FilterBarProps) {
  const t = useT();
  const language = useLanguage();
  const narrow = (change: InboxSearch) => onChange({ ...search, ...change });
  const information = search.needs === 'information';
  const unread = filters?.unread.find(({ value }) => value)?.count ?? 0;
  const { employee, standsInFor } = useSession();
  const holders = new Map(standsInFor.map(({ id, shortName }) => [id, shortName]));
  holders.set(employee.id, t('inbox.myOwn'));
  const names = new Map(filters?.bodyId.map(({ value, name }) => [value, name[language]]));
  return (
    <div className="filter-fields">
      {!information && (
        <Facet
          label={t('inbox.byDue')}
          value={search.due}
          counts={filters?.due}
          order={TERMS}
          word={(due) => t(GROUP_WORDS[due])}
          onChange={(due) => narrow({ due })}
        />
      )}
      <Facet
        label={t(information ? 'inbox.byNews' : 'inbox.byVerb')}
        value={search.verb}
        counts={filters?.verb}
        order={VERBS}
        word={(verb) => t(VERB_WORDS[verb])}
        onChange={(verb) => narrow({ verb })}
      />
      <Facet
        label={t('inbox.byBody')}
        value={search.bodyId}
        counts={filters?.bodyId}
        word={(id) => names.get(id) ?? t('inbox.byBody')}
        onChange={(bodyId) => narrow({ bodyId })}
      />
      {!information && (
        <Facet
          label={t('inbox.bySignature')}
          value={search.signature}
          counts={filters?.signature}
          order={SIGNATURES}
          word={(signature) => t(SIGNATURE_WORDS[signature])}
          onChange={(signature) => narrow({ signature })}
        />
      )}
      {(search.onBehalfOf || (!information && standsInFor.length > 0)) && (
        <Facet
          label={t('inbox.byHolder')}
          value={search.onBehalfOf}
          counts={filters?.onBehalfOf}
          word={(id) => holders.get(id) ?? t('inbox.byHolder')}
          onChange={(onBehalfOf) => narrow({ onBehalfOf })}
        />
      )}
      {(search.room || (filters?.room.length ?? 0) > 1) && (
        <Facet
          label={t('inbox.byRoom')}
          value={search.room}
          counts={filters?.room}
          word={(room) => t(ROOM_WORDS[room])}
          onChange={(room) => narrow({ room })}
        />
      )}
      <SelectField
        label={t('inbox.order')}
        value={orderOf(search)}
        onChange={({ target }) => narrow({ order: target.value === 'newest' ? 'newest' : 'term' })}
      >
        <option value="term">{t('inbox.orderTerm')}</option>
        <option value="newest">{t('inbox.orderNewest')}</option>
      </SelectField>
      <Checkbox
        label={t('inbox.unreadOnly', { count: unread })}
        checked={search.unread === true}
        onChange={({ target }) => narrow({ unread: target.checked || undefined })}
      />
    </div>
  );
}

interface FacetProps<Value extends string> {
  label: string;
  value: Value | undefined;
  counts: readonly { value: Value; count: number }[] | undefined;
  /** In which order they stand; otherwise by their counts */
  order?: readonly Value[];
  word: (value: Value) => ReactNode;
  onChange: (value: Value | undefined) => void;
}

/** One filter: the values that would show something, with how many; what is chosen stays among them. */
function Facet<Value extends string>({
  label,
  value,
  counts = [],
  order,
  word,
  onChange,
}: FacetProps<Value>) {
  const t = useT();
  const known = new Map(counts.map((one) => [one.value, one.count]));
  const values = (order ?? [...known.keys()]).filter((one) => known.has(one));
  if (value !== undefined && !known.has(value)) values.push(value);
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(values.find((one) => one === target.value))}
    >
      <option value="">{t('inbox.any')}</option>
      {values.map((one) => (
        <option key={one} value={one}>
          {word(one)} ({known.get(one) ?? 0})
        </option>
      ))}
    </SelectField>
  );
}
