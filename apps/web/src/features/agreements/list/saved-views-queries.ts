import { queryOptions } from '@tanstack/react-query';
import type { SaveViewBody } from '#contracts';
import { api, ask } from '../../../api/client';

/** The reader's own views of the list. */
export const savedViewsQuery = queryOptions({
  queryKey: ['agreements', 'saved-views'],
  queryFn: ({ signal }) => ask(api.GET('/api/agreement-views/saved', { signal })),
});

export const saveView = (body: SaveViewBody) => ask(api.POST('/api/agreement-views/saved', { body }));

export const renameView = ({ id, name }: { id: string; name: string }) =>
  ask(api.PUT('/api/agreement-views/saved/{id}', { params: { path: { id } }, body: { name } }));

export const removeView = (id: string) =>
  ask(api.DELETE('/api/agreement-views/saved/{id}', { params: { path: { id } } }));
