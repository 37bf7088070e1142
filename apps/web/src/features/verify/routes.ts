import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/routes';

interface VerifySearch {
  /** Code of an agreement sheet, as the QR code on it gives it */
  c?: string | undefined;
}

/** Outside the frame: whoever holds a signed document checks it without an account. */
export const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify',
  staticData: { title: 'verify.title' },
  // The router reads a code of digits alone as a number.
  validateSearch: ({ c }: Record<string, unknown>): VerifySearch => ({
    c: typeof c === 'string' || typeof c === 'number' ? String(c) : undefined,
  }),
  component: lazyRouteComponent(() => import('./verify-page'), 'VerifyPage'),
});
