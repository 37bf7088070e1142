import type { AnyRoute } from '@tanstack/react-router';
import { queryClient, router } from './router';

/**
 * Asks for the page that the browser was opened at, its code and what it shows, while the words and the session come: they would
 * wait for each other. Who turns out not to be signed in is sent away by the frame, and has been refused what was asked for.
 */
export function beginPage(): void {
  const routes: Readonly<Record<string, AnyRoute>> = router.routesById;
  for (const { routeId, params, search } of router.matchRoutes(router.latestLocation)) {
    const { component, staticData } = routes[routeId]?.options ?? {};
    void component?.preload?.();
    staticData?.ahead?.(queryClient, { ...params, ...search });
  }
}
