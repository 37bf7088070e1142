import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OwnSession, PasswordChange } from '#contracts';
import { api, ask } from '../../api/client';

/** Where the reader is signed in. No live event tells of a sign-in elsewhere: each look asks anew. */
export const accountQuery = queryOptions({
  queryKey: ['account', 'own'],
  staleTime: 0,
  queryFn: ({ signal }) => ask(api.GET('/api/account', { signal })),
});

export const useEndSession = () =>
  useAccountChange(({ id }: OwnSession) =>
    ask(api.DELETE('/api/account/sessions/{id}', { params: { path: { id } } })),
  );

export const useEndOthers = () => useAccountChange(() => ask(api.POST('/api/account/sessions/end-others')));

export const useChangePassword = () =>
  useAccountChange((body: PasswordChange) => ask(api.PUT('/api/account/password', { body })));

/** Whatever came of it, the page then shows how things are. */
function useAccountChange<Wish, Result>(change: (wish: Wish) => Promise<Result>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
}
