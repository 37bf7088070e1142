import { infiniteQueryOptions, keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { DonePage, InboxPage } from '#contracts';
import { api, ask } from '../../api/client';
import { filtersOf, type InboxSearch, orderOf } from './inbox-search';

const PAGE = 50;

/** What of the address is asked of the server, of what is not done yet. */
function questionOf(search: InboxSearch) {
  const { needs, q } = search;
  const { unread, ...filters } = filtersOf(search);
  return {
    needs: needs === 'information' ? needs : ('action' as const),
    q,
    ...filters,
    unread: unread && ('true' as const),
  };
}

/** What waits for the reader, as the address asks for it, page after page. */
export const inboxQuery = (search: InboxSearch) => {
  const question = { ...questionOf(search), order: orderOf(search), limit: PAGE };
  return infiniteQueryOptions({
    queryKey: ['inbox', 'list', question],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/inbox', { params: { query: { ...question, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: InboxPage) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
};

/** What the list can be narrowed to, each with how many it would show. */
export const inboxFiltersQuery = (search: InboxSearch) => {
  const question = questionOf(search);
  return queryOptions({
    queryKey: ['inbox', 'filters', question],
    queryFn: ({ signal }) => ask(api.GET('/api/inbox/filters', { params: { query: question }, signal })),
    placeholderData: keepPreviousData,
  });
};

/** What left the reader's inbox of late, the last first, page after page. */
export const doneQuery = ({ q, verb }: InboxSearch) => {
  const question = { q, verb, limit: PAGE };
  return infiniteQueryOptions({
    queryKey: ['inbox', 'done', question],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/inbox/done', { params: { query: { ...question, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: DonePage) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
};

/** The counts alone, for the menu, the bell and the title of the window. */
export function useInboxCounts() {
  return useQuery({
    queryKey: ['inbox', 'counts'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/inbox', { params: { query: { needs: 'action', limit: 1 } }, signal })),
    select: (page) => page.counts,
  });
}
