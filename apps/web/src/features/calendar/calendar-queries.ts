import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CalendarDay, WorkingHours } from '#contracts';
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

/** The coordinator says when his body works; the settings of notices show it too. */
export function useChangeHours() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: WorkingHours) => ask(api.PUT('/api/working-hours', { body })),
    onSuccess: (view) => {
      queryClient.setQueryData(hoursQuery.queryKey, view);
      void queryClient.invalidateQueries({ queryKey: ['notices'] });
    },
  });
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

/** Makes the change; terms stand on cards and in the inbox, so all of them are asked for anew. */
export function useChange(year: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: YearDraft) =>
      ask(api.PUT('/api/calendar/{year}', { params: { path: { year } }, body })),
    onSuccess: ({ year: changed }) => {
      queryClient.setQueryData(calendarQuery(year).queryKey, changed);
      for (const topic of ['agreements', 'inbox', 'term-preview']) {
        void queryClient.invalidateQueries({ queryKey: [topic] });
      }
    },
  });
}
