import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';
import { readDirectorySearch, readImportSearch } from './directory-search';

/** The addresses of the room (775:59.6). */
export const directoryRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/directory',
    staticData: { title: 'app.room.directory' },
    validateSearch: readDirectorySearch,
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
