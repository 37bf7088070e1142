import { queryOptions } from '@tanstack/react-query';
import type { EditRouteTemplateBody, RouteTemplateBody } from '#contracts';
import { api, ask } from '../../../api/client';

/** Routes that the reader's body keeps. */
export const templatesQuery = queryOptions({
  queryKey: ['agreements', 'templates'],
  queryFn: ({ signal }) => ask(api.GET('/api/route-templates', { signal })),
});

export const addTemplate = (body: RouteTemplateBody) => ask(api.POST('/api/route-templates', { body }));

export const editTemplate = (id: string, body: EditRouteTemplateBody) =>
  ask(api.PUT('/api/route-templates/{id}', { params: { path: { id } }, body }));

export const removeTemplate = (id: string) =>
  ask(api.DELETE('/api/route-templates/{id}', { params: { path: { id } } }));
