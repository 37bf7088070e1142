import { type Problem, sessionView } from '#contracts';
import { Audit, Housekeeping } from '#kernel';
import type { Answer, TestClient } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';

const PASSWORD = 'Kelisim-2026';

let portal: DirectoryPortal;
let unitId: string;
let count = 0;

beforeAll(async () => {
  portal = await DirectoryPortal.start();
  const bodyId = await portal.body('Қаржы министрлігі');
  await portal.unit(bodyId, 'documentation', 'Құжаттама');
  unitId = await portal.unit(bodyId, 'ordinary', 'Бюджет департаменті');
});
afterAll(() => portal?.close());
// Each test in a minute of its own: the failures of one address do not add up over tests.
beforeEach(() => portal.clock.advance({ minutes: 2 }));

/** @returns the login of a new employee */
async function newAccount(): Promise<string> {
  count += 1;
  const login = `a.bekenov${count}`;
  await portal.employee(unitId, { login, name: 'Бекенов Асқар Нұрланұлы', postKind: 'specialist' });
  return login;
}

function attempt(login: unknown, password: unknown): Promise<Answer> {
  return portal.app.stranger.post('/api/session', { login, password });
}

async function problemOf(answer: Promise<Answer>): Promise<Pick<Problem, 'code' | 'params'>> {
  const { code, params } = (await answer).json as Problem;
  return { code, params };
}

async function actionsOn(login: string): Promise<string[]> {
  const rows = await portal.query<{ action: string }>(
    `SELECT action FROM kernel.audit_entry JOIN directory.account ON subject_id = account.id
     WHERE login = $1 ORDER BY seq`,
    [login],
  );
  return rows.map(({ action }) => action);
}

