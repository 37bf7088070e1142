import createClient from 'openapi-fetch';
import { ApiError, toApiError } from './api-error';
import type { paths } from './schema';
import { sessionState } from './session-state';

/** The one client of the server: `ask(api.GET('/api/inbox', {params: {query}}))`. */
export const api = createClient<paths>({ baseUrl: location.origin });

api.use({
  onRequest({ request }) {
    const token = sessionState.csrfToken();
    if (token && request.method !== 'GET') request.headers.set('X-CSRF-Token', token);
    return request;
  },
  onError: ({ error }) =>
    error instanceof DOMException && error.name === 'AbortError' ? error : new ApiError('NETWORK'),
});

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * The body of an answer, or an ApiError thrown. A lost session is told to the frame, which asks for the
 * password over the page, so that nothing typed is lost; so is a session that may be another person's, and one that
 * its owner ended elsewhere, after which nothing stays on the screen.
 */
export async function ask<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await answer;
  if (response.ok) return data as Data;
  const refusal = toApiError(response.status, error);
  sessionState.heed(refusal.code);
  throw refusal;
}
