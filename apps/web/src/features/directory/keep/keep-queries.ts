import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../../api/client';

const byId = (id: string) => ({ params: { path: { id } } });

/** What was changed, the newest first. */
export const historyQuery = (of: 'body' | 'person', id: string) =>
  queryOptions({
    queryKey: ['directory', 'history', of, id],
    queryFn: ({ signal }) =>
      of === 'body'
        ? ask(api.GET('/api/directory/bodies/{id}/history', { ...byId(id), signal }))
        : ask(api.GET('/api/directory/people/{id}/history', { ...byId(id), signal })),
  });
export const leavingQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'leaving', id],
    staleTime: 0,
    queryFn: ({ signal }) => ask(api.GET('/api/directory/people/{id}/leaving', { ...byId(id), signal })),
  });

/** Runs a change of the directory; whatever came of it, its pages then show how things are. */
export function useKeep(): <Result>(change: Promise<Result>) => Promise<Result> {
  const queryClient = useQueryClient();
  return async (change) => {
    try {
      return await change;
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['directory'] });
    }
  };
}
