import type { QueryClient } from '@tanstack/react-query';
import { ApiError, type Refusal } from '../../api/api-error';
import { api, ask } from '../../api/client';
import { signInByProvider } from '../../api/session';
import { insidePortal } from './inside-portal';

const NEXT = 'kelisim.after-provider';

/** Leaves for the provider; the browser comes back to `providerReturnRoute`. @throws ApiError */
export async function leaveForProvider(next: string | undefined): Promise<void> {
  const { url } = await ask(api.POST('/api/session/provider-visit'));
  if (next === undefined) sessionStorage.removeItem(NEXT);
  else sessionStorage.setItem(NEXT, next);
  location.assign(url);
}

/** Where to go once the browser is back: inside the portal, or to the sign-in page with what was refused. */
export async function afterProvider(
  queryClient: QueryClient,
  query: string,
): Promise<{ next?: string | undefined; refused?: Refusal }> {
  const next = insidePortal(sessionStorage.getItem(NEXT));
  sessionStorage.removeItem(NEXT);
  try {
    await signInByProvider(queryClient, query);
    return { next };
  } catch (error) {
    return { next, refused: error instanceof ApiError ? error.code : 'INTERNAL' };
  }
}
