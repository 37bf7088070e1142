import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';
import { type ActFilters, readFilters } from './list/filters';

interface CardSearch {
  /** Which version is shown; left out for the newest. */
  version?: number | undefined;
}

function readVersion(version: unknown): number | undefined {
  return typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : undefined;
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
    path: '/agreements/$id',
    // Always named: the router lays this over the raw search, where another word would stay.
    validateSearch: ({ version }: Record<string, unknown>): CardSearch => ({ version: readVersion(version) }),
    component: lazyRouteComponent(() => import('./card/card-page'), 'CardPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/$id/edit',
    component: lazyRouteComponent(() => import('./form/edit-page'), 'EditPage'),
  }),
] as const;
