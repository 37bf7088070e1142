import { useEffect, useRef, useState } from 'react';
import { type CheckedFile, MAX_FILE_BYTES, MAX_FILES } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { upload } from '../../../api/upload';

/** A file on its way to the portal. */
export interface Upload {
  key: number;
  file: File;
  state: 'waiting' | 'sending' | 'refused';
  /** Sent so far, 0 to 1 */
  share: number;
  /** Why it was refused */
  error: unknown;
}

let lastKey = 0;

/** What the browser can tell before it sends anything (775:9). */
function refusalOf(file: File, place: number): ApiError | null {
  if (file.size === 0) return new ApiError('FILE_EMPTY');
  if (file.size > MAX_FILE_BYTES) return new ApiError('FILE_TOO_LARGE');
  return place >= MAX_FILES ? new ApiError('TOO_MANY_FILES') : null;
}

interface UploadEvents {
  onDone: (file: CheckedFile) => void;
  onRefused: (upload: Upload) => void;
}

/**
 * Files sent one after another, so that they arrive in the order in which they were chosen.
 * Leaving the page gives up what is still under way.
 * @param attached number of files that the draft has already
 */
export function useUploads(attached: number, events: UploadEvents) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const running = useRef<{ key: number; abort: AbortController } | null>(null);
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  useEffect(() => () => running.current?.abort.abort(), []);

  const next = uploads.find(({ state }) => state === 'waiting');
  const busy = uploads.some(({ state }) => state === 'sending');
  useEffect(() => {
    if (next && !busy) void send(next);
  });

  function alter(key: number, part: Partial<Upload>): void {
    setUploads((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)));
  }
  function forget(key: number): void {
    setUploads((now) => now.filter((one) => one.key !== key));
  }

  async function send(one: Upload): Promise<void> {
    const abort = new AbortController();
    running.current = { key: one.key, abort };
    alter(one.key, { state: 'sending', share: 0, error: null });
    try {
      const file = await upload(one.file, (share) => alter(one.key, { share }), abort.signal);
      forget(one.key);
      latest.current.onDone(file);
    } catch (error) {
      if (abort.signal.aborted) return;
      alter(one.key, { state: 'refused', error });
      latest.current.onRefused({ ...one, state: 'refused', error });
    }
  }

  return {
    uploads,
    underWay: next !== undefined || busy,
    add: (files: readonly File[]) => {
      const added = files.map((file, place): Upload => {
        lastKey += 1;
        const error = refusalOf(file, attached + uploads.length + place);
        return { key: lastKey, file, state: error ? 'refused' : 'waiting', share: 0, error };
      });
      setUploads((now) => [...now, ...added]);
      for (const one of added) if (one.state === 'refused') latest.current.onRefused(one);
    },
    retry: (key: number) => alter(key, { state: 'waiting', error: null }),
    /** Stops it if it is being sent, and takes it off the list. */
    cancel: (key: number) => {
      if (running.current?.key === key) running.current.abort.abort();
      forget(key);
    },
  };
}
