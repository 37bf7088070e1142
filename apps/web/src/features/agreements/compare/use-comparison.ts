import { useEffect, useReducer } from 'react';
import type { ComparedRow, ComparisonCounts, ComparisonLine, TextNotes } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { api, ask } from '../../../api/client';
import { linesOf } from './ndjson';

export interface Comparison {
  readonly rows: readonly ComparedRow[];
  readonly notes: { readonly old: TextNotes; readonly new: TextNotes } | null;
  /** Null until the last row has come. */
  readonly counts: ComparisonCounts | null;
  readonly error: unknown;
}

const NOTHING: Comparison = { rows: [], notes: null, counts: null, error: null };

type Event = { readonly lines: readonly ComparisonLine[] } | { readonly error: unknown } | 'begin';

/** Rows are put on the page so often, however fast they come. */
const EVERY_MS = 120;

/**
 * The comparison of two files, while it comes.
 * @param old and `fresh`: ids of the files. To ask again, mount it anew.
 */
export function useComparison(actId: string, old: string, fresh: string): Comparison {
  const [comparison, tell] = useReducer(after, NOTHING);
  useEffect(() => {
    const ending = new AbortController();
    tell('begin');
    void read(actId, [old, fresh], ending.signal, tell);
    return () => ending.abort();
  }, [actId, old, fresh]);
  return comparison;
}

async function read(
  actId: string,
  [fileId, newFileId]: readonly [string, string],
  signal: AbortSignal,
  tell: (event: Event) => void,
): Promise<void> {
  try {
    const stream: unknown = await ask(
      api.GET('/api/agreements/{id}/comparisons/{fileId}/{newFileId}', {
        params: { path: { id: actId, fileId, newFileId } },
        parseAs: 'stream',
        signal,
      }),
    );
    if (!(stream instanceof ReadableStream)) throw new ApiError('INTERNAL');
    let waiting: ComparisonLine[] = [];
    let told = 0;
    let isWhole = false;
    for await (const line of linesOf(stream)) {
      const read = JSON.parse(line) as ComparisonLine;
      isWhole = read.line === 'end';
      waiting.push(read);
      if (performance.now() - told < EVERY_MS) continue;
      tell({ lines: waiting });
      waiting = [];
      told = performance.now();
    }
    tell({ lines: waiting });
    if (!isWhole) throw new ApiError('UNAVAILABLE');
  } catch (error) {
    if (!signal.aborted) tell({ error: error instanceof ApiError ? error : new ApiError('NETWORK') });
  }
}

function after(before: Comparison, event: Event): Comparison {
  if (event === 'begin') return NOTHING;
  if ('error' in event) return { ...before, error: event.error };
  const rows = event.lines.flatMap((line) => (line.line === 'rows' ? line.rows : []));
  const head = event.lines.find((line) => line.line === 'head');
  const end = event.lines.find((line) => line.line === 'end');
  return {
    rows: rows.length > 0 ? [...before.rows, ...rows] : before.rows,
    notes: head ? { old: head.old, new: head.new } : before.notes,
    counts: end?.counts ?? before.counts,
    error: null,
  };
}
