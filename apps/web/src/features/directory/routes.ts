import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ImportKind } from '#contracts';
import { frameRoute } from '../../app/routes';

export interface DirectorySearch {
  /** What people are looked for by; it stands in the address, so that the way back leads to what was found. */
  q?: string | undefined;
  /** Only people of this body */
  body?: string | undefined;
}

const MAX_QUERY = 200;

function readSearch({ q, body }: Record<string, unknown>): DirectorySearch {
  // A telephone number typed as a query is read as a number by the router.
  const text = typeof q === 'number' ? String(q) : q;
  return {
    q: typeof text === 'string' && text.trim() !== '' ? text.slice(0, MAX_QUERY) : undefined,
    body: typeof body === 'string' ? body : undefined,
  };
}

export interface ImportSearch {
  /** Whose part; the reader's own body where left out */
  body?: string | undefined;
  kind?: ImportKind | undefined;
  /** The import that is at work */
  id?: string | undefined;
}

const KINDS: readonly ImportKind[] = ['people', 'units', 'bodies'];

function readImportSearch({ body, kind, id }: Record<string, unknown>): ImportSearch {
  return {
    body: typeof body === 'string' ? body : undefined,
    kind: KINDS.find((one) => one === kind),
    id: typeof id === 'string' ? id : undefined,
  };
}

/** The addresses of the room (775:59.6). */
export const directoryRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/directory',
    staticData: { title: 'app.room.directory' },
    validateSearch: readSearch,
    component: lazyRouteComponent(() => import('./directory-page'), 'DirectoryPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/directory/people/$id',
    component: lazyRouteComponent(() => import('./person-page'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/directory/bodies/$id',
    component: lazyRouteComponent(() => import('./body-page'), 'BodyPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/directory/bodies/$id/chart',
    component: lazyRouteComponent(() => import('./chart-page'), 'ChartPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/directory/import',
    staticData: { title: 'directory.import.title' },
    validateSearch: readImportSearch,
    component: lazyRouteComponent(() => import('./import/import-page'), 'ImportPage'),
  }),
] as const;
