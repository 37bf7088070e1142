import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reading } from '#contracts';
import { formatDateTime } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Disclosure } from '../../../ui/disclosure';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { readingsQuery } from '../agreements-queries';

const WORDS: Readonly<Record<Reading['kind'], MessageId>> = {
  viewed: 'agreements.readings.viewed',
  downloaded: 'agreements.readings.downloaded',
  container: 'agreements.readings.container',
  sheet: 'agreements.readings.sheet',
  remarks: 'agreements.readings.remarks',
};

/** Who looked at what, asked for when it is opened. */
export function ReadingsList({ actId }: { actId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <div className="history">
      <Disclosure summary={t('agreements.readings')} onOpen={() => setOpen(true)}>
        {open && <Entries actId={actId} />}
      </Disclosure>
    </div>
  );
}

function Entries({ actId }: { actId: string }) {
  const t = useT();
  const language = useLanguage();
  const readings = useQuery(readingsQuery(actId));
  if (readings.isError && !readings.data) {
    return <ErrorState error={readings.error} onRetry={() => void readings.refetch()} />;
  }
  if (!readings.data) return <Skeleton />;
  if (readings.data.items.length === 0) return <p className="soft">{t('agreements.readings.none')}</p>;
  return (
    <ol className="history-list">
      {readings.data.items.map(({ seq, at, kind, by, body, file }) => (
        <li key={seq}>
          <time className="faint" dateTime={at}>
            {formatDateTime(language, at)}
          </time>
          <span>
            {t(WORDS[kind], { file: file ?? '' })}
            <small className="faint">
              {by.fullName}, {by.post[language]}, {body.shortName[language]}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}
