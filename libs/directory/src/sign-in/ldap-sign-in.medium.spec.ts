import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Problem } from '#contracts';
import { type Answer, TEST_PASSWORD, TestClient } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import { TestSlapd } from './slapd.fixture.js';

const LDAP_PASSWORD = 'known-in-the-directory';

let slapd: TestSlapd;
let portal: DirectoryPortal;
let unitId: string;

beforeAll(async () => {
  slapd = await TestSlapd.start([
    { uid: 'a.bekenov', password: LDAP_PASSWORD },
    { uid: 'twice', password: LDAP_PASSWORD },
    { uid: 'twice', password: LDAP_PASSWORD },
    { uid: 'not.in.portal', password: LDAP_PASSWORD },
    { uid: 'without.password' },
    { uid: '*', password: LDAP_PASSWORD },
  ]);
  portal = await DirectoryPortal.start(undefined, slapd.env('ldaps'));
  unitId = await portal.unit(await portal.body('Қаржы министрлігі'), 'ordinary', 'Бюджет департаменті');
  for (const login of ['a.bekenov', 'twice', 'without.password', 'r.baizhanov', '*)(uid=a.bekenov', '*']) {
    await portal.employee(unitId, { login, name: 'Бекенов Асқар', postKind: 'specialist' });
  }
  const [keeper] = await portal.query<{ id: string }>(
    `SELECT employee_id AS id FROM directory.account WHERE login = 'r.baizhanov'`,
  );
  await portal.writer.putDuty(keeper?.id ?? '', 'portal_administrator');
}, 60_000);
afterAll(async () => {
  await portal?.close();
  await slapd?.close();
});
beforeEach(() => portal.clock.advance({ minutes: 16 }));

const attempt = (login: string, password: string, client = portal.app.stranger): Promise<Answer> =>
  client.post('/api/session', { login, password });

async function codeOf(answer: Promise<Answer>): Promise<string | number> {
  const { json, status } = await answer;
  return status === 200 ? 200 : (json as Problem).code;
}

async function lastWay(): Promise<unknown> {
  const [row] = await portal.query<{ way: string }>(
    `SELECT content::json -> 'data' ->> 'way' AS way FROM kernel.audit_entry
     WHERE action = 'account.signed_in' ORDER BY seq DESC LIMIT 1`,
  );
  return row?.way;
}

/** A portal with other settings than the first, on the same database. */
async function withSettings(env: Record<string, string>, act: (client: TestClient) => Promise<void>) {
  const other = await portal.another(env);
  try {
    await act(new TestClient(other.url));
  } finally {
    await other.close();
  }
}

describe('signing in with the password of the LDAP directory (775:6, 61)', () => {
  test('both passwords count, and the record tells which it was', async () => {
    expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD))).toBe(200);
    expect(await lastWay()).toBe('ldap');
    expect(await codeOf(attempt(' A.BEKENOV ', TEST_PASSWORD))).toBe(200);
    expect(await lastWay()).toBe('password');
  });

  test('over STARTTLS too: the directory takes no password without TLS', async () => {
    await withSettings(slapd.env('ldap'), async (client) => {
      expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD, client))).toBe(200);
      expect(await lastWay()).toBe('ldap');
    });
  });

  test('five wrong ones lock, whichever password it was meant to be', async () => {
    for (let i = 0; i < 4; i += 1) {
      expect(await codeOf(attempt('a.bekenov', 'wrong'))).toBe('INVALID_CREDENTIALS');
    }
    expect(await codeOf(attempt('a.bekenov', 'wrong'))).toBe('ACCOUNT_LOCKED');
    expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD))).toBe('ACCOUNT_LOCKED');
  });

  test.each([
    ['nobody’s account is made', 'not.in.portal', LDAP_PASSWORD],
    ['a name that fits two entries is nobody', 'twice', LDAP_PASSWORD],
    ['an entry without a password has none', 'without.password', 'anything'],
    ['a star is a star, and finds the one entry of that name', '*', 'wrong'],
    ['a filter in the name is a name', '*)(uid=a.bekenov', LDAP_PASSWORD],
    ['nor does it find everybody', 'a.bekenov)(|(uid=*', LDAP_PASSWORD],
    ['a backslash ends nothing', 'a.bekenov\\', LDAP_PASSWORD],
    ['blanks are a wrong password', 'a.bekenov', '   '],
  ])('%s', async (_, login, password) => {
    expect(await codeOf(attempt(login, password))).toBe('INVALID_CREDENTIALS');
  });

  test('the one entry that is called * signs in as *', async () => {
    expect(await codeOf(attempt('*', LDAP_PASSWORD))).toBe(200);
  });

  test('an empty password, which the directory would take for an anonymous bind, never gets there', async () => {
    expect(await codeOf(attempt('a.bekenov', ''))).toBe('VALIDATION_FAILED');
  });

  test('a closed account stays closed', async () => {
    await portal.query(`UPDATE directory.account SET disabled_at = now() WHERE login = 'a.bekenov'`);
    try {
      expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD))).toBe('ACCOUNT_DISABLED');
      expect(await codeOf(attempt('a.bekenov', 'wrong'))).toBe('INVALID_CREDENTIALS');
    } finally {
      await portal.query(`UPDATE directory.account SET disabled_at = NULL WHERE login = 'a.bekenov'`);
    }
  });

  test('the password of the directory does not change that of the portal', async () => {
    const client = await portal.app.signIn('a.bekenov', LDAP_PASSWORD);
    const wish = (current: string) =>
      client.put('/api/account/password', { current, next: 'Теректі жағасында 7 қайың' });
    expect(await codeOf(wish(LDAP_PASSWORD))).toBe('INVALID_CREDENTIALS');
  });
});

