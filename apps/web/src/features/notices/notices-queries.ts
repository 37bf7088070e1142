import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { LetterMending, NoticeSettings } from '#contracts';
import { api, ask } from '../../api/client';

export const noticesQuery = queryOptions({
  queryKey: ['notices', 'settings'],
  queryFn: ({ signal }) => ask(api.GET('/api/notices/settings', { signal })),
});

/** How the e-mail of the portal goes. No live event tells of it: each look asks anew. */
export const mailQuery = queryOptions({
  queryKey: ['notices', 'mail'],
  staleTime: 0,
  queryFn: ({ signal }) => ask(api.GET('/api/notices/mail', { signal })),
});

export function useChangeNotices() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NoticeSettings) => ask(api.PUT('/api/notices/settings', { body })),
    onSuccess: (view) => queryClient.setQueryData(noticesQuery.queryKey, view),
  });
}

/** Refused letters are sent again, or given up; the list is asked for anew, also where another was quicker. */
export function useMendLetters() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: LetterMending) => ask(api.POST('/api/notices/mail/refused', { body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: mailQuery.queryKey }),
  });
}
