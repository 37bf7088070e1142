import {
  ForbiddenException,
  HttpException,
  ImATeapotException,
  Logger,
  type LoggerService,
  NotFoundException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { QueryFailedError } from 'typeorm';
import { AppError } from '../app-error.js';
import { ProblemFilter, toAppError } from './problem.filter.js';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });
const refused = (status: number) => Object.assign(new Error('refused'), { status });

describe('what was thrown', () => {
  test('is answered as it stands where the portal itself refused', () => {
    const refusal = new AppError('STALE', { revision: 4 });
    expect(toAppError(refusal)).toBe(refusal);
  });

  test.each([
    ['Nest found no such address', new NotFoundException(), 'NOT_FOUND'],
    ['Nest refused', new ForbiddenException(), 'FORBIDDEN'],
    ['Nest read a broken body', new HttpException('x', 400), 'MALFORMED_REQUEST'],
    ['Nest refused in a way the portal has no word for', new ImATeapotException(), 'MALFORMED_REQUEST'],
    ['Nest itself failed', new HttpException('x', 502), 'INTERNAL'],
    ['the body was too large', refused(413), 'PAYLOAD_TOO_LARGE'],
    ['the body’s encoding is unknown', refused(415), 'MALFORMED_REQUEST'],
    ['two acted at once', coded('23505'), 'CONFLICT'],
    ['what it belongs to is gone', coded('23503'), 'CONFLICT'],
    ['two locked each other out', coded('40P01'), 'CONFLICT'],
    ['a value that is no uuid', coded('22P02'), 'MALFORMED_REQUEST'],
    ['a null character in JSON', coded('22P05'), 'MALFORMED_REQUEST'],
    ['a time zone that is none', coded('22023'), 'MALFORMED_REQUEST'],
    ['the disk of the database is full', coded('53100'), 'STORAGE_FULL'],
    ['the disk of the portal is full', coded('ENOSPC'), 'STORAGE_FULL'],
    ['the database stops', coded('57P01'), 'UNAVAILABLE'],
    ['the database starts', coded('57P03'), 'UNAVAILABLE'],
    ['the database is away', coded('ECONNREFUSED'), 'UNAVAILABLE'],
    ['the database went away', new Error('Connection terminated unexpectedly'), 'UNAVAILABLE'],
    ['no connection was free', new Error('timeout exceeded when trying to connect'), 'UNAVAILABLE'],
    ['the statement took too long', coded('57014'), 'UNAVAILABLE'],
    ['TypeORM wraps the driver', new QueryFailedError('SELECT', [], coded('23505')), 'CONFLICT'],
    ['nobody foresaw it', new TypeError('x is not a function'), 'INTERNAL'],
    ['no error at all', null, 'INTERNAL'],
    ['a text', 'oops', 'INTERNAL'],
  ])('becomes a code: %s', (_what, thrown, code) => {
    expect(toAppError(thrown).code).toBe(code);
  });

  test('tells nothing of how the portal is made', () => {
    const { params, fields } = toAppError(coded('23505', 'duplicate key value (login)=(aliya)'));
    expect(params).toEqual({});
    expect(fields).toBeUndefined();
  });
});

describe('the log', () => {
  const lines: string[] = [];
  const note = (line: string) => lines.push(line);
  const logger: LoggerService = { log: note, warn: note, error: note };

  beforeAll(() => Logger.overrideLogger(logger));
  afterAll(() => Logger.overrideLogger(true));
  beforeEach(() => lines.splice(0));

  /** Answers a request of somebody, and gives the trace id that he is told. */
  function answer(thrown: unknown, actor?: { accountId: string }): string {
    let body = '';
    const response = {
      status: () => response,
      type: () => response,
      send: (text: string) => {
        body = text;
      },
    };
    const request = { method: 'GET', path: '/api/record', ip: '10.0.0.7', actor, query: { q: 'secret' } };
    new ProblemFilter().answer(thrown, request as unknown as Request, response as unknown as Response);
    return (JSON.parse(body) as { traceId: string }).traceId;
  }

  test.each(['FORBIDDEN', 'CSRF_REJECTED'] as const)('tells who tried a door that is not his: %s', (code) => {
    const traceId = answer(new AppError(code), { accountId: 'account-1' });
    expect(lines).toEqual([`${traceId} GET /api/record ${code} account account-1 at 10.0.0.7`]);
    answer(new AppError(code));
    expect(lines[1]).toContain(`${code} nobody at 10.0.0.7`);
  });

  test('tells a failure with its stack, which the answer never has, under the same trace id', () => {
    const traceId = answer(new TypeError('x is not a function'));
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^${traceId} GET /api/record INTERNAL TypeError: x is not`)),
    ]);
  });

  test('says nothing of what people do all day, and never what they asked', () => {
    for (const code of ['NOT_FOUND', 'VALIDATION_FAILED', 'STALE', 'UNAUTHENTICATED'] as const)
      answer(new AppError(code));
    expect(lines).toEqual([]);
    answer(new AppError('FORBIDDEN'));
    expect(lines.join()).not.toContain('secret');
  });
});
