import { type ReactNode, useState } from 'react';
import { useIdle } from './use-idle';

interface DisclosureProps {
  /** The words on it; those that say "show" say "hide" once it is open, and are not printed */
  summary: ReactNode | ((open: boolean) => ReactNode);
  /** Open from the start */
  open?: boolean;
  onOpen?: () => void;
  children: ReactNode;
}

/**
 * More, in place. What is folded is made when the page stands and has nothing else to do, in small steps: nobody waits for it, and
 * yet the browser's search finds it and the printer has it.
 */
export function Disclosure({ summary, open = false, onOpen, children }: DisclosureProps) {
  const [shown, setShown] = useState(open);
  const made = useIdle(open);
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
