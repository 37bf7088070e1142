import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useT } from '../i18n/i18n';

interface PageHeadProps {
  title: string;
  /** Kind, number and status, in one line above the title */
  line?: ReactNode;
  /** A sentence beside a short title */
  note?: ReactNode;
  /** At most two quiet buttons */
  children?: ReactNode;
}

/** Head of a page. Its h1 takes the focus after a move to the page. */
export function PageHead({ title, line, note, children }: PageHeadProps) {
  return (
    <div className="page-head">
      <div className={note ? 'page-head-inline' : undefined}>
        {line && <p className="act-line">{line}</p>}
        <h1 tabIndex={-1}>{title}</h1>
        {note && <p>{note}</p>}
      </div>
      {children && <div className="cluster">{children}</div>}
    </div>
  );
}

/** Where the focus goes when what was asked for is done, and its controls go: what follows is read from the heading. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}

/** Gives a focus that went away with its control, after the next picture, to the heading of the page. */
export function focusLost(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) focusHeading();
  });
}

/** Keeps the focus on a page whose list is narrowed by its address, when what narrowed it goes with what it did. */
export function useFocusKept(search: object): void {
  const before = useRef(search);
  useEffect(() => {
    if (before.current !== search) focusLost();
    before.current = search;
  }, [search]);
}

export interface Crumb extends Pick<LinkProps, 'to' | 'params'> {
  label: string;
}

/** The way to the page: home, `trail`, then the page itself. */
export function Crumbs({ trail = [], here }: { trail?: readonly Crumb[]; here: string }) {
  const t = useT();
  return (
    <nav className="crumbs" aria-label={t('ui.crumbs')}>
      <ol>
        {[{ label: t('ui.home'), to: '/inbox' } satisfies Crumb, ...trail].map((crumb: Crumb) => (
          <li key={crumb.label}>
            <Link to={crumb.to} params={crumb.params}>
              {crumb.label}
            </Link>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
