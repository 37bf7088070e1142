import { type Problem, type ProviderVisit, sessionView, signInWaysView } from '#contracts';
import { Housekeeping } from '#kernel';
import { type Answer, type TestApp, TestClient, TestProvider } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';

const IIN = '800101300123';

let provider: TestProvider;
let portal: DirectoryPortal;
const started: TestApp[] = [];

beforeAll(async () => {
  provider = await TestProvider.start();
  portal = await DirectoryPortal.start(undefined, provider.env);
  const unitId = await portal.unit(await portal.body('Қаржы министрлігі'), 'ordinary', 'Бюджет департаменті');
  await portal.employee(unitId, {
    login: 'a.bekenov',
    name: 'Бекенов Асқар',
    postKind: 'specialist',
    iin: IIN,
  });
  await portal.employee(unitId, {
    login: 'd.other',
    name: 'Өзге Дана',
    postKind: 'specialist',
    iin: '900202400456',
  });
  provider.register([`${portal.app.url}/login/returned`]);
}, 60_000);
afterAll(async () => {
  for (const app of started) await app.close();
  await portal?.close();
  await provider?.stop();
});
beforeEach(() => {
  portal.clock.advance({ minutes: 2 });
  provider.visitor = { preferred_username: 'A.Bekenov' };
});

/** A browser of its own: keeps the cookies that it is given. */
class Browser {
  readonly client: TestClient;

  constructor(url = portal.app.url) {
    this.client = new TestClient(url);
  }

  async begin(): Promise<string> {
    const answer = await this.client.post('/api/session/provider-visit');
    expect(answer.status).toBe(200);
    this.keep(answer);
    return (answer.json as ProviderVisit).url;
  }

  async end(query: string): Promise<Answer> {
    const answer = await this.client.post('/api/session/provider', { query });
    this.keep(answer);
    return answer;
  }

  private keep({ headers }: Answer): void {
    const given = headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    const kept = (this.client.headers['cookie'] ?? '').split('; ').filter((cookie) => cookie !== '');
    const names = new Set(given.map((cookie) => cookie.split('=', 1)[0]));
    const others = kept.filter((cookie) => !names.has(cookie.split('=', 1)[0]));
    this.client.headers['cookie'] = [...others, ...given].join('; ');
  }
}

/** The query that a whole visit brings back. */
async function visited(browser: Browser): Promise<string> {
  return (await provider.visit(await browser.begin())).search.slice(1);
}

async function signIn(browser = new Browser()): Promise<Answer> {
  return browser.end(await visited(browser));
}

const codeOf = ({ status, json }: Answer): string | number => (status === 200 ? 200 : (json as Problem).code);

/** `query` with a parameter changed, or left out. */
function changed(query: string, name: string, value: string | null): string {
  const parameters = new URLSearchParams(query);
  if (value === null) parameters.delete(name);
  else parameters.set(name, value);
  return parameters.toString();
}

async function another(env: Record<string, string>): Promise<TestApp> {
  const app = await portal.another(env);
  started.push(app);
  return app;
}

