import { useQuery } from '@tanstack/react-query';
import { type LocalizedText, RECORD_DEEDS, RECORD_THINGS, type RecordOverview } from '#contracts';
import { useSession } from '../../api/session';
import { useLanguage, useT } from '../../i18n/i18n';
import type { Language } from '../../i18n/language';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { bodiesQuery } from '../agreements/agreements-queries';
import { PickPerson } from '../delegations/pick-person';
import { personQuery } from '../directory/directory-queries';
import type { RecordSearch } from './record-search';
import '../../ui/styles/filters.css';

interface FiltersProps {
  search: RecordSearch;
  reach: RecordOverview['reach'];
  onChange: (next: RecordSearch) => void;
}

/** What the record is narrowed to; each takes effect at once. A thing is chosen in the list itself. */
export function RecordFilters({ search, reach, onChange }: FiltersProps) {
  const t = useT();
  const language = useLanguage();
  const set = (key: keyof RecordSearch) => (event: { target: { value: string } }) =>
    onChange({ ...search, [key]: event.target.value || undefined });
  return (
    <>
      {(search.person || search.thing) && (
        <p className="cluster record-chosen">
          {search.person && (
            <OnlyPerson id={search.person} onAll={() => onChange({ ...search, person: undefined })} />
          )}
          {search.thing && (
            <Button size="small" icon="close" onClick={() => onChange({ ...search, thing: undefined })}>
              {t('record.ofOne')}
            </Button>
          )}
        </p>
      )}
      <search className="filters record-filters">
        <TextField label={t('record.from')} type="date" value={search.from ?? ''} onChange={set('from')} />
        <TextField label={t('record.until')} type="date" value={search.until ?? ''} onChange={set('until')} />
        <SelectField label={t('record.action')} value={search.action ?? ''} onChange={set('action')}>
          <option value="">{t('record.anyAction')}</option>
          <Options words={RECORD_DEEDS} language={language} />
        </SelectField>
        <SelectField label={t('record.kind')} value={search.kind ?? ''} onChange={set('kind')}>
          <option value="">{t('record.anyKind')}</option>
          <Options words={RECORD_THINGS} language={language} />
        </SelectField>
        {!search.person && (
          <PersonFilter reach={reach} onChange={(person) => onChange({ ...search, person })} />
        )}
        {reach === 'all' && <BodyFilter value={search.body} onChange={set('body')} />}
      </search>
    </>
  );
}

/** In the order of the reader's alphabet, as near as a browser without Kazakh comes to it. */
function Options({
  words,
  language,
}: {
  words: Readonly<Record<string, LocalizedText>>;
  language: Language;
}) {
  return Object.entries(words)
    .map(([value, said]) => ({ value, label: said[language] }))
    .sort((one, other) => one.label.localeCompare(other.label, language))
    .map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ));
}

interface BodyFilterProps {
  value: string | undefined;
  onChange: (event: { target: { value: string } }) => void;
}

function BodyFilter({ value, onChange }: BodyFilterProps) {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(bodiesQuery);
  return (
    <SelectField label={t('record.body')} value={value ?? ''} onChange={onChange}>
      <option value="">{t('record.anyBody')}</option>
      {data?.items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name[language]}
        </option>
      ))}
    </SelectField>
  );
}

/** A coordinator's record is of his own people's deeds. */
function PersonFilter({
  reach,
  onChange,
}: {
  reach: RecordOverview['reach'];
  onChange: (id: string) => void;
}) {
  const t = useT();
  const session = useSession();
  return (
    <PickPerson
      id="record-person"
      label={t('record.person')}
      body={reach === 'all' ? undefined : session.employee.body.id}
      value={null}
      onChange={(person) => person && onChange(person.id)}
    />
  );
}

function OnlyPerson({ id, onAll }: { id: string; onAll: () => void }) {
  const t = useT();
  const { data } = useQuery(personQuery(id));
  return (
    <Button size="small" icon="close" onClick={onAll}>
      {data?.fullName ?? t('record.onePerson')}
    </Button>
  );
}
