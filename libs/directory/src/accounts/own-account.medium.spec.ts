import { randomUUID } from 'node:crypto';
import { type OwnAccount, ownAccount, type Problem } from '#contracts';
import { Audit } from '#kernel';
import { type Answer, TEST_PASSWORD, TestClient } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import { Sessions } from '../sessions/sessions.js';
import { PasswordSignIn } from '../sign-in/password-sign-in.js';

const NEXT = 'тауда қар ерте еріді';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';

let portal: DirectoryPortal;
let unitId: string;
let count = 0;

beforeAll(async () => {
  portal = await DirectoryPortal.start();
  const bodyId = await portal.body('Қаржы министрлігі');
  unitId = await portal.unit(bodyId, 'ordinary', 'Бюджет департаменті');
});
afterAll(() => portal?.close());
// Each test in a minute of its own: the failures of one address do not add up over tests.
beforeEach(() => portal.clock.advance({ minutes: 2 }));

async function newAccount(): Promise<string> {
  count += 1;
  const login = `d.serikov${count}`;
  await portal.employee(unitId, { login, name: 'Серіков Дәурен Асқарұлы', postKind: 'specialist' });
  return login;
}

const signIn = (login: string, password = TEST_PASSWORD) => portal.app.signIn(login, password);
const isOpen = async (client: TestClient) => (await client.get('/api/session')).status === 200;
const change = (client: TestClient, next: string, current = TEST_PASSWORD) =>
  client.put('/api/account/password', { current, next });

async function accountOf(client: TestClient): Promise<OwnAccount> {
  return ownAccount.parse((await client.get('/api/account')).json);
}

async function problemOf(answer: Promise<Answer>): Promise<Pick<Problem, 'status' | 'code' | 'params'>> {
  const { status, code, params } = (await answer).json as Problem;
  return { status, code, params };
}

/** The other session of a person who has two. */
async function otherOf(client: TestClient): Promise<string> {
  const other = (await accountOf(client)).sessions.find(({ current }) => !current);
  if (!other) throw new Error('There is no other session.');
  return other.id;
}

async function recordOf(login: string): Promise<{ action: string; data: Record<string, unknown> }[]> {
  const rows = await portal.query<{ action: string; content: string }>(
    `SELECT action, content FROM kernel.audit_entry JOIN directory.account ON subject_id = account.id
     WHERE login = $1 ORDER BY seq`,
    [login],
  );
  return rows.map(({ action, content }) => ({ action, data: JSON.parse(content).data }));
}

const actionsOn = async (login: string) => (await recordOf(login)).map(({ action }) => action);

describe('the sessions of an account', () => {
  test('are told to their owner: which browser, from where, how and when', async () => {
    const login = await newAccount();
    const signedInAt = portal.clock.now().toISOString();
    const first = new TestClient(portal.app.url);
    first.headers['user-agent'] = FIREFOX;
    const answer = await first.post('/api/session', { login, password: TEST_PASSWORD });
    first.headers['cookie'] = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    portal.clock.advance({ minutes: 3 });
    const second = await signIn(login);

    expect(await accountOf(first)).toEqual({
      passwordChangedAt: null,
      sessions: [
        {
          id: expect.any(String),
          current: true,
          device: 'computer',
          browser: 'Firefox',
          system: 'Windows',
          address: expect.stringMatching(/127\.0\.0\.1$/),
          way: 'password',
          secondFactor: false,
          certificateSerial: null,
          signedInAt,
          lastSeenAt: portal.clock.now().toISOString(),
        },
        expect.objectContaining({ current: false, device: 'unknown', browser: null, system: null }),
      ],
    });
    expect((await accountOf(second)).sessions.map(({ browser }) => browser)).toEqual([null, 'Firefox']);
  });

  test('are told to nobody else, and tell nothing that opens them', async () => {
    const login = await newAccount();
    const client = await signIn(login);
    const stranger = await signIn(await newAccount());
    expect((await accountOf(stranger)).sessions).toHaveLength(1);
    expect((await portal.app.stranger.get('/api/account')).status).toBe(401);
    const { text } = await client.get('/api/account');
    const token = client.headers['cookie']?.split('=')[1] ?? 'none';
    for (const secret of [token, client.headers['x-csrf-token'] ?? 'none'])
      expect(text).not.toContain(secret);
  });

  test('that ran out are not on the list', async () => {
    const login = await newAccount();
    await signIn(login);
    portal.clock.advance({ minutes: 30 });
    expect((await accountOf(await signIn(login))).sessions).toHaveLength(1);
  });
});

