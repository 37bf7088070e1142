import { type ReactNode, useDeferredValue, useState } from 'react';

interface DisclosureProps {
  /** The words on it; those that say "show" say "hide" once it is open, and are not printed */
  summary: ReactNode | ((open: boolean) => ReactNode);
  /** Open from the start */
  open?: boolean;
  onOpen?: () => void;
  children: ReactNode;
}

/**
 * More, in place. What is folded is made after what is seen, in small steps: the page does not wait for it, and yet the browser's
 * search finds it and the printer has it.
 */
export function Disclosure({ summary, open = false, onOpen, children }: DisclosureProps) {
  const [shown, setShown] = useState(open);
  const folded = useDeferredValue(children, null);
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
      {shown ? children : folded}
    </details>
  );
}
