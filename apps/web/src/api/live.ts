import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent } from '#contracts';
import { Store, useStore } from '../store';
import { confirmSession } from './session';
import { sessionState } from './session-state';

/*
 * Live events are hints: "this changed, ask again". Query keys follow one form, so that a hint finds them:
 * [topic, 'one', subjectId, ...] for a single thing, [topic, anything else] for its lists.
 */

/** A break shorter than this is not worth a word: a proxy closes idle streams, the browser reopens them. */
const PATIENCE_MS = 5000;
const REOPEN_MS = 10_000;

const offline = new Store(false);

/** Whether the portal cannot be reached now. */
export const useOffline = (): boolean => useStore(offline);

function refresh(queryClient: QueryClient, event: LiveEvent): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [topic, form, subjectId] }) =>
      topic === event.topic && (form !== 'one' || event.subjectId === null || subjectId === event.subjectId),
  });
}

function refreshAll(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

/** Keeps what is on the screen up to date while it is mounted, and catches up after a break. */
export function useLive(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let source: EventSource;
    let patience: ReturnType<typeof setTimeout> | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let missed = false;

    function open(): void {
      source = new EventSource('/api/live');
      source.addEventListener('change', ({ data }: MessageEvent<string>) =>
        refresh(queryClient, JSON.parse(data) as LiveEvent),
      );
      source.addEventListener('ended', () => void confirmSession(queryClient));
      source.onopen = () => {
        clearTimeout(patience);
        patience = undefined;
        offline.set(false);
        if (missed) void confirmSession(queryClient).then(() => refreshAll(queryClient));
        missed = false;
      };
      source.onerror = () => {
        missed = true;
        patience ??= setTimeout(() => offline.set(true), PATIENCE_MS);
        // The browser gives up by itself when the answer was a refusal.
        if (source.readyState !== EventSource.CLOSED) return;
        void confirmSession(queryClient);
        reopening = setTimeout(open, REOPEN_MS);
      };
    }
    const lostNetwork = () => offline.set(true);
    const foundNetwork = () => {
      offline.set(false);
      refreshAll(queryClient);
    };

    open();
    const trust = sessionState.doubts.subscribe(() => void confirmSession(queryClient));
    window.addEventListener('offline', lostNetwork);
    window.addEventListener('online', foundNetwork);
    return () => {
      source.close();
      clearTimeout(patience);
      clearTimeout(reopening);
      offline.set(false);
      trust();
      window.removeEventListener('offline', lostNetwork);
      window.removeEventListener('online', foundNetwork);
    };
  }, [queryClient]);
}
