import { type Problem, type ProviderVisit, sessionView, signedOut } from '#contracts';
import { type Answer, eventually, TestClient, TestProvider } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';

let provider: TestProvider;
let portal: DirectoryPortal;

beforeAll(async () => {
  provider = await TestProvider.start();
  portal = await DirectoryPortal.start(undefined, provider.env);
  const unitId = await portal.unit(await portal.body('Қаржы министрлігі'), 'ordinary', 'Бюджет департаменті');
  for (const login of ['a.bekenov', 'd.other']) {
    await portal.employee(unitId, { login, name: 'Бекенов Асқар', postKind: 'specialist' });
  }
  provider.register([`${portal.app.url}/login/returned`]);
}, 60_000);
afterAll(async () => {
  await portal?.close();
  await provider?.stop();
});
beforeEach(() => {
  portal.clock.advance({ minutes: 2 });
  provider.visitor = { preferred_username: 'a.bekenov' };
});

const codeOf = ({ status, json }: Answer): string | number => (status === 200 ? 200 : (json as Problem).code);

interface AtBoth {
  readonly client: TestClient;
  readonly cookies: Map<string, string>;
}

/** Whoever the provider takes the browser for is signed in to the portal. */
async function signIn(cookies = new Map<string, string>()): Promise<AtBoth> {
  const client = new TestClient(portal.app.url);
  const keep = ({ headers }: Answer) => {
    const given = headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    client.headers['cookie'] = [client.headers['cookie'], ...given].filter(Boolean).join('; ');
  };
  const begun = await client.post('/api/session/provider-visit');
  keep(begun);
  const back = await provider.visit((begun.json as ProviderVisit).url, cookies);
  const answer = await client.post('/api/session/provider', { query: back.search.slice(1) });
  keep(answer);
  client.headers['x-csrf-token'] = sessionView.parse(answer.json).csrfToken;
  return { client, cookies };
}
const loginOf = async ({ client }: AtBoth) =>
  sessionView.parse((await client.get('/api/session')).json).employee.login;
const isOpen = async ({ client }: AtBoth) => codeOf(await client.get('/api/session'));
async function leave({ client }: AtBoth): Promise<string | null> {
  return signedOut.parse((await client.delete('/api/session')).json).providerUrl;
}
const notice = (body: string, type = 'application/x-www-form-urlencoded') =>
  fetch(`${portal.app.url}/api/session/provider-logout`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });

describe('signing out ends the session at the provider too (OpenID Connect RP-Initiated Logout 1.0)', () => {
  test('whoever comes to the computer next is asked by the provider who he is', async () => {
    const first = await signIn();
    provider.visitor = { preferred_username: 'd.other' };
    // The provider still knows him: nobody is asked.
    expect(await loginOf(await signIn(first.cookies))).toBe('a.bekenov');
    const url = await leave(first);
    expect(await isOpen(first)).toBe('UNAUTHENTICATED');
    expect(await provider.leave(url ?? '', first.cookies)).toBe(`${portal.app.url}/login`);
    expect(await loginOf(await signIn(first.cookies))).toBe('d.other');
  });

  test('the address names the portal’s own page and who it is, and nobody else', async () => {
    const url = new URL((await leave(await signIn())) ?? '');
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'portal',
      post_logout_redirect_uri: `${portal.app.url}/login`,
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
  });

  test('what the portal keeps of it tells nothing, and goes with the session', async () => {
    const both = await signIn();
    const kept = () =>
      portal.query<{ token: Buffer }>('SELECT sealed_token AS token FROM directory.provider_session');
    const rows = await kept();
    expect(rows.length).toBeGreaterThan(0);
    for (const { token } of rows) expect(token.toString('latin1')).not.toContain('eyJ');
    await leave(both);
    expect(await kept()).toHaveLength(rows.length - 1);
  });

  test('a session by password has nothing there to end', async () => {
    const client = await TestClient.signIn(portal.app.url, 'a.bekenov');
    expect((await client.delete('/api/session')).json).toEqual({ providerUrl: null });
  });

  test('a provider that is down keeps nobody in', async () => {
    const other = await portal.another({});
    try {
      const both = await signIn();
      // A process that has not asked the provider yet.
      const client = new TestClient(other.url);
      Object.assign(client.headers, both.client.headers);
      await provider.stop();
      expect((await client.delete('/api/session')).json).toEqual({ providerUrl: null });
      expect(await isOpen(both)).toBe('UNAUTHENTICATED');
    } finally {
      await provider.resume();
      await other.close();
    }
  });
});