describe('signing in (775:61)', () => {
  test('opens a session in a cookie that no script, other site or plain connection gets', async () => {
    const login = await newAccount();
    const answer = await attempt(` ${login.toUpperCase()} `, PASSWORD);
    expect(answer.status).toBe(200);
    expect(sessionView.parse(answer.json)).toMatchObject({
      employee: { login, shortName: 'Бекенов А. Н.', body: { shortName: { kk: 'Қаржы министрлігі' } } },
      can: { createAct: true },
      serverTime: portal.clock.now().toISOString(),
    });
    const cookie = answer.headers.getSetCookie().join();
    expect(cookie).toMatch(/^__Host-kelisim=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const token = /=([\w-]{43});/.exec(cookie)?.[1] ?? '';
    const kept = await portal.query<object>('SELECT * FROM directory.session');
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test('each time gives a new session, and ends the one that the browser had', async () => {
    const client = await portal.app.signIn(await newAccount());
    const old = client.headers['cookie'];
    const again = await client.post('/api/session', { login: `a.bekenov${count}`, password: PASSWORD });
    expect(again.status).toBe(200);
    expect(again.headers.getSetCookie().join()).not.toContain(old);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test.each([
    [{ login: '', password: 'x' }],
    [{ login: { $ne: '' }, password: 'x' }],
    [{ login: 'a' }],
    [{ login: 'a', password: ['x'] }],
    [undefined],
  ])('%j is told which field is wrong', async (body) => {
    expect(await problemOf(portal.app.stranger.post('/api/session', body))).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  test('a login with a character that no database keeps is a bad request, not a fault', async () => {
    expect((await attempt('a\0b', 'x')).status).toBe(400);
  });

  test('from another site is refused', async () => {
    const { url } = portal.app;
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ login: await newAccount(), password: PASSWORD }),
    });
    expect(await answer.json()).toMatchObject({ code: 'CSRF_REJECTED' });
  });

  test('a blocked account is told so to who knows its password; to others it is one like any', async () => {
    const login = await newAccount();
    await portal.query('UPDATE directory.account SET disabled_at = now() WHERE login = $1', [login]);
    expect(await problemOf(attempt(login, 'wrong'))).toEqual({
      code: 'INVALID_CREDENTIALS',
      params: { attemptsLeft: 4 },
    });
    expect(await problemOf(attempt(login, PASSWORD))).toEqual({ code: 'ACCOUNT_DISABLED', params: {} });
    expect(await actionsOn(login)).toEqual(['account.sign_in_refused', 'account.sign_in_refused']);
  });

  test('is kept in the record', async () => {
    const login = await newAccount();
    await attempt(login, 'wrong');
    const client = await portal.app.signIn(login);
    await client.delete('/api/session');
    expect(await actionsOn(login)).toEqual([
      'account.sign_in_refused',
      'account.signed_in',
      'account.signed_out',
    ]);
    expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
  });
});

describe('wrong passwords', () => {
  test('the fifth in a row locks for a quarter of an hour, the right one included', async () => {
    const login = await newAccount();
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await problemOf(attempt(login, 'wrong'))).toEqual({
        code: 'INVALID_CREDENTIALS',
        params: { attemptsLeft },
      });
    }
    const until = new Date(portal.clock.now().getTime() + 15 * 60_000).toISOString();
    const locked = { code: 'ACCOUNT_LOCKED', params: { until } };
    expect(await problemOf(attempt(login, 'wrong'))).toEqual(locked);
    portal.clock.advance({ minutes: 14 });
    expect(await problemOf(attempt(login, PASSWORD))).toEqual(locked);
    portal.clock.advance({ minutes: 1 });
    expect((await attempt(login, PASSWORD)).status).toBe(200);
    expect(await actionsOn(login)).toEqual([
      ...Array(4).fill('account.sign_in_refused'),
      'account.locked',
      'account.signed_in',
    ]);
  });

  test('the right one in between starts the count anew', async () => {
    const login = await newAccount();
    for (let i = 0; i < 4; i += 1) await attempt(login, 'wrong');
    expect((await attempt(login, PASSWORD)).status).toBe(200);
    expect(await problemOf(attempt(login, 'wrong'))).toMatchObject({ params: { attemptsLeft: 4 } });
  });

  test('those of a quarter of an hour ago are forgotten', async () => {
    const login = await newAccount();
    for (let i = 0; i < 4; i += 1) await attempt(login, 'wrong');
    portal.clock.advance({ minutes: 15 });
    expect(await problemOf(attempt(login, 'wrong'))).toMatchObject({ params: { attemptsLeft: 4 } });
    portal.clock.advance({ minutes: 15 });
    await portal.app.get(Housekeeping).run();
    expect(await portal.query('SELECT * FROM directory.sign_in_failure')).toEqual([]);
  });

  test('twenty guesses at the same moment are five guesses', async () => {
    const login = await newAccount();
    const answers = await Promise.all(Array.from({ length: 20 }, () => problemOf(attempt(login, 'wrong'))));
    const guessed = answers.filter(({ code }) => code === 'INVALID_CREDENTIALS');
    expect(guessed.map(({ params }) => params['attemptsLeft']).sort()).toEqual([1, 2, 3, 4]);
    expect(answers.filter(({ code }) => code === 'ACCOUNT_LOCKED')).toHaveLength(16);
  });

  test('eight right ones at the same moment are no guesses: all sign in', async () => {
    const login = await newAccount();
    const answers = await Promise.all(Array.from({ length: 8 }, () => attempt(login, PASSWORD)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  test('for a login that does not exist are answered as for one that does', async () => {
    const answers = [];
    for (let i = 0; i < 6; i += 1) answers.push((await problemOf(attempt('nobody', 'wrong'))).code);
    expect(answers).toEqual([...Array(4).fill('INVALID_CREDENTIALS'), 'ACCOUNT_LOCKED', 'ACCOUNT_LOCKED']);
  });

  test('one address may not try names without end', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 61; i += 1) codes.push((await problemOf(attempt(`guess${i}`, 'wrong'))).code);
    expect(codes.slice(0, 60).every((code) => code === 'INVALID_CREDENTIALS')).toBe(true);
    expect(codes[60]).toBe('TOO_MANY_REQUESTS');
    const login = await newAccount();
    expect(await problemOf(attempt(login, PASSWORD))).toEqual({
      code: 'TOO_MANY_REQUESTS',
      params: { seconds: 60 },
    });
    portal.clock.advance({ minutes: 1 });
    expect((await attempt(login, PASSWORD)).status).toBe(200);
  }, 30_000);
});

describe('a session', () => {
  const open = async (client: TestClient) => (await client.get('/api/session')).status === 200;

  test('ends half an hour after the last request, and not before', async () => {
    const client = await portal.app.signIn(await newAccount());
    for (let i = 0; i < 3; i += 1) {
      portal.clock.advance({ minutes: 28 });
      expect(await open(client)).toBe(true);
    }
    portal.clock.advance({ minutes: 30 });
    expect(await open(client)).toBe(false);
  });

  test('ends after twelve hours, however busy', async () => {
    const client = await portal.app.signIn(await newAccount());
    for (let passed = 0; passed < 11 * 60 + 45; passed += 15) {
      portal.clock.advance({ minutes: 15 });
      expect(await open(client)).toBe(true);
    }
    portal.clock.advance({ minutes: 15 });
    expect(await open(client)).toBe(false);
    await portal.app.get(Housekeeping).run();
    expect(await portal.query('SELECT * FROM directory.session')).toEqual([]);
  });

  test('ends with its account', async () => {
    const login = await newAccount();
    const client = await portal.app.signIn(login);
    expect(await open(client)).toBe(true);
    await portal.query('UPDATE directory.account SET disabled_at = now() WHERE login = $1', [login]);
    portal.clock.advance({ seconds: 5 });
    expect(await open(client)).toBe(false);
  });

  test('that is signed out of is over at once, in every process, with its live stream', async () => {
    const other = await portal.another();
    try {
      const client = await portal.app.signIn(await newAccount());
      const elsewhere = (path: string) => fetch(`${other.url}${path}`, { headers: client.headers });
      expect((await elsewhere('/api/session')).status).toBe(200);
      const live = await elsewhere('/api/live');
      expect(live.status).toBe(200);

      const answer = await client.delete('/api/session');
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-kelisim=;.*Expires=Thu, 01 Jan 1970/);
      expect(await open(client)).toBe(false);
      // Reads to the end of the stream, which comes because the session is over.
      expect(await live.text()).toContain('ready');
      expect((await elsewhere('/api/session')).status).toBe(401);
    } finally {
      await other.close();
    }
  });

  test('changes nothing without its CSRF token', async () => {
    const client = await portal.app.signIn(await newAccount());
    for (const token of ['', 'x'.repeat(43)]) {
      const answer = await fetch(`${portal.app.url}/api/session`, {
        method: 'DELETE',
        headers: { ...client.headers, 'x-csrf-token': token },
      });
      expect(await answer.json()).toMatchObject({ code: 'CSRF_REJECTED' });
    }
    expect(await open(client)).toBe(true);
  });

  test('is not found by a token that was made up', async () => {
    const headers = { cookie: `__Host-kelisim=${'A'.repeat(43)}` };
    expect((await fetch(`${portal.app.url}/api/session`, { headers })).status).toBe(401);
  });

  test('asks the database nothing while its requests follow each other', async () => {
    const login = await newAccount();
    const client = await portal.app.signIn(login);
    await client.get('/api/session');
    // The table as it was is out of reach: an answer can only come from memory.
    await portal.query('ALTER TABLE directory.session RENAME TO session_away');
    try {
      const answers = await Promise.all(Array.from({ length: 10 }, () => client.get('/api/session')));
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    } finally {
      await portal.query('ALTER TABLE directory.session_away RENAME TO session');
    }
  });

  test('of a body without a documentation service makes no acts', async () => {
    const bodyId = await portal.body('Мемлекеттік архив');
    const unit = await portal.unit(bodyId, 'ordinary', 'Бөлім');
    await portal.employee(unit, { login: 'archivist', name: 'Әшімов Ілияс', postKind: 'specialist' });
    const client = await portal.app.signIn('archivist');
    expect((await client.get('/api/session')).json).toMatchObject({ can: { createAct: false } });
  });
});
