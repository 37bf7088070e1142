import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../../api/session';
import { rootRoute } from '../../app/routes';
import { insidePortal } from './inside-portal';

interface LoginSearch {
  /** Address inside the portal to go to after sign-in */
  next?: string | undefined;
}

export const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  staticData: { title: 'session.title' },
  // Always named: the router lays this over the raw search, where an address from outside would stay.
  validateSearch: ({ next }: Record<string, unknown>): LoginSearch => ({ next: insidePortal(next) }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session !== null) throw redirect({ href: search.next ?? '/inbox' });
  },
  component: lazyRouteComponent(() => import('./login-page'), 'LoginPage'),
});