describe('signing in by an OpenID Connect provider (775:6, 61)', () => {
  test('the sign-in page is told its name; where there is none, that there is none', async () => {
    const ways = async (client: TestClient) =>
      signInWaysView.parse((await client.get('/api/session/ways')).json);
    expect(await ways(portal.app.stranger)).toEqual({ provider: { label: 'Мемлекеттік қызметші' } });
    const without = new TestClient((await another({ OIDC_ISSUER: '' })).url);
    expect(await ways(without)).toEqual({ provider: null });
    expect((await without.post('/api/session/provider-visit')).status).toBe(404);
  });

  test('the visit asks for a code, with PKCE, state and nonce, back to the portal’s own page', async () => {
    const url = new URL(await new Browser().begin());
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'portal',
      response_type: 'code',
      redirect_uri: `${portal.app.url}/login/returned`,
      scope: 'openid profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  test('the owner gets a session like any other, and the record tells how', async () => {
    const answer = await signIn();
    expect(sessionView.parse(answer.json)).toMatchObject({ employee: { login: 'a.bekenov' } });
    expect(answer.headers.getSetCookie().join()).toMatch(/__Host-kelisim=[\w-]{43}; .*SameSite=Strict/);
    const [row] = await portal.query<{ data: unknown }>(
      `SELECT content::json -> 'data' AS data FROM kernel.audit_entry ORDER BY seq DESC LIMIT 1`,
    );
    expect(row?.data).toMatchObject({ way: 'provider' });
    expect(await portal.query('SELECT DISTINCT way, second_factor FROM directory.session')).toEqual([
      { way: 'provider', second_factor: false },
    ]);
  });

  test('the session that the browser had is over', async () => {
    const browser = new Browser();
    await signIn(browser);
    const before = new TestClient(portal.app.url);
    Object.assign(before.headers, browser.client.headers);
    expect((await before.get('/api/session')).status).toBe(200);
    await signIn(browser);
    expect((await before.get('/api/session')).status).toBe(401);
    expect((await browser.client.get('/api/session')).status).toBe(200);
  });

  test('two tabs at once both come back', async () => {
    const browser = new Browser();
    const queries = [await visited(browser), await visited(browser)];
    for (const query of queries) expect(codeOf(await browser.end(query))).toBe(200);
  });

  test('the person may be named by his IIN instead', async () => {
    const app = await another({ OIDC_IIN_CLAIM: 'iin' });
    provider.register([`${app.url}/login/returned`]);
    provider.visitor = { iin: IIN, preferred_username: 'd.other' };
    const answer = await signIn(new Browser(app.url));
    provider.register([`${portal.app.url}/login/returned`]);
    expect(sessionView.parse(answer.json)).toMatchObject({ employee: { login: 'a.bekenov' } });
  });

  test('an address that the provider has not verified names nobody', async () => {
    const app = await another({ OIDC_LOGIN_CLAIM: 'email' });
    provider.register([`${app.url}/login/returned`]);
    const codes = [];
    const said: [string, string | boolean][] = [
      ['email_told', true],
      ['email_verified', false],
      ['email_verified', 'true'],
      ['email_verified', true],
    ];
    for (const [name, value] of said) {
      provider.visitor = { email: 'a.bekenov', [name]: value };
      codes.push(codeOf(await signIn(new Browser(app.url))));
    }
    provider.register([`${portal.app.url}/login/returned`]);
    const nobody = 'PROVIDER_PERSON_UNKNOWN';
    expect(codes).toEqual([nobody, nobody, nobody, 200]);
  });

  test('or beside the ID token', async () => {
    provider.register([`${portal.app.url}/login/returned`], true);
    expect(codeOf(await signIn())).toBe(200);
    provider.register([`${portal.app.url}/login/returned`]);
  });

  test('a visit that nobody came back from is swept away', async () => {
    await new Browser().begin();
    portal.clock.advance({ minutes: 11 });
    await portal.app.get(Housekeeping).run();
    expect(await portal.query('SELECT * FROM directory.provider_attempt')).toEqual([]);
  });
});

describe('nobody is signed in as somebody else', () => {
  test('by a return that another browser began', async () => {
    const query = await visited(new Browser());
    expect(codeOf(await new Browser().end(query))).toBe('PROVIDER_ATTEMPT_OVER');
    const victim = new Browser();
    await victim.begin();
    expect(codeOf(await victim.end(query))).toBe('PROVIDER_ATTEMPT_OVER');
  });

  test('by a return that is used a second time', async () => {
    const browser = new Browser();
    const query = await visited(browser);
    const answers = await Promise.all([browser.end(query), browser.end(query)]);
    expect(answers.map(codeOf).sort()).toEqual([200, 'PROVIDER_ATTEMPT_OVER']);
  });

  test('by one that took more than ten minutes', async () => {
    const browser = new Browser();
    const query = await visited(browser);
    portal.clock.advance({ minutes: 10 });
    expect(codeOf(await browser.end(query))).toBe('PROVIDER_ATTEMPT_OVER');
  });

  test.each([
    ['a code of nobody', 'code', 'made-up', 'PROVIDER_ANSWER_INVALID'],
    ['no code', 'code', null, 'PROVIDER_ANSWER_INVALID'],
    ['another provider’s answer (RFC 9207)', 'iss', 'https://evil.example', 'PROVIDER_ANSWER_INVALID'],
    ['another state', 'state', 'made-up', 'PROVIDER_ATTEMPT_OVER'],
    ['no state', 'state', null, 'PROVIDER_ATTEMPT_OVER'],
  ])('by %s', async (_, name, value, code) => {
    const browser = new Browser();
    expect(codeOf(await browser.end(changed(await visited(browser), name, value)))).toBe(code);
  });

  test.each(['', '%00', 'state=%00', 'state&state', '%E0%A4%A'])('by the query %j', async (query) => {
    const answer = await new Browser().end(query);
    expect([400, 409]).toContain(answer.status);
  });

  test('by the code of another visit of the same browser: PKCE and nonce are this one’s', async () => {
    const browser = new Browser();
    const code = new URLSearchParams(await visited(browser)).get('code');
    expect(codeOf(await browser.end(changed(await visited(browser), 'code', code)))).toBe(
      'PROVIDER_ANSWER_INVALID',
    );
  });

  test('by an ID token that another key signed', async () => {
    const app = await another({});
    provider.forged = true;
    provider.register([`${app.url}/login/returned`]);
    expect(codeOf(await signIn(new Browser(app.url)))).toBe('PROVIDER_ANSWER_INVALID');
    provider.forged = false;
    provider.register([`${portal.app.url}/login/returned`]);
  });

  test('from another site', async () => {
    const answer = await fetch(`${portal.app.url}/api/session/provider`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ query: 'code=1&state=2' }),
    });
    expect(await answer.json()).toMatchObject({ code: 'CSRF_REJECTED' });
  });
});

