import { QueryClient } from '@tanstack/react-query';
import { createRouter, type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { isTransient, waitBeforeRetry } from '../api/api-error';
import { accountRoute } from '../features/account/routes';
import { accountsRoutes, activationRoute } from '../features/accounts/routes';
import { agreementsRoutes } from '../features/agreements/routes';
import { calendarRoute } from '../features/calendar/routes';
import { delegationsRoute, dutiesRoute } from '../features/delegations/routes';
import { directoryRoutes } from '../features/directory/routes';
import { inboxRoute } from '../features/inbox/routes';
import { noticesRoute } from '../features/notices/routes';
import { recordRoute } from '../features/record/routes';
import { loginRoute, providerReturnRoute } from '../features/session/routes';
import { verifyRoute } from '../features/verify/routes';
import { Skeleton } from '../ui/skeleton';
import { ErrorState, NotFound } from '../ui/states';
import { frameRoute, helpRoute, homeRoute, lostRoute, mapRoute, rootRoute } from './routes';

const MINUTE_MS = 60_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Live events tell of changes; this is for what they could not tell.
      staleTime: MINUTE_MS,
      retry: (failures, error) => failures < 2 && isTransient(error),
      retryDelay: waitBeforeRetry,
    },
    // Without a network a deed fails at once and says so: nothing is done later by itself.
    mutations: { networkMode: 'always' },
  },
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  loginRoute,
  providerReturnRoute,
  verifyRoute,
  activationRoute,
  frameRoute.addChildren([
    inboxRoute,
    ...agreementsRoutes,
    accountRoute,
    noticesRoute,
    ...accountsRoutes,
    calendarRoute,
    delegationsRoute,
    dutiesRoute,
    ...directoryRoutes,
    recordRoute,
    mapRoute,
    helpRoute,
    lostRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: RouteFailed,
  defaultNotFoundComponent: NotFound,
  defaultPendingComponent: Skeleton,
  defaultPendingMs: 300,
  // What has come is shown at once: the router would hold a page back for half a second once it has shown that it is coming.
  defaultPendingMinMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** A page that broke: asking again renders it anew, and loads its code again if that was what failed. */
function RouteFailed({ error, reset }: ErrorComponentProps) {
  const own = useRouter();
  return (
    <ErrorState
      error={error}
      page
      onRetry={() => {
        reset();
        void own.invalidate();
      }}
    />
  );
}
