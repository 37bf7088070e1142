import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  AccountList,
  AccountRequestList,
  DecideRequests,
  RequestAccountsBody,
  SecondFactorPolicy,
} from '#contracts';
import { api, ask } from '../../api/client';
import type { AccountsSearch, RequestsSearch } from './accounts-search';

const PAGE = 50;

export const accountsQuery = (search: AccountsSearch) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/accounts', {
          params: { query: { ...search, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: AccountList) => page.nextCursor ?? undefined,
  });

export const requestsQuery = (search: RequestsSearch) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'requests', search],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/account-requests', {
          params: { query: { ...search, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: AccountRequestList) => page.nextCursor ?? undefined,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/account-requests/{id}', { params: { path: { id } }, signal })),
  });

export const candidatesQuery = (q: string) =>
  queryOptions({
    queryKey: ['accounts', 'candidates', q],
    staleTime: 0,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/account-requests/candidates', { params: { query: { q: q || undefined } }, signal })),
  });

export const policyQuery = (bodyId: string) =>
  queryOptions({
    queryKey: ['accounts', 'policy', bodyId],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/accounts/bodies/{id}/second-factor', { params: { path: { id: bodyId } }, signal })),
  });

export const useSetPolicy = (bodyId: string) =>
  useAccountsChange((policy: SecondFactorPolicy) =>
    ask(
      api.PUT('/api/accounts/bodies/{id}/second-factor', {
        params: { path: { id: bodyId } },
        body: { policy },
      }),
    ),
  );

export const useAskForAccounts = () =>
  useAccountsChange((body: RequestAccountsBody) => ask(api.POST('/api/account-requests', { body })));

export const useDecide = () =>
  useAccountsChange((body: DecideRequests) => ask(api.POST('/api/account-requests/decide', { body })));

export const useWithdraw = (id: string) =>
  useAccountsChange(() => ask(api.POST('/api/account-requests/{id}/withdraw', { params: { path: { id } } })));

export const useGiveCode = (id: string) =>
  useAccountsChange(() => ask(api.POST('/api/account-requests/{id}/code', { params: { path: { id } } })));

/** What is done to an account for a reason. */
export type Keeping = 'block' | 'unblock' | 'reset-password' | 'reset-second-factor';

/** @returns the slip to hand over, after a password was reset */
export const useKeep = (id: string, what: Keeping) =>
  useAccountsChange(async (reason: string) => {
    const wish = { params: { path: { id } }, body: { reason } };
    if (what === 'reset-password') return ask(api.POST('/api/accounts/{id}/reset-password', wish));
    if (what === 'block') await ask(api.POST('/api/accounts/{id}/block', wish));
    if (what === 'unblock') await ask(api.POST('/api/accounts/{id}/unblock', wish));
    if (what === 'reset-second-factor') await ask(api.POST('/api/accounts/{id}/reset-second-factor', wish));
    return null;
  });

/** Whatever came of it, the room then shows how things are. */
function useAccountsChange<Wish, Result>(change: (wish: Wish) => Promise<Result>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['inbox'] });
      // Waited for: only when the buttons that went are gone is it known whether the focus went with them.
      return queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
}
