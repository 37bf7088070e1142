import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { InboxItem } from '#contracts';
import { api, ask } from '../../api/client';
import { formatActNumber } from '../../i18n/format';
import { useT } from '../../i18n/i18n';
import { useErrorWords } from '../../ui/states';
import { toast } from '../../ui/toast';

type Pages = { pages: { items: { id: string }[] }[] };

/** Moves items for information out of the inbox or back; the lists show it at once, and again as it was where it failed. */
function useMove(
  way: '/api/inbox/read' | '/api/inbox/unread',
  onDone: (items: readonly InboxItem[]) => void,
) {
  const errorWords = useErrorWords();
  const queryClient = useQueryClient();
  const list = { queryKey: ['inbox', way === '/api/inbox/read' ? 'list' : 'done'] };
  return useMutation({
    mutationFn: (items: readonly InboxItem[]) =>
      ask(api.POST(way, { body: { ids: items.map(({ id }) => id) } })),
    onMutate: async (items) => {
      await queryClient.cancelQueries(list);
      const gone = new Set(items.map(({ id }) => id));
      const before = queryClient.getQueriesData<Pages>(list);
      queryClient.setQueriesData<Pages>(
        list,
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.filter(({ id }) => !gone.has(id)),
            })),
          },
      );
      return before;
    },
    onSuccess: (_none, items) => onDone(items),
    onError: (error, _items, before) => {
      toast(errorWords(error));
      for (const [key, data] of before ?? []) queryClient.setQueryData(key, data);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['inbox'] }),
  });
}

/** What was read comes back to the inbox. */
export function useUnread() {
  const t = useT();
  return useMove('/api/inbox/unread', ({ length }) => void toast(t('inbox.unreadDone', { count: length })));
}

/** Items for information were read; for some seconds that can be taken back. */
export function useRead() {
  const t = useT();
  const { mutate: takeBack } = useUnread();
  return useMove('/api/inbox/read', (items) => {
    const [first] = items;
    const words =
      items.length === 1 && first
        ? t('inbox.readDone', { title: first.number ? formatActNumber(first.number) : first.title })
        : t('inbox.readManyDone', { count: items.length });
    toast(words, () => takeBack(items));
  });
}
