import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { EdmsWayBody, HandOverSettings, LetterTemplate } from '#contracts';
import { api, ask } from '../../../api/client';

/** What a body keeps for handing over. */
export const handOverQuery = (bodyId: string) =>
  queryOptions({
    queryKey: ['agreements', 'hand-over', bodyId],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/hand-over/{id}', { params: { path: { id: bodyId } }, signal })),
  });

/** A change of the settings, which answers with them as they are afterwards. */
function useChange<Input>(bodyId: string, run: (input: Input) => Promise<HandOverSettings>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (settings) => queryClient.setQueryData(handOverQuery(bodyId).queryKey, settings),
  });
}

export function useSaveTemplate(bodyId: string) {
  const params = { path: { id: bodyId } };
  return useChange(bodyId, (body: LetterTemplate) =>
    ask(api.PUT('/api/agreements/hand-over/{id}/template', { params, body })),
  );
}

export function useSaveWay(bodyId: string) {
  const params = { path: { id: bodyId } };
  return useChange(bodyId, (body: EdmsWayBody) =>
    ask(api.PUT('/api/agreements/hand-over/{id}/edms', { params, body })),
  );
}

/** Takes the way off; packages that are on their way stop. */
export function useRemoveWay(bodyId: string) {
  return useChange(bodyId, (revision: number) =>
    ask(
      api.DELETE('/api/agreements/hand-over/{id}/edms', {
        params: { path: { id: bodyId }, query: { revision } },
      }),
    ),
  );
}

/** Tries the way as it is kept. */
export function useTryWay(bodyId: string) {
  const params = { path: { id: bodyId } };
  return useMutation({
    mutationFn: () => ask(api.POST('/api/agreements/hand-over/{id}/edms/try', { params })),
  });
}