describe('what ends at the provider ends in the portal (OpenID Connect Back-Channel Logout 1.0)', () => {
  test('the sessions that came out of it, and no others', async () => {
    const own = await signIn();
    const elsewhere = await signIn();
    const byPassword = await TestClient.signIn(portal.app.url, 'a.bekenov');
    // He signs out at the provider by another application.
    const url = new URL(`${provider.issuer}/session/end`);
    await provider.leave(url.href, own.cookies);
    await eventually(async () => expect(await isOpen(own)).toBe('SESSION_ENDED'));
    expect(await isOpen(elsewhere)).toBe(200);
    expect((await byPassword.get('/api/session')).status).toBe(200);
    const [row] = await portal.query<{ action: string }>(
      `SELECT action FROM kernel.audit_entry WHERE action LIKE 'account.ended%' ORDER BY seq DESC LIMIT 1`,
    );
    expect(row).toEqual({ action: 'account.ended_at_provider' });
  });

  const word = (more: object = {}, by?: Parameters<TestProvider['word']>[1]) =>
    provider.word(
      {
        iss: provider.issuer,
        aud: 'portal',
        sub: 'of-a.bekenov',
        jti: 'one',
        iat: Math.floor(Date.now() / 1000),
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...more,
      },
      by,
    );

  test('by his name alone, where the provider names no session', async () => {
    const sessions = [await signIn(), await signIn()];
    expect((await notice(`logout_token=${word()}`)).status).toBe(200);
    for (const one of sessions) expect(await isOpen(one)).toBe('SESSION_ENDED');
    // Told twice, or of somebody unknown: nothing is left to be done.
    expect((await notice(`logout_token=${word()}`)).status).toBe(200);
  });

  test.each<[string, () => string]>([
    ['nothing that is signed', () => 'a.b.c'],
    ['the word of another provider', () => word({ iss: 'https://evil.example' })],
    ['a word to another application', () => word({ aud: 'payroll' })],
    ['an old word', () => word({ iat: Math.floor(Date.now() / 1000) - 600 })],
    ['a word that names no time', () => word({ iat: undefined })],
    ['an ID token', () => word({ events: undefined, nonce: 'n' })],
    ['one with a nonce', () => word({ nonce: 'n' })],
    ['another event', () => word({ events: { 'http://schemas.openid.net/event/other': {} } })],
    ['nobody’s logout', () => word({ sub: undefined })],
    ['a word that is not signed', () => word({}, 'nothing')],
    [
      'a word signed with the secret that is shared',
      () => word({}, { secret: provider.env['OIDC_CLIENT_SECRET'] ?? '' }),
    ],
    ['a word signed with another key', () => word({}, 'another key')],
  ])('%s ends nothing', async (_, token) => {
    const both = await signIn();
    const answer = await notice(`logout_token=${token()}`);
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([
      400,
      'PROVIDER_NOTICE_INVALID',
    ]);
    expect(await isOpen(both)).toBe(200);
  });

  test('a notice that comes while the provider gives no keys may be sent again', async () => {
    const other = await portal.another({});
    // From now on this process knows what the provider says of itself, and not its keys.
    expect((await new TestClient(other.url).post('/api/session/provider-visit')).status).toBe(200);
    const send = () =>
      fetch(`${other.url}/api/session/provider-logout`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `logout_token=${word()}`,
      });
    await provider.stop();
    try {
      const answer = await send();
      expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([503, 'PROVIDER_DOWN']);
    } finally {
      await provider.resume();
    }
    expect((await send()).status).toBe(200);
    await other.close();
  });

  test('a page of another site sends none; nothing but the form is read', async () => {
    const answer = await fetch(`${portal.app.url}/api/session/provider-logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
      body: `logout_token=${word()}`,
    });
    expect(answer.status).toBe(403);
    expect((await notice(word(), 'text/plain')).status).toBe(400);
  });
});
