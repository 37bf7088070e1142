import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { AccountRequestState, AccountState } from '#contracts';
import { frameRoute, rootRoute } from '../../app/routes';

export interface AccountsSearch {
  q?: string | undefined;
  state?: AccountState | undefined;
}

export interface RequestsSearch {
  state?: AccountRequestState | undefined;
}

const MAX_QUERY = 200;

/* As records, so that none is forgotten; the lists of the contracts would bring their schemas into the first load. */
const STATES: Readonly<Record<AccountState, true>> = { active: true, awaits_activation: true, blocked: true };
const REQUEST_STATES: Readonly<Record<AccountRequestState, true>> = {
  requested: true,
  approved: true,
  activated: true,
  refused: true,
  withdrawn: true,
  expired: true,
};

function oneOf<Name extends string>(names: Readonly<Record<Name, true>>, given: unknown): Name | undefined {
  return (Object.keys(names) as Name[]).find((name) => name === given);
}

/** The addresses of the room: accounts, and requests for them (775:61, 617:20). */
export const accountsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/accounts',
    staticData: { title: 'accounts.title' },
    validateSearch: ({ q, state }: Record<string, unknown>): AccountsSearch => ({
      q: typeof q === 'string' && q.trim() !== '' ? q.slice(0, MAX_QUERY) : undefined,
      state: oneOf(STATES, state),
    }),
    component: lazyRouteComponent(() => import('./accounts-page'), 'AccountsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/accounts/requests',
    staticData: { title: 'accounts.requests' },
    validateSearch: ({ state }: Record<string, unknown>): RequestsSearch => ({
      state: oneOf(REQUEST_STATES, state),
    }),
    component: lazyRouteComponent(() => import('./requests-page'), 'RequestsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/accounts/new',
    staticData: { title: 'accounts.new' },
    component: lazyRouteComponent(() => import('./new-request-page'), 'NewRequestPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/accounts/$id',
    staticData: { title: 'accounts.request' },
    component: lazyRouteComponent(() => import('./request-page'), 'RequestPage'),
  }),
] as const;

/** Outside the frame: whoever sets a password by a code is not signed in. */
export const activationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/activate',
  staticData: { title: 'session.activation' },
  component: lazyRouteComponent(() => import('./activation-page'), 'ActivationPage'),
});
