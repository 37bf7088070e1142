import type { Portal } from '../testing/portal.fixture.js';

export interface Route {
  readonly method: string;
  /** With `:name` where something is to be put in. */
  readonly path: string;
}

interface RouterLayer {
  readonly route?: { readonly path: string; readonly methods: Record<string, boolean> };
}

/** All that the running router answers. */
export function routesOf({ app }: Portal): Route[] {
  const { router } = app.getHttpAdapter().getInstance() as { router: { stack: RouterLayer[] } };
  return router.stack.flatMap(({ route }) =>
    Object.keys(route?.methods ?? {}).map((method) => ({
      method: method.toUpperCase(),
      path: route?.path ?? '',
    })),
  );
}

/** `GET /api/agreements/:id` */
export function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}
