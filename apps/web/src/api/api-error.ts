import type { ErrorCode, FieldError, Problem } from '#contracts';
import { ERROR_WORDS } from '../i18n/words';

/** NETWORK: no answer came at all. */
export type Refusal = ErrorCode | 'NETWORK';

/** A refusal of the portal (problem+json), or its silence. Words for it: ERROR_WORDS[error.code]. */
export class ApiError extends Error {
  constructor(
    readonly code: Refusal,
    readonly params: Readonly<Record<string, unknown>> = {},
    readonly status = 0,
    readonly traceId: string | null = null,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(code);
    this.name = 'ApiError';
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'traceId' in body;
}

/** Turns an answer that is not 2xx into an ApiError; a proxy's page without our body is UNAVAILABLE. */
export function toApiError(status: number, body: unknown): ApiError {
  if (!isProblem(body)) return new ApiError(status >= 500 ? 'UNAVAILABLE' : 'INTERNAL', {}, status);
  const code = body.code in ERROR_WORDS ? (body.code as Refusal) : 'INTERNAL';
  return new ApiError(code, body.params, status, body.traceId, body.fields);
}

/** Whether it is worth asking again without the person changing anything. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.code === 'RATE_LIMITED') return true;
  return error.status === 0 || error.status >= 500;
}

const LONGEST_WAIT_MS = 30_000;

/** Milliseconds to wait before a question is asked again: as long as the portal says, or else longer each time. */
export function waitBeforeRetry(failures: number, error: unknown): number {
  const seconds = error instanceof ApiError ? error.params['seconds'] : undefined;
  // A little more for each failure, so that many questions of one page do not come back at once.
  const wait = typeof seconds === 'number' ? (seconds + failures) * 1000 : 1000 * 2 ** failures;
  return Math.min(wait, LONGEST_WAIT_MS);
}

/** What the words of a refusal may name, such as a limit or who was first. */
export function valuesIn({ params }: ApiError): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
    ),
  );
}
