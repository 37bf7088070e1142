import { useMatches, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '../i18n/i18n';
import { Store, useStore } from '../store';
import { announce } from '../ui/announcer';

const ownTitle = new Store<string | null>(null);

/** Title of a page that is called by its data, such as the number of an act. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    ownTitle.set(title);
    return () => ownTitle.set(null);
  }, [title]);
}

/** Keeps the title of the window, and after a move to another page says it and takes the focus to its heading. */
export function useArrival(): void {
  const t = useT();
  const router = useRouter();
  const id = useMatches({ select: (matches) => matches.at(-1)?.staticData.title });
  const own = useStore(ownTitle);
  const page = own ?? (id ? t(id) : null);

  useEffect(() => {
    document.title = page ? `${page} · ${t('app.name')}` : t('app.name');
  }, [page, t]);

  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged, toLocation }) => {
        if (!fromLocation) return;
        if (pathChanged) announce(document.title);
        const place = toLocation.hash
          ? document.getElementById(toLocation.hash)
          : pathChanged && (document.querySelector<HTMLElement>('main h1') ?? document.querySelector('main'));
        if (place) place.focus({ preventScroll: true });
      }),
    [router],
  );
}