describe('a session that its owner ends', () => {
  test('can do nothing from then on, in any process; its live streams close and say why', async () => {
    const other = await portal.another();
    try {
      const login = await newAccount();
      const [mine, lost] = [await signIn(login), await signIn(login)];
      const elsewhere = (path: string) => fetch(`${other.url}${path}`, { headers: lost.headers });
      // Known to the memory of both processes.
      expect([await isOpen(lost), (await elsewhere('/api/session')).status]).toEqual([true, 200]);
      const live = await elsewhere('/api/live');

      const id = await otherOf(mine);
      expect((await mine.delete(`/api/account/sessions/${id}`)).status).toBe(204);

      const ended = { status: 401, code: 'SESSION_ENDED', params: {} };
      expect(await problemOf(lost.get('/api/session'))).toEqual(ended);
      expect(await problemOf(lost.get('/api/directory/bodies'))).toEqual(ended);
      expect(await problemOf(change(lost, NEXT))).toEqual(ended);
      expect(await problemOf(lost.post('/api/account/sessions/end-others'))).toEqual(ended);
      // Reads to the end of the stream, which comes because the session is over.
      expect(await live.text()).toMatch(/event: ended/);
      expect(await (await elsewhere('/api/session')).json()).toMatchObject({ code: 'SESSION_ENDED' });
      expect(await isOpen(mine)).toBe(true);
      expect((await accountOf(mine)).sessions).toHaveLength(1);
      expect((await recordOf(login)).at(-1)).toEqual({
        action: 'account.session_ended',
        data: { sessionId: id },
      });
    } finally {
      await other.close();
    }
  });

  test('does not come back, and its browser may sign in anew', async () => {
    const login = await newAccount();
    const [mine, lost] = [await signIn(login), await signIn(login)];
    const id = await otherOf(mine);
    await mine.delete(`/api/account/sessions/${id}`);
    expect(await problemOf(mine.delete(`/api/account/sessions/${id}`))).toMatchObject({ code: 'NOT_FOUND' });
    const again = await lost.post('/api/session', { login, password: TEST_PASSWORD });
    expect(again.status).toBe(200);
    expect((await accountOf(mine)).sessions).toHaveLength(2);
  });

  test("is never another's: that one is not found, and goes on", async () => {
    const [mine, theirs] = [await signIn(await newAccount()), await signIn(await newAccount())];
    const [own] = (await accountOf(theirs)).sessions;
    expect(await problemOf(mine.delete(`/api/account/sessions/${own?.id}`))).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
    expect((await mine.delete(`/api/account/sessions/${randomUUID()}`)).status).toBe(404);
    expect((await mine.delete('/api/account/sessions/x')).status).toBe(400);
    expect(await isOpen(theirs)).toBe(true);
  });

  test('everywhere else: only the one that asks stays', async () => {
    const login = await newAccount();
    const mine = await signIn(login);
    const others = [await signIn(login), await signIn(login)];
    const stranger = await signIn(await newAccount());
    expect((await mine.post('/api/account/sessions/end-others')).json).toEqual({ ended: 2 });
    expect(await Promise.all([mine, ...others, stranger].map(isOpen))).toEqual([true, false, false, true]);
    expect((await recordOf(login)).at(-1)).toMatchObject({ action: 'account.other_sessions_ended' });
    const before = await actionsOn(login);
    expect((await mine.post('/api/account/sessions/end-others')).json).toEqual({ ended: 0 });
    expect(await actionsOn(login)).toEqual(before);
  });
});

