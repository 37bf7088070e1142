import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Oddity,
  openKeyStore,
  type SigningIdentity,
  signDetached,
  TestPki,
} from '#certification-centre';
import { ownAccount, type Problem, type SignInChallenge, sessionView } from '#contracts';
import { Housekeeping } from '#kernel';
import { type Answer, TestClient } from '#testing';
import { DirectoryPortal, START } from '../directory-portal.fixture.js';

/** As `TestPki.employee` names the owner of its certificates. */
const IIN = '800101300123';
const BIN = '000140001234';

let folder: string;
let pki: TestPki;
let portal: DirectoryPortal;
let unitId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sign-in-centre-'));
  pki = await TestPki.create(folder, new Date(START));
  const { trust, intermediates, crls } = pki.centre.files;
  portal = await DirectoryPortal.start({
    rootsFile: trust,
    intermediatesFile: intermediates,
    crlPaths: [crls],
    refuseTestRoots: false,
  });
  const bodyId = await portal.body('Цифрлық даму министрлігі', null, BIN);
  unitId = await portal.unit(bodyId, 'ordinary', 'Заң қызметі');
  await portal.employee(unitId, {
    login: 'b.aliev',
    name: 'Әлиев Болат Серікұлы',
    postKind: 'unit_head',
    iin: IIN,
  });
}, 60_000);
afterAll(async () => {
  await portal?.close();
  rmSync(folder, { recursive: true, force: true });
});
// Each test in a minute of its own: the failures of one address do not add up over tests.
beforeEach(() => portal.clock.advance({ minutes: 2 }));

const authentication = (oddity: Oddity = {}): SigningIdentity => {
  const { publicKey } = oddity.pair ?? pki.keys.employee;
  return pki.employee({ extensions: pki.centre.authenticationExtensions(publicKey, 'head'), ...oddity });
};

async function challenge(client = portal.app.stranger): Promise<SignInChallenge> {
  return (await client.post('/api/session/challenge')).json as SignInChallenge;
}

const sign = ({ content }: SignInChallenge, signer: SigningIdentity): string =>
  signDetached(Buffer.from(content, 'base64'), signer, portal.clock.now()).toString('base64');

function attempt(given: SignInChallenge, signature: string): Promise<Answer> {
  const body = { challengeId: given.id, origin: 'key-file', signature };
  return portal.app.stranger.post('/api/session/certificate', body);
}

async function attemptWith(signer: SigningIdentity): Promise<Answer> {
  const given = await challenge();
  return attempt(given, sign(given, signer));
}

function problemOf({ json, status }: Answer): { status: number; code: string; params: unknown } {
  const { code, params } = json as Problem;
  return { status, code, params };
}

const refusedFor = (code: string) => ({ status: 422, code: 'SIGNATURE_REFUSED', params: { code } });

async function lastAudit(): Promise<unknown> {
  const [row] = await portal.query<{ action: string; data: unknown }>(
    `SELECT action, content::json -> 'data' AS data FROM kernel.audit_entry WHERE subject_type = 'account' ORDER BY seq DESC LIMIT 1`,
  );
  return row;
}

