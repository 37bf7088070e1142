import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { PeopleList } from '#contracts';
import { api, ask } from '../../api/client';
import type { DirectorySearch } from './directory-search';

/* The directory changes seldom and is asked for once in a while. */
const STALE_MS = 10 * 60_000;
const PAGE = 30;

/** People who answer to the question, the best first, page after page. */
export const peopleQuery = ({ q, body }: DirectorySearch) =>
  infiniteQueryOptions({
    queryKey: ['directory', 'people', q, body],
    staleTime: STALE_MS,
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/directory/people', {
          params: { query: { q, body, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: PeopleList) => page.nextCursor ?? undefined,
  });

/** The card of an employee. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'person', id],
    staleTime: STALE_MS,
    queryFn: ({ signal }) => ask(api.GET('/api/directory/people/{id}', { params: { path: { id } }, signal })),
  });

/** All bodies, for their tree. */
export const bodyTreeQuery = queryOptions({
  queryKey: ['directory', 'tree'],
  staleTime: STALE_MS,
  queryFn: ({ signal }) => ask(api.GET('/api/directory/body-tree', { signal })),
});

/** A body with its units and their heads. */
export const bodyQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'body', id],
    staleTime: STALE_MS,
    queryFn: ({ signal }) => ask(api.GET('/api/directory/bodies/{id}', { params: { path: { id } }, signal })),
  });
