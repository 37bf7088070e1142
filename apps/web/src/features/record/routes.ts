import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';
import { readSearch } from './record-search';

export const recordRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/record',
  staticData: { title: 'record.title' },
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./record-page'), 'RecordPage'),
});
