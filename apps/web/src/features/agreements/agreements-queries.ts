import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ActList } from '#contracts';
import { api, ask } from '../../api/client';
import type { ActFilters } from './list/filters';

/*
 * Keys: ['agreements', 'one', id, ...] for what belongs to one act, so that a live hint about it finds it;
 * ['agreements', 'list', ...] for lists. The directory changes seldom and is asked for once in a while.
 */

const PAGE = 30;
const DIRECTORY_STALE_MS = 10 * 60_000;

/** Draft acts that the reader may see, last touched first, page after page. */
export const actListQuery = (filters: ActFilters) =>
  infiniteQueryOptions({
    queryKey: ['agreements', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/agreements', {
          params: {
            query: {
              ...filters,
              archived: filters.archived && 'true',
              limit: PAGE,
              cursor: pageParam,
            },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ActList) => page.nextCursor ?? undefined,
  });

/** How much stands in the views of the list. */
export const actViewCountsQuery = queryOptions({
  queryKey: ['agreements', 'views'],
  queryFn: ({ signal }) => ask(api.GET('/api/agreement-views', { signal })),
});

/** What the reader's inbox asks of him about an act; it goes stale with the inbox. */
export const aboutQuery = (id: string) =>
  queryOptions({
    queryKey: ['inbox', 'about', id],
    queryFn: ({ signal }) => ask(api.GET('/api/inbox/about', { params: { query: { subject: id } }, signal })),
  });

/** The card of an act. @param version ordinal of the version shown; null: the newest that the reader may see */
export const cardQuery = (id: string, version: number | null) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'card', version],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/agreements/{id}', {
          params: { path: { id }, query: version === null ? {} : { version } },
          signal,
        }),
      ),
  });

/** The signatures of a version, checked against the bytes as they are kept now. */
export const signaturesQuery = (id: string, version: number | null) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'signatures', version],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/agreements/{id}/signatures', {
          params: { path: { id }, query: version === null ? {} : { version } },
          signal,
        }),
      ),
  });

/** What happened to an act so far. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'history'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/history', { params: { path: { id } }, signal })),
  });

/** What is being written at a step, and what its executor sums up. */
export const stepRemarksQuery = (stepId: string) =>
  queryOptions({
    queryKey: ['agreements', 'step', stepId, 'remarks'],
    staleTime: 0,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/steps/{id}/remarks', { params: { path: { id: stepId } }, signal })),
  });

/** The text of a file, paragraph by paragraph; it never changes. */
export const fileTextQuery = (id: string, fileId: string) =>
  queryOptions({
    queryKey: ['agreements', 'text', id, fileId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/texts/{fileId}', { params: { path: { id, fileId } }, signal })),
  });

/** Where the paragraphs of an act's remarks are in the newest version. */
export const remarkPlacesQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'remark-places'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/remarks/places', { params: { path: { id } }, signal })),
  });

/** The remarks of an act, of all its versions. */
export const remarksQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'remarks'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/remarks', { params: { path: { id } }, signal })),
  });

/** The cover letter as its initiator goes on from it. */
export const letterQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'letter'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/letter', { params: { path: { id } }, signal })),
  });

/** Who looked at what of a marked act. */
export const readingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'readings'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/readings', { params: { path: { id } }, signal })),
  });

/** Who has opened the card of a version. */
export const openingsQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'openings', version],
    staleTime: 0,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/openings', { params: { path: { id }, query: { version } }, signal })),
  });

export const bodiesQuery = queryOptions({
  queryKey: ['directory', 'bodies'],
  staleTime: DIRECTORY_STALE_MS,
  queryFn: ({ signal }) => ask(api.GET('/api/directory/bodies', { signal })),
});

/** The reader's own body with its units and employees. */
export const ownStructureQuery = queryOptions({
  queryKey: ['directory', 'own-structure'],
  staleTime: DIRECTORY_STALE_MS,
  queryFn: ({ signal }) => ask(api.GET('/api/directory/own-structure', { signal })),
});
