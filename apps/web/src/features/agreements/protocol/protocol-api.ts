import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { MeetingBody, PositionsBody, SignBody } from '#contracts';
import { api, ask } from '../../../api/client';
import { useDeed } from '../deeds';

/** The protocols of an act with the bodies that disagree. */
export const protocolsQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'protocols'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/agreements/{id}/protocols', { params: { path: { id } }, signal })),
  });

const at = (id: string) => ({ path: { id } });

export const drawUp = (actId: string, bodyId: string) =>
  ask(
    api.POST('/api/agreements/{id}/protocols', {
      params: at(actId),
      body: { id: crypto.randomUUID(), bodyId },
    }),
  );
export const writePositions = (id: string, body: PositionsBody) =>
  ask(api.PUT('/api/agreements/protocols/{id}/positions', { params: at(id), body }));
export const writeMeeting = (id: string, body: MeetingBody) =>
  ask(api.PUT('/api/agreements/protocols/{id}/meeting', { params: at(id), body }));
export const moveProtocol = (id: string, move: 'pass' | 'fix' | 'drop', revision: number) =>
  ask(
    api.POST('/api/agreements/protocols/{id}/moves/{move}', {
      params: { path: { id, move } },
      body: { revision },
    }),
  );
export const reopenProtocol = (id: string, reason: string) =>
  ask(api.POST('/api/agreements/protocols/{id}/reopen', { params: at(id), body: { reason } }));
export const prepareProtocol = (id: string) =>
  ask(api.POST('/api/agreements/protocols/{id}/prepare', { params: at(id) }));
export const signProtocol = (id: string, body: SignBody) =>
  ask(api.POST('/api/agreements/protocols/{id}/sign', { params: at(id), body }));

/** A deed on a protocol; everything of the act is asked for again, also where it was refused. */
export function useProtocolDeed<Input>(run: (input: Input) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useDeed({
    run,
    onEnd: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['agreements'] }),
        queryClient.invalidateQueries({ queryKey: ['inbox'] }),
      ]),
  });
}
