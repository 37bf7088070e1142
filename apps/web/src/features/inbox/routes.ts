import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { InboxNeeds } from '#contracts';
import { frameRoute } from '../../app/routes';

interface InboxSearch {
  /** Left out for what needs action, which comes first. */
  needs?: Exclude<InboxNeeds, 'action'> | undefined;
}

export const inboxRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/inbox',
  staticData: { title: 'inbox.title' },
  // Always named: the router lays this over the raw search, where another word would stay.
  validateSearch: ({ needs }: Record<string, unknown>): InboxSearch => ({
    needs: needs === 'information' ? needs : undefined,
  }),
  component: lazyRouteComponent(() => import('./inbox-page'), 'InboxPage'),
});
