import { type ReactNode, useState } from 'react';

interface DisclosureProps {
  /** The words on it; those that say "show" say "hide" once it is open, and are not printed */
  summary: ReactNode | ((open: boolean) => ReactNode);
  /** Open from the start */
  open?: boolean;
  onOpen?: () => void;
  children: ReactNode;
}

/** More, in place. */
export function Disclosure({ summary, open = false, onOpen, children }: DisclosureProps) {
  const [shown, setShown] = useState(open);
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
      {children}
    </details>
  );
}
