import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { IMPORT_OUTCOMES, type ImportOutcome, type ImportRow, type ImportView } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button, buttonClass } from '../../../ui/button';
import { Segmented } from '../../../ui/choice';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Progress } from '../../../ui/progress';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState, useErrorWords } from '../../../ui/states';
import { compare, enter, importRowsQuery, keepImport, wrongRowsHref } from './import-queries';
import { columnName, faultWords, valueWords } from './import-words';

const OUTCOME_WORDS: Readonly<Record<ImportOutcome, MessageId>> = {
  new: 'directory.import.new',
  changed: 'directory.import.changed',
  same: 'directory.import.same',
  wrong: 'directory.import.wrong',
};

type Counts = NonNullable<ImportView['counts']>;

/** What the file would do, row by row; then all of it is entered, or nothing. */
export function Preview({ view, onAgain }: { view: ImportView; onAgain: () => void }) {
  const t = useT();
  const { counts } = view;
  if (!counts) return null;
  return (
    <Section title={t('directory.import.preview')} count={t('directory.import.rows', { count: view.rows })}>
      {view.state === 'ordered' ? (
        <Progress
          label={t('directory.import.entering')}
          share={view.entered / Math.max(1, counts.new + counts.changed)}
        />
      ) : (
        <Compared view={view} counts={counts} onAgain={onAgain} key={view.mapping.join()} />
      )}
    </Section>
  );
}

function Compared({ view, counts, onAgain }: { view: ImportView; counts: Counts; onAgain: () => void }) {
  const t = useT();
  const language = useLanguage();
  const there = IMPORT_OUTCOMES.filter((one) => counts[one] > 0);
  const [outcome, setOutcome] = useState<ImportOutcome>(counts.wrong > 0 ? 'wrong' : (there[0] ?? 'same'));
  const open = counts.new + counts.changed;
  return (
    <div className="stack">
      {counts.wrong > 0 && (
        <Notice tone="wait" title={t('error.importRowsWrong')}>
          <p>
            <a className={buttonClass()} href={wrongRowsHref(view.id, language)} download>
              <Icon name="download" />
              {t('directory.import.wrongFile')}
            </a>
          </p>
        </Notice>
      )}
      {counts.wrong === 0 && open === 0 && <Notice tone="live" title={t('directory.import.nothing')} />}
      <Segmented
        label={t('directory.import.outcome')}
        choices={there.map((value) => ({ value, label: `${t(OUTCOME_WORDS[value])} ${counts[value]}` }))}
        value={outcome}
        onChange={setOutcome}
      />
      <Rows view={view} outcome={outcome} key={outcome} />
      {counts.wrong === 0 && open > 0 && <Entering view={view} open={open} onAgain={onAgain} />}
    </div>
  );
}

function Entering({ view, open, onAgain }: { view: ImportView; open: number; onAgain: () => void }) {
  const t = useT();
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const keep = (next: ImportView) => keepImport(queryClient, next);
  const entering = useMutation({ mutationFn: () => enter(view.id), onSuccess: keep });
  const again = useMutation({ mutationFn: () => compare(view.id, view.mapping), onSuccess: keep });
  const failure = entering.error ?? (view.failure ? new ApiError(failureOf(view.failure)) : null);
  return (
    <>
      {failure && (
        <Notice tone="late" title={words(failure)}>
          <p>
            <Button
              busy={again.isPending}
              onClick={() => again.mutate(undefined, { onSettled: entering.reset })}
            >
              {t('directory.import.compare')}
            </Button>
          </p>
        </Notice>
      )}
      <p className="cluster">
        <Button look="main" size="large" busy={entering.isPending} onClick={() => entering.mutate()}>
          {t('directory.import.enter', { count: open })}
        </Button>
        <Button look="quiet" onClick={onAgain}>
          {t('directory.import.leave')}
        </Button>
      </p>
    </>
  );
}

/** All but these comes from a directory that changed meanwhile. */
const failureOf = (code: string) => FAILURES.find((known) => known === code) ?? 'IMPORT_STALE';
const FAILURES = ['POST_HELD', 'IMPORT_BROKEN'] as const;

function Rows({ view, outcome }: { view: ImportView; outcome: ImportOutcome }) {
  const t = useT();
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    importRowsQuery(view, outcome),
  );
  if (isError && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label={t('directory.import.reading')} />;
  return (
    <>
      <div className="import-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('directory.import.row')}</th>
              <th scope="col">{t('directory.import.entry')}</th>
              <th scope="col">{t('directory.import.becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {data.pages.flatMap(({ items }) =>
              items.map((row) => (
                <tr key={row.row}>
                  <td className="nowrap">{row.row}</td>
                  <th scope="row">
                    {row.name}
                    {row.key !== row.name && <span className="note faint nowrap"> {row.key}</span>}
                  </th>
                  <td>
                    <What view={view} row={row} />
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <p>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('directory.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Why a row is wrong, or what it changes; a new one and one that is the same say no more than that. */
function What({ view: { kind }, row }: { view: ImportView; row: ImportRow }) {
  const t = useT();
  const language = useLanguage();
  if (row.faults.length > 0) {
    return (
      <ul>
        {row.faults.map((fault) => (
          <li key={`${fault.column} ${fault.code}`}>{faultWords(kind, fault, language)}</li>
        ))}
      </ul>
    );
  }
  if (row.changes.length === 0) return <span className="soft">{t(OUTCOME_WORDS[row.outcome])}</span>;
  return (
    <ul>
      {row.changes.map(({ column, from, to }) => (
        <li key={column}>
          {columnName(kind, column, language)}:{' '}
          <del>{valueWords(column, from, language) || t('directory.import.emptyValue')}</del>{' '}
          <ins>{valueWords(column, to, language) || t('directory.import.emptyValue')}</ins>
        </li>
      ))}
    </ul>
  );
}
