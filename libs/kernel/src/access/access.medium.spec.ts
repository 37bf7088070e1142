import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { problem } from '#contracts';
import {
  type Answer,
  createTestDatabase,
  makeActor,
  startTestApp,
  type TestApp,
  type TestDatabase,
} from '#testing';
import { Sql } from '../database/sql.js';
import { kernelPersistence } from '../kernel.persistence.js';
import { CSRF_TOKEN, sessionsOf } from '../sessions.fixture.js';
import { Allowed, CurrentActor } from './access.js';
import type { Actor } from './actor.js';

const note = z.object({ text: z.string().min(3) });

@Controller('notes')
class NotesController {
  constructor(private readonly sql: Sql) {}

  @Get('mine')
  @Allowed('signed-in')
  mine(@CurrentActor() actor: Actor): { login: string } {
    return { login: actor.login };
  }

  @Get('news')
  @Allowed('public')
  news(): { news: string[] } {
    return { news: [] };
  }

  @Post('letters')
  @Allowed('public')
  letter(): { sent: boolean } {
    return { sent: true };
  }

  /** Somebody forgot to say who may. */
  @Get('forgotten')
  forgotten(): string {
    return 'secret';
  }

  @Post()
  @Allowed('signed-in')
  add(@Body({ schema: note }) body: z.infer<typeof note>): { text: string } {
    return body;
  }

  @Get('broken')
  @Allowed('public')
  broken(): never {
    throw new Error('password=hunter2 at /etc/portal');
  }

  @Get('cast/:value')
  @Allowed('public')
  async cast(@Param('value') value: string): Promise<object | undefined> {
    return this.sql.row('SELECT $1::uuid AS id', [value]);
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

describe('an address', () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence]);
    app = await startTestApp({
      database,
      modules: [sessionsOf(makeActor({ login: 'aliya' })), NotesModule],
      env: { PUBLIC_ORIGINS: 'https://portal.gov.kz' },
    });
  });

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  async function ask(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<Answer> {
    const response = await fetch(`${app.url}/api${path}`, { method, headers, body });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, text, json };
  }

  function expectRefusal(answer: Answer, code: string, status: number): void {
    expect(answer).toMatchObject({ status, json: { code, status } });
    expect(problem.strict().parse(answer.json).traceId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  }

  const signedIn = { cookie: 'aliya', 'x-csrf-token': CSRF_TOKEN };
  const json = { 'content-type': 'application/json' };

  test('is open to whom it names', async () => {
    expect(await ask('GET', '/notes/news')).toMatchObject({ status: 200, json: { news: [] } });
    expect(await ask('GET', '/notes/mine', signedIn)).toMatchObject({
      status: 200,
      json: { login: 'aliya' },
    });
    expectRefusal(await ask('GET', '/notes/mine'), 'UNAUTHENTICATED', 401);
    expectRefusal(await ask('GET', '/notes/mine', { cookie: 'nobody' }), 'UNAUTHENTICATED', 401);
  });

  test('that says nothing of who may is closed to everybody', async () => {
    expectRefusal(await ask('GET', '/notes/forgotten', signedIn), 'FORBIDDEN', 403);
    expectRefusal(await ask('GET', '/notes/forgotten'), 'UNAUTHENTICATED', 401);
  });

  test('that does not exist says so', async () => {
    expectRefusal(await ask('GET', '/nothing', signedIn), 'NOT_FOUND', 404);
    expectRefusal(await ask('DELETE', '/notes/mine', signedIn), 'NOT_FOUND', 404);
  });

  describe('that changes something', () => {
    const add = (headers: Record<string, string>, body = '{"text":"hello"}') =>
      ask('POST', '/notes', { ...json, ...headers }, body);

    test('wants the token that only the portal’s own page knows', async () => {
      expect((await add(signedIn)).status).toBe(201);
      expectRefusal(await add({ cookie: 'aliya' }), 'CSRF_REJECTED', 403);
      expectRefusal(await add({ cookie: 'aliya', 'x-csrf-token': '' }), 'CSRF_REJECTED', 403);
      expectRefusal(await add({ cookie: 'aliya', 'x-csrf-token': 'x' }), 'CSRF_REJECTED', 403);
    });

    test.each([
      ['the portal itself', {}, true],
      ['a page of the portal', { 'sec-fetch-site': 'same-origin' }, true],
      ['the address bar', { 'sec-fetch-site': 'none' }, true],
      ['an origin the administrator named', { origin: 'https://portal.gov.kz' }, true],
      ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, false],
      ['another site', { 'sec-fetch-site': 'cross-site' }, false],
      ['another origin', { origin: 'https://evil.example' }, false],
      ['an origin that looks alike', { origin: 'https://portal.gov.kz.evil.example' }, false],
      ['the named origin without TLS', { origin: 'http://portal.gov.kz' }, false],
      ['a sandboxed frame', { origin: 'null' }, false],
      ['nonsense', { origin: '://' }, false],
    ])('is open to requests from %s: %j %s', async (_where, headers, open) => {
      const answers = [await add({ ...signedIn, ...headers }), await ask('POST', '/notes/letters', headers)];
      for (const answer of answers) {
        if (open) expect(answer.status).toBe(201);
        else expectRefusal(answer, 'CSRF_REJECTED', 403);
      }
    });

    test('does not believe the address of a request where the portal knows its own', async () => {
      expectRefusal(await add({ ...signedIn, origin: app.url }), 'CSRF_REJECTED', 403);
    });

    test('refuses what it does not understand, and is not troubled by it', async () => {
      const short = await add(signedIn, '{"text":"a"}');
      expectRefusal(short, 'VALIDATION_FAILED', 400);
      expect(short.json).toMatchObject({ fields: [{ path: 'text', rule: 'too_small' }] });
      expectRefusal(await add(signedIn, ''), 'VALIDATION_FAILED', 400);
      expectRefusal(await add(signedIn, '{"text":'), 'MALFORMED_REQUEST', 400);
      expectRefusal(await add({ ...signedIn, 'content-encoding': 'br2' }), 'MALFORMED_REQUEST', 400);
      expectRefusal(await add(signedIn, `"${'x'.repeat(200_000)}"`), 'PAYLOAD_TOO_LARGE', 413);
    });
  });

  test('never tells how the portal is made', async () => {
    const answer = await ask('GET', '/notes/broken');
    expectRefusal(answer, 'INTERNAL', 500);
    expect(answer.text).not.toMatch(/hunter2|etc|Error|\.ts/);
  });

  test('answers what the database cannot read as a bad request', async () => {
    expectRefusal(await ask('GET', '/notes/cast/1'), 'MALFORMED_REQUEST', 400);
    expectRefusal(await ask('GET', '/notes/cast/%E0%A4%A'), 'MALFORMED_REQUEST', 400);
    expectRefusal(await ask('GET', '/notes/cast/a%00b'), 'MALFORMED_REQUEST', 400);
  });

  test('tells that the portal is ready', async () => {
    expect(await ask('GET', '/health')).toMatchObject({ status: 200, json: { status: 'ready' } });
  });
});