test('of sessions that end each other at the same moment one stays', async () => {
  const login = await newAccount();
  const clients = [];
  for (let i = 0; i < 6; i += 1) clients.push(await signIn(login));
  // Known to the memory of the process.
  for (const client of clients) expect(await isOpen(client)).toBe(true);
  const answers = await Promise.all(clients.map((client) => client.post('/api/account/sessions/end-others')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const open = await Promise.all(clients.map(isOpen));
  expect(open.filter(Boolean)).toHaveLength(1);
});

describe('changing the password', () => {
  test('takes the old one, ends every other session, and is kept in the record', async () => {
    const login = await newAccount();
    const [mine, other] = [await signIn(login), await signIn(login)];
    expect(await isOpen(other)).toBe(true);
    const answer = await change(mine, NEXT);
    expect({ status: answer.status, json: answer.json }).toEqual({ status: 200, json: { ended: 1 } });
    expect([await isOpen(mine), await isOpen(other)]).toEqual([true, false]);
    expect((await accountOf(mine)).passwordChangedAt).toBe(portal.clock.now().toISOString());
    expect(
      await problemOf(portal.app.stranger.post('/api/session', { login, password: TEST_PASSWORD })),
    ).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await isOpen(await signIn(login, NEXT))).toBe(true);
    expect(await actionsOn(login)).toEqual([
      'account.signed_in',
      'account.signed_in',
      'account.password_changed',
      'account.other_sessions_ended',
      'account.sign_in_refused',
      'account.signed_in',
    ]);
    const record = JSON.stringify(await recordOf(login));
    for (const secret of [TEST_PASSWORD, NEXT, 'argon2']) expect(record).not.toContain(secret);
    expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
  });

  test('wrong old passwords are counted as at the sign-in: the fifth closes both', async () => {
    const login = await newAccount();
    const client = await signIn(login);
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await problemOf(change(client, NEXT, 'wrong'))).toEqual({
        status: 401,
        code: 'INVALID_CREDENTIALS',
        params: { attemptsLeft },
      });
    }
    expect(await problemOf(change(client, NEXT, 'wrong'))).toMatchObject({ code: 'ACCOUNT_LOCKED' });
    expect(await problemOf(change(client, NEXT))).toMatchObject({ code: 'ACCOUNT_LOCKED' });
    expect(
      await problemOf(portal.app.stranger.post('/api/session', { login, password: TEST_PASSWORD })),
    ).toMatchObject({ code: 'ACCOUNT_LOCKED' });
    // The session itself is not the guesser's to end.
    expect(await isOpen(client)).toBe(true);
    expect(await actionsOn(login)).toEqual([
      'account.signed_in',
      ...Array(4).fill('account.password_change_refused'),
      'account.locked',
    ]);
  });

  test.each([
    ['тау мен өзе', 'PASSWORD_TOO_SHORT', { least: 12, most: 128 }],
    ['ағаш тас '.repeat(15), 'PASSWORD_TOO_LONG', { least: 12, most: 128 }],
    ['Password2026!', 'PASSWORD_COMMON', {}],
    ['серіков тауда', 'PASSWORD_PERSONAL', {}],
    ['қаржы министрлігі тас', 'PASSWORD_PERSONAL', {}],
  ])('to %j is refused: %s', async (next, code, params) => {
    const login = await newAccount();
    const client = await signIn(login);
    expect(await problemOf(change(client, next))).toEqual({ status: 422, code, params });
    expect(await isOpen(await signIn(login))).toBe(true);
  });

  test('to the present one is refused', async () => {
    const client = await signIn(await newAccount());
    expect((await change(client, NEXT)).status).toBe(200);
    expect(await problemOf(change(client, NEXT, NEXT))).toMatchObject({ code: 'PASSWORD_UNCHANGED' });
  });

  test.each([
    undefined,
    {},
    { current: 'x' },
    { current: ['x'], next: NEXT },
    { current: 'x', next: 'y'.repeat(1001) },
  ])('with %j is told which field is wrong', async (body) => {
    const client = await signIn(await newAccount());
    expect(await problemOf(client.put('/api/account/password', body))).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
    });
  });

  test('twice at the same moment is done once', async () => {
    const client = await signIn(await newAccount());
    const answers = await Promise.all([change(client, NEXT), change(client, `${NEXT} бірден`)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('leaves nothing to what the old one proved a moment before', async () => {
    const login = await newAccount();
    const proven = await portal.app.get(PasswordSignIn).check(login, TEST_PASSWORD, '192.0.2.1');
    expect((await change(await signIn(login), NEXT)).status).toBe(200);
    const begun = portal.app.get(Sessions).begin(proven, { userAgent: '', address: '192.0.2.1' });
    await expect(begun).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('leaves no session to whoever signs in with the old one at the same moment', async () => {
    const login = await newAccount();
    const mine = await signIn(login);
    const guests = Array.from({ length: 6 }, () => new TestClient(portal.app.url));
    const [changed, ...entered] = await Promise.all([
      change(mine, NEXT),
      ...guests.map((guest) => guest.post('/api/session', { login, password: TEST_PASSWORD })),
    ]);
    expect(changed?.status).toBe(200);
    guests.forEach((guest, place) => {
      guest.headers['cookie'] = entered[place]?.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    });
    expect(await Promise.all(guests.map(isOpen))).toEqual(Array(6).fill(false));
  });
});

test.each([
  ['PUT', '/api/account/password'],
  ['POST', '/api/account/sessions/end-others'],
  ['DELETE', `/api/account/sessions/${randomUUID()}`],
])('%s %s is refused without the CSRF token of the session', async (method, path) => {
  const login = await newAccount();
  const [mine, other] = [await signIn(login), await signIn(login)];
  for (const token of ['', other.headers['x-csrf-token'] ?? '']) {
    const answer = await fetch(`${portal.app.url}${path}`, {
      method,
      headers: { ...mine.headers, 'x-csrf-token': token, 'content-type': 'application/json' },
      body: JSON.stringify({ current: TEST_PASSWORD, next: NEXT }),
    });
    expect(await answer.json()).toMatchObject({ code: 'CSRF_REJECTED' });
  }
  expect(await isOpen(other)).toBe(true);
});
