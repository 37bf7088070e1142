import { useEffect } from 'react';
import type { ActCard } from '#contracts';
import { api, ask } from '../../../api/client';

/** Steps that the portal was told of while this page is open. */
const told = new Set<string>();

/** Tells the portal that the reader has the version before him, and has seen the act at each step that waits for him (775:16). */
export function useOpened({ id: actId, version: { ordinal }, turn }: ActCard): void {
  useEffect(() => {
    // A look that is not told is lost, and stands in nobody's way.
    const params = { path: { id: actId }, query: { version: ordinal } };
    ask(api.POST('/api/agreements/{id}/opened', { params })).catch(() => undefined);
  }, [actId, ordinal]);
  useEffect(() => {
    for (const { id } of turn) {
      if (told.has(id)) continue;
      told.add(id);
      // Not told now: the next visit tells it.
      ask(api.POST('/api/agreements/steps/{id}/opened', { params: { path: { id } } })).catch(() =>
        told.delete(id),
      );
    }
  }, [turn]);
}
