import { useQuery } from '@tanstack/react-query';
import { type HistoryEntry, RECORD_DEEDS } from '#contracts';
import { formatDate, formatDateTime } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { historyQuery } from '../agreements-queries';
import { historyWord, isTold, whyWord } from './history-words';

/** What happened so far, oldest first. */
export default function HistoryList({ actId }: { actId: string }) {
  const t = useT();
  const history = useQuery(historyQuery(actId));
  if (history.isError && !history.data) {
    return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  }
  if (!history.data) return <Skeleton label={t('agreements.history.loading')} />;
  return (
    <ol className="history-list">
      {history.data.items.filter(isTold).map((entry) => (
        <Entry entry={entry} key={entry.seq} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const t = useT();
  const language = useLanguage();
  const who = entry.by
    ? `${deciderName(t, entry.by)}, ${entry.by.post[language]}`
    : t('agreements.history.portal');
  const { comment, reason, executor, reader, file, registrationNumber, code, unitsUntil } = entry.details;
  const day = typeof unitsUntil === 'string' ? formatDate(language, unitsUntil) : null;
  const known = whyWord(code);
  const why = comment ?? reason ?? (known && t(known));
  const word = historyWord(entry);
  const said = [executor, reader, file, registrationNumber, day, why]
    .filter((words) => typeof words === 'string')
    .join('. ');
  return (
    <li>
      <time className="faint" dateTime={entry.at}>
        {formatDateTime(language, entry.at)}
      </time>
      <span>
        {word ? t(word) : (RECORD_DEEDS[entry.action]?.[language] ?? t('agreements.history.other'))}
        {entry.body && `. ${entry.body.shortName[language]}`}
        <small className="faint">
          {who}
          {entry.versionMark && `, ${t('agreements.history.version', { mark: entry.versionMark })}`}
        </small>
        {said && <span className="said soft">{said}</span>}
      </span>
    </li>
  );
}
