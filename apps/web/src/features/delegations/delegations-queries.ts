import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Delegation, DelegationBody, DelegationList, DelegationQuery, Duty, DutyList } from '#contracts';
import { api, ask } from '../../api/client';

/** Delegations, the newest beginning first. Others give and end them too: each look asks anew. */
export const delegationsQuery = (of: DelegationQuery['of']) =>
  infiniteQueryOptions({
    queryKey: ['delegations', of],
    staleTime: 0,
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/delegations', { params: { query: { of, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: DelegationList) => page.nextCursor ?? undefined,
  });

export const useGive = () =>
  useDelegationChange((body: DelegationBody) => ask(api.POST('/api/delegations', { body })));

export const useEnd = () =>
  useDelegationChange(({ id }: Delegation) =>
    ask(api.POST('/api/delegations/{id}/end', { params: { path: { id } } })),
  );

/** Whatever came of it, the page then shows how things are. */
function useDelegationChange<Wish>(change: (wish: Wish) => Promise<Delegation>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['delegations'] }),
  });
}

/** Who has the duties that the reader gives. */
export const dutiesQuery = queryOptions({
  queryKey: ['duties'],
  staleTime: 0,
  queryFn: ({ signal }) => ask(api.GET('/api/duties', { signal })),
});

export interface DutyWish {
  readonly duty: Duty;
  /** Of the employee */
  readonly id: string;
}

export const useGiveDuty = () =>
  useDutyChange((path: DutyWish) => ask(api.PUT('/api/duties/{duty}/{id}', { params: { path } })));

export const useTakeDuty = () =>
  useDutyChange((path: DutyWish) => ask(api.DELETE('/api/duties/{duty}/{id}', { params: { path } })));

function useDutyChange(change: (wish: DutyWish) => Promise<DutyList>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (list) => queryClient.setQueryData(dutiesQuery.queryKey, list),
    onError: () => queryClient.invalidateQueries({ queryKey: dutiesQuery.queryKey }),
  });
}
