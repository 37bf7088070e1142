import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ActCard } from '#contracts';
import { ApiError } from '../../api/api-error';
import { cardQuery } from './agreements-queries';

interface Deed<Input, Answer> {
  run: (input: Input) => Promise<Answer>;
  onDone?: (answer: Answer) => void;
  onRefused?: (error: Error) => void;
  /** Afterwards, however it ended; what it promises is waited for before the caller is told. */
  onEnd?: () => Promise<unknown>;
}

/**
 * What every deed of the room has in common: it is done once by whoever clicks twice, and is known as one's own. What has to be
 * told for certain is told by `onDone` and `onRefused`, not to `mutate`: what the deed changes may take its button off the page
 * first.
 */
export function useDeed<Input, Answer>({ run, onDone, onRefused, onEnd }: Deed<Input, Answer>) {
  const once = useOnce();
  const deed = useMutation({
    mutationKey: ['agreements', 'command'],
    mutationFn: run,
    onSuccess: (answer) => onDone?.(answer),
    onError: (error) => onRefused?.(error),
    onSettled: () => {
      once.end();
      return onEnd?.();
    },
  });
  const mutate: typeof deed.mutate = (...given) => {
    if (once.begin()) deed.mutate(...given);
  };
  return { ...deed, mutate };
}

/** Lets a deed begin only when it is not under way: the second click of two comes before the button shows it. */
function useOnce() {
  const running = useRef(false);
  return {
    begin: (): boolean => {
      if (running.current) return false;
      running.current = true;
      return true;
    },
    end: (): void => {
      running.current = false;
    },
  };
}

/** Refusals that say: the page shows something that is no longer so. */
const OUTDATED: readonly string[] = [
  'CONFLICT',
  'NOT_YOUR_TURN',
  'STEP_DECIDED',
  'STEP_FOLLOWED',
  'STEP_TAKEN_BACK',
  'ACT_RECALLED',
  'ACT_RETURNED',
  'ACT_WITHDRAWN',
  'ACT_ARCHIVED',
  'REVIEW_WITHDRAWN',
  'SUGGESTION_DECIDED',
  'PROLONGATION_DECIDED',
  'LETTER_NOT_DUE',
  'DELIVERY_NOT_DUE',
  'SIGNATURE_WAITS',
  'VERSION_NOT_DUE',
  'ACT_NOT_EDITABLE',
  'STALE',
];

/** Somebody else, or the same person in another window, was first. */
export const isStale = (error: unknown): boolean => error instanceof ApiError && error.code === 'STALE';

export const isOutdated = (error: unknown): boolean =>
  error instanceof ApiError && OUTDATED.includes(error.code);

/**
 * A command on an act. Whoever was second is told in words by the caller, and the card is asked for again.
 * @param run gives the card as it is afterwards
 */
export function useCommand<Input>(
  run: (input: Input) => Promise<ActCard>,
  onDone?: (card: ActCard) => void,
  onRefused?: (error: Error) => void,
) {
  const queryClient = useQueryClient();
  return useDeed({
    run,
    onDone: (card: ActCard) => {
      takeCard(queryClient, card);
      onDone?.(card);
    },
    onRefused: (error) => {
      if (isOutdated(error)) {
        void queryClient.invalidateQueries({ queryKey: ['agreements'] });
        void queryClient.invalidateQueries({ queryKey: ['inbox'] });
      }
      onRefused?.(error);
    },
  });
}

/** Shows the card that a command answered with, and lets everything that it changed be asked for again. */
function takeCard(queryClient: QueryClient, card: ActCard): void {
  const { queryKey } = cardQuery(card.id, null);
  queryClient.setQueryData(queryKey, card);
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [topic, form, id, part, version] }) =>
      topic === 'inbox' ||
      (topic === 'agreements' && !(form === 'one' && id === card.id && part === 'card' && version === null)),
  });
}
