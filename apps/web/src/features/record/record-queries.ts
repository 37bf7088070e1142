import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Language, RecordExportBody, RecordPage } from '#contracts';
import { api, ask } from '../../api/client';
import { saveFile } from '../../api/save-file';
import type { RecordSearch } from './record-search';

const PAGE = 50;

/** Entries of the record, the newest first, page after page. It grows all the time: it is asked for anew. */
export const recordQuery = (search: RecordSearch) =>
  infiniteQueryOptions({
    queryKey: ['record', 'entries', search],
    staleTime: 0,
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/record', {
          params: { query: { ...search, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: RecordPage) => page.nextCursor ?? undefined,
  });

/** What the reader may read, and whether the record holds. */
export const recordOverviewQuery = queryOptions({
  queryKey: ['record', 'overview'],
  queryFn: ({ signal }) => ask(api.GET('/api/record/overview', { signal })),
});

/** Saves all entries that answer to the filters as a table. @throws ApiError */
export const saveRecord = (
  search: RecordSearch,
  language: Language,
  format: RecordExportBody['format'],
): Promise<void> =>
  saveFile(api.POST('/api/record/export', { body: { ...search, language, format }, parseAs: 'blob' }));
