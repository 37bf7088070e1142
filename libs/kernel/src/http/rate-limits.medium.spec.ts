import { Controller, Get, Module, Post } from '@nestjs/common';
import {
  createTestDatabase,
  FakeClock,
  makeActor,
  startTestApp,
  type TestApp,
  type TestDatabase,
} from '#testing';
import { Allowed } from '../access/access.js';
import { kernelPersistence } from '../kernel.persistence.js';
import { CSRF_TOKEN, sessionsOf } from '../sessions.fixture.js';
import { RATES, Rated } from './rate-limits.js';

const MOST = RATES.export.account;

@Controller('lists')
@Allowed('signed-in')
class ListsController {
  @Get()
  list(): { items: string[] } {
    return { items: [] };
  }

  @Post('export')
  @Rated('export')
  export(): { made: boolean } {
    return { made: true };
  }

  @Get('open')
  @Allowed('public')
  @Rated('export')
  open(): { items: string[] } {
    return { items: [] };
  }
}

@Module({ controllers: [ListsController] })
class ListsModule {}

describe('whoever asks too often', () => {
  let database: TestDatabase;
  let app: TestApp;
  const clock = new FakeClock();

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence]);
    const sessions = sessionsOf(makeActor({ login: 'aliya' }), makeActor({ login: 'bolat' }));
    app = await startTestApp({
      database,
      clock,
      modules: [sessions, ListsModule],
      env: { RATE_FACTOR: '1' },
    });
  });

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  beforeEach(() => clock.advance({ minutes: 10 }));

  const ask = (method: string, path: string, login?: string) =>
    fetch(`${app.url}/api/lists${path}`, {
      method,
      headers: login ? { cookie: login, 'x-csrf-token': CSRF_TOKEN } : {},
    });
  const statuses = async (count: number, send: () => Promise<Response>) => {
    const counted: Record<number, number> = {};
    for (let sent = 0; sent < count; sent += 1) {
      const { status } = await send();
      counted[status] = (counted[status] ?? 0) + 1;
    }
    return counted;
  };

  test('is told so, with the seconds to wait, and may go on after them', async () => {
    expect(await statuses(MOST, () => ask('POST', '/export', 'aliya'))).toEqual({ 201: MOST });
    const refused = await ask('POST', '/export', 'aliya');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED', params: { seconds: 2 } });
    clock.advance({ seconds: 2 });
    expect((await ask('POST', '/export', 'aliya')).status).toBe(201);
  });

  test('keeps nobody else waiting at the same address, and himself from nothing else', async () => {
    expect(await statuses(MOST + 5, () => ask('POST', '/export', 'aliya'))).toEqual({ 201: MOST, 429: 5 });
    expect((await ask('POST', '/export', 'bolat')).status).toBe(201);
    expect((await ask('GET', '', 'aliya')).status).toBe(200);
  });

  test('is counted by his address where nobody knows him, and before his session is looked for', async () => {
    const { address } = RATES.export;
    expect(await statuses(address, () => ask('GET', '/open'))).toEqual({ 200: address });
    expect((await ask('GET', '/open')).status).toBe(429);
    expect((await ask('POST', '/export')).status).toBe(429);
    expect((await ask('GET', '')).status).toBe(401);
  });
});