describe('signing in by certificate (775:6, 61)', () => {
  test('the owner is found by IIN and BIN, and gets a session like any other', async () => {
    const signer = authentication();
    const answer = await attemptWith(signer);
    expect(answer.status).toBe(200);
    expect(sessionView.parse(answer.json)).toMatchObject({ employee: { login: 'b.aliev' } });
    expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-kelisim=[\w-]{43}; /);
    expect(await lastAudit()).toMatchObject({
      action: 'account.signed_in',
      data: { certificateSerial: signer.serial.toString('hex') },
    });
    // The owner sees by which certificate he is signed in.
    const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const account = await fetch(`${portal.app.url}/api/account`, { headers: { cookie } });
    expect(ownAccount.parse(await account.json()).sessions.find(({ current }) => current)).toMatchObject({
      certificateSerial: signer.serial.toString('hex'),
    });
  });

  test('what is signed names the portal, and is never the same', async () => {
    const [one, other] = [await challenge(), await challenge()];
    const read = ({ content }: SignInChallenge) => JSON.parse(Buffer.from(content, 'base64').toString());
    expect(read(one)).toEqual({
      format: 'kelisim.sign-in/1',
      id: one.id,
      origin: portal.app.url,
      nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiresAt: new Date(portal.clock.now().getTime() + 120_000).toISOString(),
    });
    expect(read(one).nonce).not.toBe(read(other).nonce);
  });

  test('a signature is good once', async () => {
    const given = await challenge();
    const signature = sign(given, authentication());
    expect((await attempt(given, signature)).status).toBe(200);
    expect(problemOf(await attempt(given, signature))).toMatchObject({ status: 409, code: 'CHALLENGE_USED' });
  });

  test('of two at the same moment, one is taken', async () => {
    const given = await challenge();
    const signature = sign(given, authentication());
    const answers = await Promise.all([attempt(given, signature), attempt(given, signature)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a challenge that failed is used up too', async () => {
    const given = await challenge();
    expect(problemOf(await attempt(given, 'AAAA'))).toEqual(refusedFor('NOT_CMS'));
    expect(problemOf(await attempt(given, sign(given, authentication())))).toMatchObject({
      code: 'CHALLENGE_USED',
    });
  });

  test('after two minutes it is too late', async () => {
    const given = await challenge();
    const signature = sign(given, authentication());
    portal.clock.advance({ minutes: 2 });
    expect(problemOf(await attempt(given, signature))).toMatchObject({
      status: 409,
      code: 'CHALLENGE_EXPIRED',
    });
  });

  test('a challenge of another origin, or of nobody, is none', async () => {
    const elsewhere = new TestClient(portal.app.url.replace('127.0.0.1', 'localhost'));
    const given = await challenge(elsewhere);
    expect(problemOf(await attempt(given, sign(given, authentication())))).toMatchObject({
      code: 'CHALLENGE_EXPIRED',
    });
    const unknown = { ...given, id: '0198f1c8-0000-7000-8000-000000000000' };
    expect(problemOf(await attempt(unknown, sign(given, authentication())))).toMatchObject({
      code: 'CHALLENGE_EXPIRED',
    });
  });

  test('old challenges are swept away', async () => {
    await challenge();
    portal.clock.advance({ minutes: 63 });
    await portal.app.get(Housekeeping).run();
    expect(await portal.query('SELECT * FROM directory.sign_in_challenge')).toEqual([]);
  });
});

describe('refused, and said why', () => {
  const rows: { name: string; code: string; signer: () => SigningIdentity }[] = [
    {
      name: 'a certificate for signing documents',
      code: 'NOT_FOR_AUTHENTICATION',
      signer: () => pki.employee(),
    },
    {
      name: 'a certificate that has ended',
      code: 'CERTIFICATE_EXPIRED',
      signer: () => authentication({ notAfter: pki.days(-1) }),
    },
    {
      name: 'a certificate of a centre that only calls itself so',
      code: 'CERTIFICATE_SIGNATURE_WRONG',
      signer: () => authentication({ issuerKey: pki.keys.other.key }),
    },
    {
      name: 'a short key',
      code: 'RSA_KEY_TOO_SHORT',
      signer: () => authentication({ pair: pki.keys.short }),
    },
  ];

  test.each(rows)('$code: $name', async ({ code, signer }) => {
    expect(problemOf(await attemptWith(signer()))).toEqual(refusedFor(code));
  });

  test('CONTENT_CHANGED: the challenge of somebody else', async () => {
    const [given, other] = [await challenge(), await challenge()];
    expect(problemOf(await attempt(given, sign(other, authentication())))).toEqual(
      refusedFor('CONTENT_CHANGED'),
    );
  });

  test('CERTIFICATE_REVOKED, which the record keeps', async () => {
    const { p12, authenticationSerial } = await pki.centre.issueEmployee(
      {
        surname: 'Әлиев',
        given: 'Болат',
        iin: IIN,
        bin: BIN,
        organisation: 'Министрлік',
        role: 'head',
        password: 'demo',
      },
      new Date(START),
    );
    const signer = openKeyStore(p12, 'demo', 1);
    expect((await attemptWith(signer)).status).toBe(200);
    await pki.centre.revoke(authenticationSerial, portal.clock.now());
    await pki.centre.writeCrls(portal.clock.now());
    await new Promise((passed) => setTimeout(passed, 1_100));
    expect(problemOf(await attemptWith(signer))).toEqual(refusedFor('CERTIFICATE_REVOKED'));
    expect(await lastAudit()).toEqual({
      action: 'account.sign_in_refused',
      data: { certificateSerial: authenticationSerial, code: 'CERTIFICATE_REVOKED' },
    });
  });

  test.each([
    ['of another body', { bin: '990140001234', iin: IIN }],
    ['of a person without an account', { bin: BIN, iin: '900101300999' }],
  ])('CERTIFICATE_OWNER_UNKNOWN: a good certificate %s', async (_, owner) => {
    const name = TestPki.employeeName.map(([oid, text]): [string, string] => [
      oid,
      text.replace(IIN, owner.iin).replace(BIN, owner.bin),
    ]);
    expect(problemOf(await attemptWith(authentication({ name })))).toMatchObject({
      status: 401,
      code: 'CERTIFICATE_OWNER_UNKNOWN',
    });
  });

  test('ACCOUNT_DISABLED, as long as it is', async () => {
    await portal.query(`UPDATE directory.account SET disabled_at = now() WHERE login = 'b.aliev'`);
    try {
      expect(problemOf(await attemptWith(authentication()))).toMatchObject({
        status: 403,
        code: 'ACCOUNT_DISABLED',
      });
    } finally {
      await portal.query(`UPDATE directory.account SET disabled_at = NULL WHERE login = 'b.aliev'`);
    }
  });

  test('wrong passwords of somebody else keep nobody out who holds his key', async () => {
    for (let i = 0; i < 6; i += 1) {
      await portal.app.stranger.post('/api/session', { login: 'b.aliev', password: 'wrong' });
    }
    expect((await attemptWith(authentication())).status).toBe(200);
    // It is no way round the lock either: passwords stay closed.
    const locked = await portal.app.stranger.post('/api/session', { login: 'b.aliev', password: 'wrong' });
    expect(problemOf(locked)).toMatchObject({ status: 423, code: 'ACCOUNT_LOCKED' });
    portal.clock.advance({ minutes: 15 });
  });

  test('bad signatures in somebody’s name do not lock the account out', async () => {
    for (let i = 0; i < 8; i += 1) await attemptWith(authentication({ issuerKey: pki.keys.other.key }));
    expect((await attemptWith(authentication())).status).toBe(200);
  });

  test('TOO_MANY_REQUESTS: one address may not try without end', async () => {
    const codes = new Set<string>();
    for (let i = 0; i < 61; i += 1) codes.add(problemOf(await attempt(await challenge(), 'AAAA')).code);
    expect([...codes]).toEqual(['SIGNATURE_REFUSED', 'TOO_MANY_REQUESTS']);
  });
});
