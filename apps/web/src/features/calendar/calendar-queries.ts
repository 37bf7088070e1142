import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CalendarDay, WorkingHoursBody } from '#contracts';
import { api, ask } from '../../api/client';

export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: ['calendar', year],
    queryFn: ({ signal }) => ask(api.GET('/api/calendar/{year}', { params: { path: { year } }, signal })),
  });

/** When the reader's body works. */
export const hoursQuery = queryOptions({
  queryKey: ['working-hours'],
  queryFn: ({ signal }) => ask(api.GET('/api/working-hours', { signal })),
});

/** Asks which open terms of the body other hours would move. */
export function usePreviewHours() {
  return useMutation({
    mutationFn: (body: WorkingHoursBody) => ask(api.POST('/api/working-hours/preview', { body })),
  });
}

/** The coordinator says when his body works; the settings of notices show it too. */
export function useChangeHours() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: WorkingHoursBody) => ask(api.PUT('/api/working-hours', { body })),
    onSuccess: ({ view }) => {
      queryClient.setQueryData(hoursQuery.queryKey, view);
      void queryClient.invalidateQueries({ queryKey: ['notices'] });
      askTermsAnew(queryClient);
    },
  });
}

/** Terms stand on cards and in the inbox. */
function askTermsAnew(queryClient: QueryClient): void {
  for (const topic of ['agreements', 'inbox', 'term-preview']) {
    void queryClient.invalidateQueries({ queryKey: [topic] });
  }
}

/** A year as it is to be, with the revision that it was read at. */
export interface YearDraft {
  revision: number;
  days: CalendarDay[];
}

/** Asks which open terms the change would move. */
export function usePreview(year: number) {
  return useMutation({
    mutationFn: (body: YearDraft) =>
      ask(api.POST('/api/calendar/{year}/preview', { params: { path: { year } }, body })),
  });
}

/** Makes the change, with all terms that move by it. */
export function useChange(year: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: YearDraft) =>
      ask(api.PUT('/api/calendar/{year}', { params: { path: { year } }, body })),
    onSuccess: ({ year: changed }) => {
      queryClient.setQueryData(calendarQuery(year).queryKey, changed);
      askTermsAnew(queryClient);
    },
  });
}