describe('where only the directory’s passwords count', () => {
  test('the portal’s own is refused, but not to its administrator', async () => {
    await withSettings({ LDAP_PASSWORDS: 'only' }, async (client) => {
      expect(await codeOf(attempt('a.bekenov', TEST_PASSWORD, client))).toBe('INVALID_CREDENTIALS');
      expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD, client))).toBe(200);
      expect(await codeOf(attempt('r.baizhanov', TEST_PASSWORD, client))).toBe(200);
    });
  });
});

describe('a directory that can’t be asked', () => {
  test('is said to be so; the portal’s own passwords go on counting', async () => {
    await slapd.stop();
    try {
      expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD))).toBe('PASSWORD_DIRECTORY_DOWN');
      expect(await codeOf(attempt('a.bekenov', TEST_PASSWORD))).toBe(200);
    } finally {
      await slapd.resume();
    }
    expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD))).toBe(200);
  });

  test('gives no free guesses meanwhile', async () => {
    await slapd.stop();
    try {
      for (let i = 0; i < 5; i += 1) await attempt('a.bekenov', `guess ${i}`);
      expect(await codeOf(attempt('a.bekenov', TEST_PASSWORD))).toBe('ACCOUNT_LOCKED');
    } finally {
      await slapd.resume();
    }
  });

  test.each(['ldap', 'ldaps'] as const)(
    'is not believed over %s by a certificate of nobody trusted',
    async (scheme) => {
      await withSettings({ ...slapd.env(scheme), LDAP_CA: '' }, async (client) => {
        expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD, client))).toBe('PASSWORD_DIRECTORY_DOWN');
      });
    },
  );

  test('and whose connection is cut after STARTTLS gets no password without TLS', async () => {
    let connections = 0;
    const { cert, key } = slapd.tlsPair();
    const server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
      socket.once('data', () => {
        // ExtendedResponse of message 1: success (RFC 4511 4.12, 4.14.2).
        socket.write(Buffer.from('300c02010178070a010004000400', 'hex'));
        const upgraded = new TLSSocket(socket, { isServer: true, cert, key });
        upgraded.on('error', () => undefined);
        upgraded.once('secure', () => socket.end());
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await withSettings({ LDAP_URL: `ldap://127.0.0.1:${port}` }, async (client) => {
        expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD, client))).toBe('PASSWORD_DIRECTORY_DOWN');
      });
      expect(connections).toBe(1);
    } finally {
      server.close();
    }
  });

  test('and that takes the connection and says nothing is waited for some seconds, no longer', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await withSettings({ LDAP_URL: `ldaps://127.0.0.1:${port}` }, async (client) => {
        const before = performance.now();
        expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD, client))).toBe('PASSWORD_DIRECTORY_DOWN');
        expect(performance.now() - before).toBeLessThan(9_000);
        expect(await codeOf(attempt('a.bekenov', TEST_PASSWORD, client))).toBe(200);
      });
    } finally {
      server.close();
    }
  }, 20_000);

  test('and that sends elsewhere (a referral) is not followed: no password goes to a server nobody named', async () => {
    let connections = 0;
    const elsewhere = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    await slapd.refer(`ldap://127.0.0.1:${port}/`);
    try {
      await withSettings(slapd.env('ldaps', { LDAP_BASE: 'dc=other,dc=example' }), async (client) => {
        expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD, client))).toBe('PASSWORD_DIRECTORY_DOWN');
      });
      expect(connections).toBe(0);
    } finally {
      elsewhere.close();
      await slapd.refer(null);
    }
  });

  test('or that refuses the portal itself', async () => {
    await withSettings({ LDAP_BIND_PASSWORD: 'changed' }, async (client) => {
      expect(await codeOf(attempt('a.bekenov', LDAP_PASSWORD, client))).toBe('PASSWORD_DIRECTORY_DOWN');
    });
  });
});
