import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RecordExportBody } from '#contracts';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Crumbs, PageHead, useFocusKept } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { Blank, ErrorState, useErrorWords } from '../../ui/states';
import { toast, toastFailure } from '../../ui/toast';
import { RecordFilters } from './record-filters';
import { RecordProof } from './record-proof';
import { recordOverviewQuery, recordQuery, saveRecord } from './record-queries';
import { RecordRow } from './record-row';
import { isNarrowed, type RecordSearch } from './record-search';
import '../../ui/styles/record.css';

/** Who did what to which document or account, and when: for coordinators and the administrator. */
export function RecordPage() {
  const t = useT();
  const overview = useQuery(recordOverviewQuery);
  const search = useSearch({ from: '/frame/record' });
  const navigate = useNavigate();
  const narrow = (next: RecordSearch) => void navigate({ to: '/record', search: next, replace: true });
  useFocusKept(search);
  if (overview.isError && !overview.data) {
    return <ErrorState error={overview.error} page onRetry={() => void overview.refetch()} />;
  }
  if (!overview.data) return <Skeleton label={t('record.loading')} />;
  const { reach, proof } = overview.data;
  return (
    <>
      <Crumbs here={t('record.title')} />
      <PageHead title={t('record.title')}>
        <Save search={search} />
      </PageHead>
      <p className="prose soft">{t('record.about', { reach })}</p>
      {proof && <RecordProof proof={proof} />}
      <RecordFilters search={search} reach={reach} onChange={narrow} />
      <Entries search={search} onNarrow={narrow} />
    </>
  );
}

type Format = RecordExportBody['format'];

const FORMATS: readonly (readonly [Format, MessageId])[] = [
  ['xlsx', 'record.saveXlsx'],
  ['csv', 'record.saveCsv'],
];

function Save({ search }: { search: RecordSearch }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const save = useMutation({
    mutationFn: (format: Format) => saveRecord(search, language, format),
    onSuccess: () => toast(t('record.saved')),
    onError: (error) => toastFailure(errorWords(error)),
  });
  return (
    <>
      {FORMATS.map(([format, words]) => (
        <Button
          key={format}
          icon="download"
          busy={save.isPending && save.variables === format}
          onClick={() => !save.isPending && save.mutate(format)}
        >
          {t(words)}
        </Button>
      ))}
    </>
  );
}

function Entries({ search, onNarrow }: { search: RecordSearch; onNarrow: (next: RecordSearch) => void }) {
  const t = useT();
  const list = useInfiniteQuery({ ...recordQuery(search), placeholderData: keepPreviousData });
  const items = list.data?.pages.flatMap((page) => page.items);
  if (list.isError && !items) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (!items) return <Skeleton label={t('record.loading')} />;
  if (items.length === 0) {
    return (
      <Blank icon="search" title={t('record.nothing')} text={t('record.nothingText')}>
        {isNarrowed(search) && <Button onClick={() => onNarrow({})}>{t('record.clear')}</Button>}
      </Blank>
    );
  }

  async function more(): Promise<void> {
    const { data } = await list.fetchNextPage();
    const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0);
    if (count) announce(t('record.shown', { count }));
  }

  return (
    <>
      <ol className="record-list" aria-label={t('record.title')} aria-busy={list.isPlaceholderData}>
        {items.map((entry) => (
          <RecordRow entry={entry} search={search} key={`${entry.thing.id} ${entry.seq}`} />
        ))}
      </ol>
      {list.hasNextPage && (
        <p className="list-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void more()}>
            {t('record.more')}
          </Button>
        </p>
      )}
    </>
  );
}
