import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { PROVIDER_RETURN_PATH } from '#contracts';
import type { Refusal } from '../../api/api-error';
import { sessionQuery } from '../../api/session';
import { rootRoute } from '../../app/routes';
import { insidePortal } from './inside-portal';
import { refusalNamed } from './refusal-named';

interface LoginSearch {
  /** Address inside the portal to go to after sign-in */
  next?: string | undefined;
  /** Why signing in elsewhere did not lead in */
  refused?: Refusal | undefined;
}

/** As the server tells it to the provider. */
const RETURN_PATH: typeof PROVIDER_RETURN_PATH = '/login/returned';
/** As the browser has it: the router takes what looks like a number for one, and a code must stay as it is. */
const ARRIVED_WITH = location.search.slice(1);

export const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  staticData: { title: 'session.title' },
  // Always named: the router lays this over the raw search, where an address from outside would stay.
  validateSearch: ({ next, refused }: Record<string, unknown>): LoginSearch => ({
    next: insidePortal(next),
    refused: refusalNamed(refused),
  }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session !== null) throw redirect({ href: search.next ?? '/inbox' });
  },
  component: lazyRouteComponent(() => import('./login-page'), 'LoginPage'),
});

/** Where the provider sends the browser back to: it leads on at once, into the portal or back to the sign-in page. */
export const providerReturnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: RETURN_PATH,
  staticData: { title: 'session.title' },
  beforeLoad: async ({ context }) => {
    const { afterProvider } = await import('./provider-visit');
    const { next, refused } = await afterProvider(context.queryClient, ARRIVED_WITH);
    throw refused
      ? redirect({ to: '/login', search: { next, refused }, replace: true })
      : redirect({ href: next ?? '/inbox', replace: true });
  },
});
