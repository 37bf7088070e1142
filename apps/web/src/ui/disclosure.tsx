import type { ReactNode } from 'react';

interface DisclosureProps {
  summary: ReactNode;
  /** Open from the start */
  open?: boolean;
  onOpen?: () => void;
  children: ReactNode;
}

/** More, in place. */
export function Disclosure({ summary, open = false, onOpen, children }: DisclosureProps) {
  return (
    <details open={open} onToggle={(event) => event.currentTarget.open && onOpen?.()}>
      <summary className="soft note">{summary}</summary>
      {children}
    </details>
  );
}
