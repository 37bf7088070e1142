import { queryOptions } from '@tanstack/react-query';
import type { Language } from '#contracts';
import { api, ask } from '../../../api/client';
import { saveFile } from '../../../api/save-file';

/** The figures of a period; it moves with every decision. @param period undefined: the usual one */
export const boardQuery = (period: string | undefined) =>
  queryOptions({
    queryKey: ['agreements', 'board', period ?? null],
    staleTime: 0,
    queryFn: ({ signal }) => ask(api.GET('/api/agreement-board', { params: { query: { period } }, signal })),
  });

/** Takes the figures out as a table. @throws ApiError */
export const saveBoard = (period: string, language: Language): Promise<void> =>
  saveFile(api.POST('/api/agreement-board/export', { body: { period, language }, parseAs: 'blob' }));
