import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { type BodyItem, type Duty, LEAST_QUESTION, wantedWords } from '#contracts';
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
import { BodyLink } from './body-link';
import { bodyQuery, bodyTreeQuery, peopleQuery } from './directory-queries';
import type { DirectorySearch } from './directory-search';
import { FreshnessMark } from './keep/freshness-mark';
import { NewBodyDialog } from './keep/place-dialogs';
import { PersonRow } from './person-row';
import { type TreeNode, treeOf } from './tree';
import { useArrows } from './use-arrows';
import '../../ui/styles/rows.css';
import '../../ui/styles/directory.css';

/** Who adds bodies and moves them (617:11). */
const KEEPERS_OF_BODIES: readonly Duty[] = ['authorised_body_officer', 'portal_administrator'];

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

/** Before anything is asked: one's own body, then all of them as the tree that they are. */
function Bodies() {
  const t = useT();
  const { employee, duties } = useSession();
  const { data, error, isError, refetch } = useQuery(bodyTreeQuery);
  const [adding, setAdding] = useState(false);
  const { id, name } = employee.body;
  const mayAdd = duties.some((duty) => KEEPERS_OF_BODIES.includes(duty));
  return (
    <>
      <Section title={t('directory.ownBody')}>
        <ul className="link-list">
          <li>
            <BodyLink body={{ id, name }} />
          </li>
        </ul>
      </Section>
      <Section
        title={t('directory.bodies')}
        count={data?.items.length}
        aside={
          mayAdd && (
            <Button size="small" icon="plus" onClick={() => setAdding(true)}>
              {t('keep.newBody')}
            </Button>
          )
        }
      >
        {data && <BodyTree nodes={treeOf(data.items)} />}
        {!data && isError && (
          <ErrorState title={t('directory.failed')} error={error} onRetry={() => void refetch()} />
        )}
        {!data && !isError && <Skeleton label={t('directory.loading')} />}
      </Section>
      {adding && <NewBodyDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function BodyTree({ nodes }: { nodes: readonly TreeNode<BodyItem>[] }) {
  return (
    <ul className="link-list body-tree">
      {nodes.map(({ entry, below }) => (
        <li key={entry.id}>
          <BodyLink body={entry} /> <FreshnessMark body={entry} />
          {below.length > 0 && <BodyTree nodes={below} />}
        </li>
      ))}
    </ul>
  );
}
