import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../../api/api-error';
import { api, ask } from '../../../api/client';
import type { RemarkDraft } from './outcome-draft';

/** A pause in typing after which the portal is given what was typed. */
const PAUSE_MS = 1500;
/** A portal that did not answer is asked again after this. */
const AGAIN_MS = 5000;

interface KeptRemarks {
  stepId: string;
  remarks: readonly RemarkDraft[];
  /** They are being decided upon: what is kept from now on would be a change that the decision has not seen. */
  paused: boolean;
  alter: (id: string, part: (now: RemarkDraft) => Partial<RemarkDraft>) => void;
  /** Another has changed one of them: what the portal keeps is to be read anew. */
  onStale: () => void;
}

/**
 * Keeps remarks in the portal while they are typed, one after the other, so that they are there on another computer and
 * for a stand-in. Where the portal can't be reached, typing goes on with the copy in this tab.
 */
export function useKeptRemarks({ stepId, remarks, paused, alter, onStale }: KeptRemarks) {
  const queue = useRef<Promise<void>>(Promise.resolve());
  const latest = useRef(remarks);
  latest.current = remarks;
  /** As the portal has given them back, which the page may not show yet. */
  const revisions = useRef(new Map<string, number>());
  const revisionOf = (one: RemarkDraft) => Math.max(one.revision, revisions.current.get(one.id) ?? 0);
  const [state, setState] = useState<'kept' | 'typing' | 'unreached'>('kept');
  const waits = remarks.some(needsKeeping);

  async function keepAll(): Promise<void> {
    for (const one of latest.current.filter(needsKeeping)) {
      try {
        const { revision } = await keep(stepId, { ...one, revision: revisionOf(one) });
        revisions.current.set(one.id, revision);
        alter(one.id, (now) => ({ revision, dirty: !isSame(now, one) }));
      } catch (error) {
        if (error instanceof ApiError && error.code === 'STALE') return onStale();
        return setState('unreached');
      }
    }
    setState('kept');
  }

  /** Resolves when all that was typed is kept, or can't be. */
  function flush(): Promise<void> {
    queue.current = queue.current.then(keepAll);
    return queue.current;
  }

  useEffect(() => {
    if (!waits || paused) return;
    setState('typing');
    const timer = setTimeout(() => void flush(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [remarks, waits, paused]);

  // Though nobody types any more: who goes home finds it on another computer.
  useEffect(() => {
    if (state !== 'unreached' || paused) return;
    const timer = setInterval(() => void flush(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [state, paused]);

  return { state, flush, revisionOf };
}

/** What was typed while it was on its way to the portal is still to be kept. */
const isSame = (now: RemarkDraft, sent: RemarkDraft) => JSON.stringify(now) === JSON.stringify(sent);

const isEmpty = ({ point, text, proposal }: RemarkDraft) => `${point}${text}${proposal}`.trim() === '';

function needsKeeping(one: RemarkDraft): boolean {
  if (one.removed) return one.revision > 0;
  return one.dirty && (one.revision > 0 || !isEmpty(one));
}

async function keep(stepId: string, one: RemarkDraft): Promise<{ revision: number }> {
  const path = { id: stepId, remarkId: one.id };
  const { revision, kind, point, place, text, proposal, sources } = one;
  if (one.removed) {
    await ask(
      api.DELETE('/api/agreements/steps/{id}/remarks/{remarkId}', { params: { path, query: { revision } } }),
    );
    return { revision: 0 };
  }
  return ask(
    api.PUT('/api/agreements/steps/{id}/remarks/{remarkId}', {
      params: { path },
      body: { revision, kind, point: point.trim() || null, place, text, proposal, sources },
    }),
  );
}
