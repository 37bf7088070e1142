import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';
import { aboutQuery, cardQuery } from './agreements-queries';
import { type ActFilters, readFilters, readPeriod } from './list/filters';
import { type RemarkFilters, readRemarkFilters } from './remarks/remark-address';

interface CardSearch {
  /** Which version is shown; left out for the newest. */
  version?: number | undefined;
}

function readVersion(version: unknown): number | undefined {
  return typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : undefined;
}

/** Two files of an act; left out: those that the page finds fitting. */
interface PairSearch {
  old?: string | undefined;
  new?: string | undefined;
  /** Against which version, where the files are left out */
  since?: number | undefined;
}

function readPair({ old, new: fresh, since }: Record<string, unknown>): PairSearch {
  return { old: readId(old), new: readId(fresh), since: readVersion(since) };
}

function readId(id: unknown): string | undefined {
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}

/** The addresses of the room. */
export const agreementsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements',
    staticData: { title: 'app.room.agreements' },
    validateSearch: (search: Record<string, unknown>): ActFilters => readFilters(search),
    component: lazyRouteComponent(() => import('./list/list-page'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/new',
    staticData: { title: 'app.newAct' },
    component: lazyRouteComponent(() => import('./form/new-page'), 'NewPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/templates',
    component: lazyRouteComponent(() => import('./route/templates-page'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/board',
    staticData: { title: 'board.title' },
    validateSearch: ({ period }: Record<string, unknown>): { period?: string | undefined } => ({
      period: readPeriod(period),
    }),
    component: lazyRouteComponent(() => import('./board/board-page'), 'BoardPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/hand-over',
    staticData: { title: 'handOver.title' },
    validateSearch: ({ body }: Record<string, unknown>): { body?: string | undefined } => ({
      body: typeof body === 'string' ? body : undefined,
    }),
    component: lazyRouteComponent(() => import('./hand-over/hand-over-page'), 'HandOverPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/$id',
    // Always named: the router lays this over the raw search, where another word would stay.
    validateSearch: ({ version }: Record<string, unknown>): CardSearch => ({ version: readVersion(version) }),
    staticData: {
      ahead: (queryClient, { id, version = null }) => {
        if (!id) return;
        // The short answer first: what it tells stands at the top of the card.
        void queryClient.prefetchQuery(aboutQuery(id));
        void queryClient.prefetchQuery(cardQuery(id, version));
      },
    },
    component: lazyRouteComponent(() => import('./card/card-page'), 'CardPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/$id/compare',
    staticData: { title: 'compare.title' },
    validateSearch: readPair,
    component: lazyRouteComponent(() => import('./compare/compare-page'), 'ComparePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/$id/languages',
    staticData: { title: 'sides.title' },
    validateSearch: readPair,
    component: lazyRouteComponent(() => import('./compare/sides-page'), 'SidesPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/$id/edit',
    component: lazyRouteComponent(() => import('./form/edit-page'), 'EditPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/$id/remarks',
    validateSearch: (search: Record<string, unknown>): RemarkFilters => readRemarkFilters(search),
    component: lazyRouteComponent(() => import('./remarks/register-page'), 'RegisterPage'),
  }),
] as const;
