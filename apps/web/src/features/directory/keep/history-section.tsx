import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangedValue, KeptEntry } from '#contracts';
import { formatDate, formatMoment } from '../../../i18n/format';
import { type Translate, useLanguage, useT } from '../../../i18n/i18n';
import type { Language } from '../../../i18n/language';
import { Disclosure } from '../../../ui/disclosure';
import { useNow } from '../../../ui/use-now';
import { historyQuery } from './keep-queries';
import { DEED_WORDS, FIELD_WORDS, VALUE_WORDS } from './kind-words';

interface HistorySectionProps {
  of: 'body' | 'person';
  id: string;
}

/** Who changed what and when; it is asked for when it is opened. */
export function HistorySection({ of, id }: HistorySectionProps) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const { data } = useQuery({ ...historyQuery(of, id), enabled: opened });
  return (
    <div className="section kept-history">
      <Disclosure summary={t('keep.history')} onOpen={() => setOpened(true)}>
        {data && data.items.length === 0 && <p className="prose soft">{t('keep.historyNone')}</p>}
        <ol className="kept-entries">
          {data?.items.map((entry, place) => (
            // Two entries of one moment differ by their place alone.
            <Entry entry={entry} key={`${entry.at} ${place}`} />
          ))}
        </ol>
      </Disclosure>
    </div>
  );
}

function Entry({ entry: { at, action, by, about, changes } }: { entry: KeptEntry }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  return (
    <li>
      <p>
        <strong>{t(DEED_WORDS[action])}</strong>: {typeof about === 'string' ? about : about[language]}
      </p>
      <p className="note soft">
        <time dateTime={at}>{formatMoment(language, at, now)}</time>, {by?.fullName ?? t('keep.portal')}
      </p>
      {changes.length > 0 && (
        <ul className="note">
          {changes.map(({ field, before, after }) => {
            const name = FIELD_WORDS[field];
            return (
              <li key={field}>
                {name ? t(name) : field}: {before !== null && <del>{valueWords(t, language, before)}</del>}{' '}
                <ins>{valueWords(t, language, after)}</ins>
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}

function valueWords(t: Translate, language: Language, value: ChangedValue): string {
  if (value === null || value === '') return t('keep.none');
  if (typeof value === 'boolean') return t(value ? 'keep.yes' : 'keep.no');
  if (typeof value !== 'string') return value[language];
  const word = VALUE_WORDS[value];
  if (word) return t(word);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(language, `${value}T00:00:00+05:00`) : value;
}
