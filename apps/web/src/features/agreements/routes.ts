import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';

const page = (name: 'ListPage' | 'NewPage' | 'CardPage') => lazyRouteComponent(() => import('./pages'), name);

/** The addresses of the room. */
export const agreementsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements',
    staticData: { title: 'app.room.agreements' },
    component: page('ListPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/agreements/new',
    staticData: { title: 'app.newAct' },
    component: page('NewPage'),
  }),
  createRoute({ getParentRoute: () => frameRoute, path: '/agreements/$id', component: page('CardPage') }),
] as const;
