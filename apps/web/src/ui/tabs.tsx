import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';

/** Sections of one page, each a Link with an address of its own. The open one stands in view, however narrow it is. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const list = useRef<HTMLElement>(null);
  const here = useLocation({ select: ({ href }) => href });
  useEffect(() => {
    const current = here && list.current?.querySelector('[aria-current="page"]');
    if (current) current.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [here]);
  return (
    <nav className="tabs" aria-label={label} ref={list}>
      {children}
    </nav>
  );
}
