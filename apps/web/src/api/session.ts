import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import type {
  CertificateSignInBody,
  PendingSignIn,
  SecondStepBody,
  SessionView,
  SignInBody,
} from '#contracts';
import { ApiError } from './api-error';
import { api, ask } from './client';
import { sessionState } from './session-state';

/** Refusals that say no more than that nobody is signed in here. */
const NOBODY: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'SESSION_ENDED']);

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<SessionView | null> => {
    try {
      const session = await ask(api.GET('/api/session'));
      sessionState.begin(session.csrfToken);
      return session;
    } catch (error) {
      if (error instanceof ApiError && NOBODY.has(error.code)) return null;
      throw error;
    }
  },
});

/** The session inside the frame, where there always is one. */
export function useSession(): SessionView {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new ApiError('UNAUTHENTICATED');
  return data;
}

/** Signs in by account name and password; what is still asked for then is answered instead of a session. */
export const useSignIn = () => useBeginning((body: SignInBody) => ask(api.POST('/api/session', { body })));

/** The second step, by a code of the application or a recovery code. */
export const useSecondStep = () =>
  useBeginning((body: SecondStepBody) => ask(api.POST('/api/session/code', { body })));

/** Signs in by a signed challenge. */
export const useSignInByCertificate = () =>
  useBeginning((body: CertificateSignInBody) => ask(api.POST('/api/session/certificate', { body })));

/** Whether only the first step is done. */
export const isPending = (answer: SessionView | PendingSignIn): answer is PendingSignIn => 'needs' in answer;

function useBeginning<Proof, Answer extends SessionView | PendingSignIn>(
  begin: (proof: Proof) => Promise<Answer>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: begin,
    onSuccess: async (answer) => {
      if (!isPending(answer)) await enter(queryClient, answer);
    },
  });
}

/** A session began: another person than before finds nothing of what the first one saw. */
export async function enter(queryClient: QueryClient, session: SessionView): Promise<void> {
  const before = queryClient.getQueryData(sessionQuery.queryKey);
  if (before?.employee.id !== session.employee.id) queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
  sessionState.begin(session.csrfToken);
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

/** Signs in with what the provider gave the browser on its way back. @throws ApiError */
export async function signInByProvider(queryClient: QueryClient, query: string): Promise<void> {
  await enter(queryClient, await ask(api.POST('/api/session/provider', { body: { query } })));
}

/**
 * Ends the session on the server and forgets here what it showed.
 * @returns where to go to be signed out at the provider that began it too; null: nowhere
 */
export async function signOut(queryClient: QueryClient): Promise<string | null> {
  const { providerUrl } = await ask(api.DELETE('/api/session'));
  forgetSession(queryClient);
  return providerUrl;
}

/** Nobody is signed in here any more: what the session showed is forgotten. */
export function forgetSession(queryClient: QueryClient): void {
  sessionState.end();
  queryClient.clear();
}

const CHANGED = 'kelisim.person-changed';

/** The page of another person than was here: it says so once it is there. */
function beginAnew(): void {
  sessionStorage.setItem(CHANGED, 'yes');
  location.reload();
}

/** Whether this page began anew because another person is here now; true once. */
export function personChanged(): boolean {
  const changed = sessionStorage.getItem(CHANGED) !== null;
  sessionStorage.removeItem(CHANGED);
  return changed;
}

/**
 * Asks who is signed in, after the stream of events broke: another tab may have signed out, or signed somebody else in.
 * A session that is over is told to the frame; for another person the page begins anew.
 */
export async function confirmSession(queryClient: QueryClient): Promise<void> {
  const before = queryClient.getQueryData(sessionQuery.queryKey);
  try {
    const now = await ask(api.GET('/api/session'));
    if (before && before.employee.id !== now.employee.id) beginAnew();
    else {
      sessionState.begin(now.csrfToken);
      // What he may do can have changed: a delegation begins or ends, a duty is given or taken.
      queryClient.setQueryData(sessionQuery.queryKey, now);
    }
  } catch (error) {
    // Without a network nothing is known; a lost session has been told by `ask`.
    if (!(error instanceof ApiError)) throw error;
  }
}
