import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';

export const noticesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/account/notices',
  staticData: { title: 'notices.title' },
  component: lazyRouteComponent(() => import('./notices-page'), 'NoticesPage'),
});
