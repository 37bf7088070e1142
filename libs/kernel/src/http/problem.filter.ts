import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ERROR_STATUS, type ErrorCode, type Problem } from '#contracts';
import type { SignedInRequest } from '../access/access.js';
import { AppError } from '../app-error.js';

/** PostgreSQL's classes of failure that are the request's fault or pass by themselves, by SQLSTATE. */
const DATABASE_CODES: Record<string, ErrorCode> = {
  '22P02': 'MALFORMED_REQUEST',
  '22003': 'MALFORMED_REQUEST',
  '22007': 'MALFORMED_REQUEST',
  '22008': 'MALFORMED_REQUEST',
  '22021': 'MALFORMED_REQUEST',
  '22023': 'MALFORMED_REQUEST',
  '22P05': 'MALFORMED_REQUEST',
  '23503': 'CONFLICT',
  '23505': 'CONFLICT',
  '40001': 'CONFLICT',
  '40P01': 'CONFLICT',
  '53100': 'STORAGE_FULL',
  '53300': 'UNAVAILABLE',
  '57P01': 'UNAVAILABLE',
  '57P02': 'UNAVAILABLE',
  '57P03': 'UNAVAILABLE',
  '57014': 'UNAVAILABLE',
  '25006': 'UNAVAILABLE',
  ECONNREFUSED: 'UNAVAILABLE',
  ECONNRESET: 'UNAVAILABLE',
  EPIPE: 'UNAVAILABLE',
  ETIMEDOUT: 'UNAVAILABLE',
  EAI_AGAIN: 'UNAVAILABLE',
  ENOSPC: 'STORAGE_FULL',
};

/** node-postgres names a connection that is lost, or was not to be had, by words alone. */
const LOST_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

const HTTP_CODES: Record<number, ErrorCode> = {
  400: 'MALFORMED_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

/** Doors that somebody tried: told to the log, with the trace id that he was given (OWASP ASVS 5.0 16.3.2). */
const TRIED_DOORS: ReadonlySet<ErrorCode> = new Set(['FORBIDDEN', 'CSRF_REJECTED']);

/** Turns whatever was thrown into an `AppError`; what nobody foresaw becomes INTERNAL. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const fault = thrown as { code?: unknown; status?: unknown; driverError?: { code?: unknown } } | null;
  const code = fault?.driverError?.code ?? fault?.code;
  const known = typeof code === 'string' ? DATABASE_CODES[code] : undefined;
  if (known) return new AppError(known);
  if (thrown instanceof Error && LOST_CONNECTION.test(thrown.message)) return new AppError('UNAVAILABLE');
  // body-parser and Express name the status of what they refuse, as Nest does
  const status = thrown instanceof HttpException ? thrown.getStatus() : fault?.status;
  if (typeof status !== 'number') return new AppError('INTERNAL');
  return new AppError(HTTP_CODES[status] ?? (status < 500 ? 'MALFORMED_REQUEST' : 'INTERNAL'));
}

/** Answers every refusal as problem+json with a trace id that is also in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<Request>(), http.getResponse<Response>());
  }

  /** Also used by plain middleware, before Nest's own routing. */
  answer(thrown: unknown, request: Request, response: Response): void {
    const error = toAppError(thrown);
    const traceId = randomUUID();
    if (error.status >= 500) {
      const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      this.logger.error(`${traceId} ${request.method} ${request.path} ${error.code} ${detail}`);
    }
    if (TRIED_DOORS.has(error.code)) {
      const { actor } = request as SignedInRequest;
      const who = actor ? `account ${actor.accountId}` : 'nobody';
      this.logger.warn(`${traceId} ${request.method} ${request.path} ${error.code} ${who} at ${request.ip}`);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const body: Problem = {
      type: `urn:kelisim:problem:${error.code}`,
      status: ERROR_STATUS[error.code],
      code: error.code,
      params: error.params,
      ...(error.fields ? { fields: error.fields } : {}),
      traceId,
    };
    if (typeof error.params['seconds'] === 'number')
      response.setHeader('Retry-After', error.params['seconds']);
    response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
  }
}
