import { type ReactNode, startTransition, useEffect, useState } from 'react';

interface DisclosureProps {
  /** The words on it; those that say "show" say "hide" once it is open, and are not printed */
  summary: ReactNode | ((open: boolean) => ReactNode);
  /** Open from the start */
  open?: boolean;
  onOpen?: () => void;
  children: ReactNode;
}

/** Milliseconds; a page that is never idle has what is folded after so long. */
const PATIENCE_MS = 2000;

/**
 * More, in place. What is folded is made when the page stands and has nothing else to do, in small steps: nobody waits for it, and
 * yet the browser's search finds it and the printer has it.
 */
export function Disclosure({ summary, open = false, onOpen, children }: DisclosureProps) {
  const [shown, setShown] = useState(open);
  const [made, setMade] = useState(open);
  useEffect(() => {
    if (made) return;
    return whenIdle(() => startTransition(() => setMade(true)));
  }, [made]);
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => {
        setShown(currentTarget.open);
        if (currentTarget.open) onOpen?.();
      }}
    >
      <summary className={`soft note ${typeof summary === 'function' ? 'unfolds' : ''}`}>
        {typeof summary === 'function' ? summary(shown) : summary}
      </summary>
      {(shown || made) && children}
    </details>
  );
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
