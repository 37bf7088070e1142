import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useMemo } from 'react';
import { LEAST_QUESTION, wantedWords } from '#contracts';
import { useSession } from '../../api/session';
import { useLanguage, useT } from '../../i18n/i18n';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { Blank, ErrorState } from '../../ui/states';
import { useSearchText } from '../../ui/use-search-text';
import { bodiesQuery } from '../agreements/agreements-queries';
import { bodyQuery, peopleQuery } from './directory-queries';
import { FreshnessMark } from './keep/freshness-mark';
import { PersonRow } from './person-row';
import type { DirectorySearch } from './routes';
import { useArrows } from './use-arrows';
import '../../ui/styles/rows.css';
import '../../ui/styles/directory.css';

/** Employees of all bodies, found while one types (775:59.6). */
export function DirectoryPage() {
  const t = useT();
  const search = useSearch({ from: '/frame/directory' });
  const navigate = useNavigate();
  const { area, onKeyDown } = useArrows();
  const ask = (next: DirectorySearch) => void navigate({ to: '/directory', search: next, replace: true });
  const [text, setText] = useSearchText(search.q ?? '', (q) => ask({ ...search, q: q || undefined }));
  const asked = (search.q ?? '').length >= LEAST_QUESTION;
  return (
    <div ref={area}>
      <Crumbs here={t('app.room.directory')} />
      <PageHead title={t('app.room.directory')} />
      <search className="directory-search">
        <TextField
          label={t('directory.search')}
          hint={t('directory.hint')}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {search.body && <OnlyBody id={search.body} onAll={() => ask({ q: search.q })} />}
      </search>
      {asked || search.body ? (
        <People
          search={asked ? search : { body: search.body }}
          onClear={() => setText('')}
          onKeyDown={onKeyDown}
        />
      ) : (
        <Bodies />
      )}
    </div>
  );
}

function OnlyBody({ id, onAll }: { id: string; onAll: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(bodyQuery(id));
  if (!data) return null;
  return (
    <p className="cluster">
      <span>{t('directory.onlyBody', { body: data.shortName[language] })}</span>
      <Button size="small" onClick={onAll}>
        {t('directory.allBodies')}
      </Button>
    </p>
  );
}

interface PeopleProps {
  search: DirectorySearch;
  onClear: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

function People({ search, onClear, onKeyDown }: PeopleProps) {
  const t = useT();
  const list = useInfiniteQuery({ ...peopleQuery(search), placeholderData: keepPreviousData });
  const readAs = list.data?.pages[0]?.readAs ?? null;
  const question = readAs ?? search.q ?? '';
  const words = useMemo(() => wantedWords(question), [question]);
  const items = list.data?.pages.flatMap((page) => page.items);
  const count = list.isPlaceholderData ? undefined : items?.length;
  useEffect(() => {
    if (count !== undefined) announce(t('directory.shown', { count }));
  }, [t, count]);

  if (list.isError && !items) {
    return (
      <ErrorState title={t('directory.failed')} error={list.error} onRetry={() => void list.refetch()} />
    );
  }
  if (!items) return <Skeleton label={t('directory.loading')} />;
  if (items.length === 0) {
    return (
      <Blank icon="search" title={t('directory.nothing')} text={t('directory.nothingText')}>
        {search.q && <Button onClick={onClear}>{t('directory.clear')}</Button>}
      </Blank>
    );
  }
  return (
    <>
      {readAs && <p className="read-as note soft">{t('directory.readAs', { text: readAs })}</p>}
      <ul className="people" aria-label={t('directory.people')} aria-busy={list.isPlaceholderData}>
        {items.map((person) => (
          <PersonRow person={person} words={words} onKeyDown={onKeyDown} key={person.id} />
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="list-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('directory.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Before anything is asked: one's own body and those that take part in agreeing. */
function Bodies() {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const { data } = useQuery(bodiesQuery);
  const others = data?.items.filter(({ id }) => id !== employee.body.id) ?? [];
  const own = data?.items.find(({ id }) => id === employee.body.id) ?? { ...employee.body, freshness: null };
  return (
    <Section title={t('directory.bodies')}>
      <ul className="link-list">
        {[own, ...others].map(({ id, name, freshness }) => (
          <li key={id}>
            <Link to="/directory/bodies/$id" params={{ id }}>
              {name[language]}
            </Link>{' '}
            {freshness && <FreshnessMark body={{ freshness }} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
