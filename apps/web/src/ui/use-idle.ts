import { startTransition, useEffect, useState } from 'react';

/** Milliseconds; on a page that is never idle, what waits comes after so long. */
const PATIENCE_MS = 2000;

let stood = false;

/** Whether a page of this visit has stood already: whoever comes back to one finds it as high as he left it. */
export const hasStood = (): boolean => stood;

/**
 * Whether the page has stood with nothing else to do, so that what nobody sees yet may be made; it is made in small steps.
 * @param already it need not be waited for
 */
export function useIdle(already: boolean): boolean {
  const [idle, setIdle] = useState(already);
  useEffect(() => {
    if (idle) return;
    return whenIdle(() => {
      stood = true;
      startTransition(() => setIdle(true));
    });
  }, [idle]);
  return idle;
}

/** @returns takes it back */
function whenIdle(work: () => void): () => void {
  // Safari has no such thing; there a moment after the paint does.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, PATIENCE_MS / 10);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work, { timeout: PATIENCE_MS });
  return () => cancelIdleCallback(asked);
}
