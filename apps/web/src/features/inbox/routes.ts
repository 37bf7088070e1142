import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../app/routes';
import { readInboxSearch } from './inbox-search';

export const inboxRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/inbox',
  staticData: { title: 'inbox.title' },
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./inbox-page'), 'InboxPage'),
});
