import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';

export const accountRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/account',
  staticData: { title: 'account.title' },
  component: lazyRouteComponent(() => import('./account-page'), 'AccountPage'),
});
