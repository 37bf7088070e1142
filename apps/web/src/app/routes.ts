import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { sessionQuery } from '../api/session';
import { roomWords } from '../i18n/i18n';
import type { MessageId } from '../i18n/ids';
import { NotFound } from '../ui/states';
import { Frame } from './frame';
import { Root } from './root';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Title of the page; a page whose title is data sets it by usePageTitle. */
    title?: MessageId;
    /** Asks for what the page shows before its code is there (ahead.ts). @param address the page's own params and search */
    ahead?: (queryClient: QueryClient, address: { id?: string; version?: number | undefined }) => void;
  }
}

/** Whether the words of a page are there from the beginning (build/catalogues.ts). */
export const isFirstPage = (pathname: string): boolean => /^\/(inbox|login)?$/.test(pathname);

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  beforeLoad: async ({ location }) => {
    if (!isFirstPage(location.pathname)) await roomWords();
  },
});

/** Everything inside the frame asks for a session first and comes back here after sign-in. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/login', search: { next: location.href } });
  },
});

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' });
  },
});

/** Any other address, inside the frame: the menu and the search are the way on. */
export const lostRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '$',
  staticData: { title: 'ui.notFoundTitle' },
  component: NotFound,
});

export const mapRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/map',
  staticData: { title: 'app.room.map' },
  component: lazyRouteComponent(() => import('./map-page'), 'MapPage'),
});

export const helpRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/help',
  staticData: { title: 'app.room.help' },
  component: lazyRouteComponent(() => import('./help-page'), 'HelpPage'),
});
