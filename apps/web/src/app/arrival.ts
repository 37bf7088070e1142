import { useMatches, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/i18n';
import { Store, useStore } from '../store';
import { announce } from '../ui/announcer';

const ownTitle = new Store<string | null>(null);
const waiting = new Store(0);

/** Title of a page that is called by its data, such as the number of an act. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    ownTitle.set(title);
    return () => ownTitle.set(null);
  }, [title]);
}

/** How much waits for the reader: the title of the window begins with it, so that a tab behind others tells it too. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    waiting.set(count);
    return () => waiting.set(0);
  }, [count]);
}

/** Keeps the title of the window, and after a move to another page says it and takes the focus to its heading. */
export function useArrival(): void {
  const t = useT();
  const router = useRouter();
  const id = useMatches({ select: (matches) => matches.at(-1)?.staticData.title });
  const own = useStore(ownTitle);
  const page = own ?? (id ? t(id) : null);
  const title = page ? `${page} · ${t('app.name')}` : t('app.name');
  const count = useStore(waiting);
  // What is said on arrival is the page alone.
  const said = useRef(title);
  const stopWaiting = useRef<() => void>(() => undefined);

  useEffect(() => {
    said.current = title;
    document.title = count > 0 ? `(${count}) ${title}` : title;
  }, [title, count]);

  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged, toLocation }) => {
        if (!fromLocation) return;
        if (pathChanged) announce(said.current);
        const place = toLocation.hash
          ? document.getElementById(toLocation.hash)
          : pathChanged && (document.querySelector<HTMLElement>('main h1') ?? document.querySelector('main'));
        stopWaiting.current();
        if (!place) return;
        place.focus({ preventScroll: true });
        if (place.matches('main')) stopWaiting.current = focusHeadingOnceThere(place);
      }),
    [router],
  );
}

/**
 * A page that asks for its data first has no heading yet: the focus goes on to it when it comes, unless the reader has
 * gone elsewhere meanwhile.
 * @returns ends the waiting
 */
function focusHeadingOnceThere(main: HTMLElement): () => void {
  const changes = new MutationObserver(() => {
    const heading = main.querySelector<HTMLElement>('h1');
    const held = document.activeElement === main;
    if (held && !heading) return;
    changes.disconnect();
    if (held) heading?.focus({ preventScroll: true });
  });
  changes.observe(main, { childList: true, subtree: true });
  return () => changes.disconnect();
}
