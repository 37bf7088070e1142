import {
  type InfiniteData,
  infiniteQueryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { InboxItem, InboxNeeds, InboxPage } from '#contracts';
import { api, ask } from '../../api/client';
import { formatActNumber } from '../../i18n/format';
import { useT } from '../../i18n/i18n';
import { useErrorWords } from '../../ui/states';
import { toast } from '../../ui/toast';

const PAGE = 50;

/** What waits for the reader, nearest term first, page after page. */
export const inboxQuery = (needs: InboxNeeds) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', needs],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/inbox', { params: { query: { needs, limit: PAGE, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: InboxPage) => page.nextCursor ?? undefined,
  });

/** The counts alone, for the menu and the bell. */
export function useInboxCounts() {
  return useQuery({
    queryKey: ['inbox', 'counts'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/inbox', { params: { query: { needs: 'action', limit: 1 } }, signal })),
    select: (page) => page.counts,
  });
}

/** Tells the portal that an item for information was read; the list shows it at once. */
export function useRead() {
  const t = useT();
  const errorWords = useErrorWords();
  const queryClient = useQueryClient();
  const { queryKey } = inboxQuery('information');
  return useMutation({
    mutationFn: (item: InboxItem) =>
      ask(api.POST('/api/inbox/{id}/read', { params: { path: { id: item.id } } })),
    onMutate: async (read) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData<InfiniteData<InboxPage, string | undefined>>(queryKey);
      if (before) {
        queryClient.setQueryData(queryKey, {
          ...before,
          pages: before.pages.map((page) => ({
            ...page,
            items: page.items.filter((item) => item.id !== read.id),
          })),
        });
      }
      return before;
    },
    onSuccess: (_none, { number, title }) =>
      toast(t('inbox.readDone', { title: number ? formatActNumber(number) : title })),
    onError: (error, _item, before) => {
      toast(errorWords(error));
      if (before) queryClient.setQueryData(queryKey, before);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['inbox'] }),
  });
}
