import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { InboxNeeds } from '#contracts';
import { frameRoute } from '../../app/routes';

interface InboxSearch {
  /** Left out for what needs action, which comes first. */
  needs?: Exclude<InboxNeeds, 'action'>;
}

export const inboxRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/inbox',
  staticData: { title: 'inbox.title' },
  validateSearch: ({ needs }: Record<string, unknown>): InboxSearch =>
    needs === 'information' ? { needs } : {},
  component: lazyRouteComponent(() => import('./inbox-page'), 'InboxPage'),
});
