import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ImportColumn, ImportKind, ImportOutcome, ImportRows, ImportView, Language } from '#contracts';
import { api, ask } from '../../../api/client';
import { sendForm } from '../../../api/send-form';

/** How often it is asked how far the work has come, milliseconds. */
const WATCH_MS = 700;

/** An import as it stands; while it is being entered it is asked for again and again. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'import', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/directory/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'ordered' ? WATCH_MS : false),
  });

/** Rows of one outcome, page after page. `mapping` only tells one comparison from another. */
export const importRowsQuery = (view: ImportView, outcome: ImportOutcome) =>
  infiniteQueryOptions({
    queryKey: ['directory', 'import', view.id, 'rows', outcome, view.mapping],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/directory/imports/{id}/rows', {
          params: { path: { id: view.id }, query: { outcome, after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page: ImportRows) => (page.more ? page.items.at(-1)?.row : undefined),
  });

/** Whose part of the directory is imported or exported; `body` is left out for bodies themselves. */
export interface Part {
  readonly kind: ImportKind;
  readonly body: string | undefined;
}

/** The address of a part's question, without what else it asks. */
const partQuery = ({ kind, body }: Part): string =>
  kind === 'bodies' || body === undefined ? `kind=${kind}` : `kind=${kind}&body=${body}`;

export const bringSheet = (part: Part, file: File): Promise<ImportView> => {
  const form = new FormData();
  form.append('file', file);
  const address = `/api/directory/imports?${partQuery(part)}`;
  return sendForm<ImportView>(address, form, () => undefined, new AbortController().signal);
};

export const compare = (id: string, mapping: (ImportColumn | null)[]) =>
  ask(api.POST('/api/directory/imports/{id}/preview', { params: { path: { id } }, body: { mapping } }));

export const enter = (id: string) =>
  ask(api.POST('/api/directory/imports/{id}/enter', { params: { path: { id } } }));

export const exportHref = (part: Part, format: 'xlsx' | 'csv', language: Language): string =>
  `/api/directory/export?${partQuery(part)}&format=${format}&language=${language}`;

export const wrongRowsHref = (id: string, language: Language): string =>
  `/api/directory/imports/${id}/wrong-rows?language=${language}`;

/** The import is as the server answered; what was shown of the directory may be out of date. */
export function keepImport(queryClient: QueryClient, view: ImportView): void {
  queryClient.setQueryData(importQuery(view.id).queryKey, view);
}
