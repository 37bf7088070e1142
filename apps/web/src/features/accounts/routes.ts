import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute, rootRoute } from '../../app/routes';
import { readAccountsSearch, readRequestsSearch } from './accounts-search';

/** The addresses of the room: accounts, and requests for them (775:61, 617:20). */
export const accountsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/accounts',
    staticData: { title: 'accounts.title' },
    validateSearch: readAccountsSearch,
    component: lazyRouteComponent(() => import('./accounts-page'), 'AccountsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/accounts/requests',
    staticData: { title: 'accounts.requests' },
    validateSearch: readRequestsSearch,
    component: lazyRouteComponent(() => import('./requests-page'), 'RequestsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/accounts/new',
    staticData: { title: 'accounts.new' },
    component: lazyRouteComponent(() => import('./new-request-page'), 'NewRequestPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/accounts/$id',
    staticData: { title: 'accounts.request' },
    component: lazyRouteComponent(() => import('./request-page'), 'RequestPage'),
  }),
] as const;

/** Outside the frame: whoever sets a password by a code is not signed in. */
export const activationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/activate',
  staticData: { title: 'session.activation' },
  component: lazyRouteComponent(() => import('./activation-page'), 'ActivationPage'),
});