describe('refused, and said why', () => {
  test('he gave up at the provider', async () => {
    provider.visitor = null;
    expect(codeOf(await signIn())).toBe('PROVIDER_REFUSED');
  });

  test.each(['nobody', '', "' OR 1=1", 'a.bekenov\0', 'a.be\u212Aenov'])(
    'no account is made for %j',
    async (name) => {
      provider.visitor = { preferred_username: name, iin: IIN };
      expect(codeOf(await signIn())).toBe('PROVIDER_PERSON_UNKNOWN');
    },
  );

  test('a provider that names nobody by the claim that was agreed', async () => {
    provider.visitor = { iin: IIN };
    expect(codeOf(await signIn())).toBe('PROVIDER_PERSON_UNKNOWN');
  });

  test('a closed account stays closed, which the record keeps', async () => {
    await portal.query(`UPDATE directory.account SET disabled_at = now() WHERE login = 'a.bekenov'`);
    try {
      expect(codeOf(await signIn())).toBe('ACCOUNT_DISABLED');
      const [row] = await portal.query<{ data: unknown }>(
        `SELECT content::json -> 'data' AS data FROM kernel.audit_entry ORDER BY seq DESC LIMIT 1`,
      );
      expect(row?.data).toEqual({ way: 'provider', code: 'ACCOUNT_DISABLED' });
    } finally {
      await portal.query(`UPDATE directory.account SET disabled_at = NULL WHERE login = 'a.bekenov'`);
    }
  });

  test('wrong passwords of somebody else keep nobody out whom the provider vouches for', async () => {
    for (let i = 0; i < 5; i += 1) {
      await portal.app.stranger.post('/api/session', { login: 'a.bekenov', password: 'wrong' });
    }
    expect(codeOf(await signIn())).toBe(200);
    const locked = await portal.app.stranger.post('/api/session', { login: 'a.bekenov', password: 'wrong' });
    expect(codeOf(locked)).toBe('ACCOUNT_LOCKED');
    portal.clock.advance({ minutes: 15 });
  });

  test('one address may not try without end', async () => {
    const browser = new Browser();
    const codes = [];
    for (let i = 0; i < 61; i += 1) codes.push(codeOf(await browser.end('state=guess')));
    expect(codes[59]).toBe('PROVIDER_ATTEMPT_OVER');
    expect(codes[60]).toBe('TOO_MANY_REQUESTS');
  });
});

describe('a provider that is down', () => {
  test('is said to be so before the visit, and after it; passwords go on counting', async () => {
    const app = await another({});
    await provider.stop();
    try {
      const asked = await new TestClient(app.url).post('/api/session/provider-visit');
      expect(asked).toMatchObject({ status: 503, json: { code: 'PROVIDER_DOWN' } });
      expect((await TestClient.signIn(app.url, 'a.bekenov')).headers['cookie']).toContain('kelisim');
    } finally {
      await provider.resume();
    }
    provider.register([`${app.url}/login/returned`]);
    const browser = new Browser(app.url);
    const query = await visited(browser);
    provider.break(true);
    expect(codeOf(await browser.end(query))).toBe('PROVIDER_DOWN');
    provider.break(false);
    expect(codeOf(await signIn(browser))).toBe(200);
    provider.register([`${portal.app.url}/login/returned`]);
  });
});
