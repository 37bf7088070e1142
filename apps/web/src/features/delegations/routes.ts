import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';

export const delegationsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/delegations',
  staticData: { title: 'delegations.title' },
  component: lazyRouteComponent(() => import('./delegations-page'), 'DelegationsPage'),
});

export const dutiesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/duties',
  staticData: { title: 'duties.title' },
  component: lazyRouteComponent(() => import('./duties-page'), 'DutiesPage'),
});
