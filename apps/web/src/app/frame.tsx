import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useLive, useOffline } from '../api/live';
import { forgetSession, personChanged, useSession } from '../api/session';
import { sessionState } from '../api/session-state';
import { useInboxCounts } from '../features/inbox/inbox-queries';
import { formatDay } from '../i18n/format';
import { useLanguage, useT } from '../i18n/i18n';
import { useStore } from '../store';
import { Icon } from '../ui/icon';
import { Toasts, toast } from '../ui/toast';
import { useKeys } from '../ui/use-keys';
import { useTitleCount } from './arrival';
import { Footer } from './footer';
import { Masthead } from './masthead';
import { Menu } from './menu';
import { TabBar } from './tab-bar';

const Palette = lazy(() => import('./palette'));
const Keys = lazy(() => import('./keys-dialog'));
const SignInAgain = lazy(() => import('../features/session/sign-in-again'));

/** What is round every page of a signed-in person. */
export function Frame() {
  useLive();
  useChangeSaid();
  useWayOut();
  useTitleCount(useInboxCounts().data?.action ?? 0);
  const [searching, setSearching] = usePalette();
  const [asking, setAsking] = useState(false);
  useKeys({ 'Shift+Slash': () => setAsking(true) });
  const lost = useStore(sessionState.lost);
  return (
    <>
      <SkipLink />
      <div className="frame" id="top">
        <Menu />
        <Masthead onSearch={() => setSearching(true)} />
        <main className="sheet" id="main" tabIndex={-1}>
          <OfflineBanner />
          <StandInBanner />
          <Outlet />
        </main>
        <Toasts />
        <Footer />
        <TabBar />
      </div>
      <Suspense>
        {searching && <Palette onClose={() => setSearching(false)} />}
        {asking && <Keys onClose={() => setAsking(false)} />}
        {lost && <SignInAgain />}
      </Suspense>
    </>
  );
}

export function SkipLink() {
  const t = useT();
  return (
    <a className="skip-link" href="#main">
      {t('app.skip')}
    </a>
  );
}

/** Another person signed in in another tab: whoever looks at this one is told. */
function useChangeSaid(): void {
  const t = useT();
  const { employee } = useSession();
  useEffect(() => {
    if (personChanged()) toast(t('app.otherPerson', { name: employee.shortName }));
  }, [t, employee.shortName]);
}

/** A session that its owner ended from elsewhere: at once to the sign-in page, whatever is half done here. */
function useWayOut(): void {
  const ended = useStore(sessionState.ended);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    if (!ended) return;
    forgetSession(queryClient);
    void navigate({ to: '/login', ignoreBlocker: true });
  }, [ended, queryClient, navigate]);
}

/** Ctrl+K (⌘K) from anywhere, but not over a dialog, which may hold something half done. */
function usePalette() {
  const state = useState(false);
  const [, setSearching] = state;
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) setSearching(true);
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [setSearching]);
  return state;
}

/** In whose stead the reader acts, wherever he is. */
function StandInBanner() {
  const t = useT();
  const language = useLanguage();
  const { standsInFor } = useSession();
  if (standsInFor.length === 0) return null;
  return (
    <div className="notice notice-live stand-in">
      <Icon name="user" />
      <ul>
        {standsInFor.map(({ id, shortName, until }) => (
          <li key={id}>{t('app.standIn', { name: shortName, until: formatDay(language, until) })}</li>
        ))}
      </ul>
    </div>
  );
}

/** While the portal cannot be reached; once it can, a word about that for a few seconds. */
function OfflineBanner() {
  const t = useT();
  const offline = useOffline();
  const before = useRef(offline);
  useEffect(() => {
    if (before.current && !offline) toast(t('app.connected'));
    before.current = offline;
  }, [offline, t]);
  return (
    <div role="status">
      {offline && (
        <p className="notice notice-soon offline">
          <Icon name="plug" />
          {t('app.offline')}
        </p>
      )}
    </div>
  );
}
