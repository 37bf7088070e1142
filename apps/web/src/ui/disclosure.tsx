import type { ReactNode } from 'react';

/** More, in place. */
export function Disclosure({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details>
      <summary className="soft note">{summary}</summary>
      {children}
    </details>
  );
}
