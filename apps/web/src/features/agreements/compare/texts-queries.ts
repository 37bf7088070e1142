import { queryOptions } from '@tanstack/react-query';
import type { ExplainBody } from '#contracts';
import { api, ask } from '../../../api/client';
import type { FilePair } from './choose-files';

const pathOf = (id: string, { old, new: fresh }: FilePair) => ({
  params: { path: { id, fileId: old, newFileId: fresh } },
});

export const textsQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'texts'],
    queryFn: ({ signal }) => ask(api.GET('/api/agreements/{id}/texts', { params: { path: { id } }, signal })),
  });

export const reasonsQuery = (id: string, pair: FilePair) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'reasons', pair.old, pair.new],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/agreements/{id}/comparisons/{fileId}/{newFileId}/reasons', {
          ...pathOf(id, pair),
          signal,
        }),
      ),
  });

export const sidesQuery = (id: string, pair: FilePair) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'sides', pair.old, pair.new],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/sides/{fileId}/{newFileId}', { ...pathOf(id, pair), signal })),
  });

export function explain(id: string, pair: FilePair, body: ExplainBody): Promise<unknown> {
  return ask(
    api.PUT('/api/agreements/{id}/comparisons/{fileId}/{newFileId}/reasons', { ...pathOf(id, pair), body }),
  );
}
