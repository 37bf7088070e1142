import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { problem } from '#contracts';
import { FakeClock, TEST_PASSWORD } from '#testing';
import { type Person, Portal } from './testing/portal.fixture.js';

/** What a hostile program sends that no browser would, over real HTTP to a portal behind one proxy. */

let portal: Portal;
let person: Person;
const clock = new FakeClock('2026-11-16T04:00:00.000Z');

beforeAll(async () => {
  portal = await Portal.start(clock, { TRUSTED_PROXIES: '1' });
  person = await portal.as('developer.specialist');
});
afterAll(() => portal?.close());

/** Each test in a minute of its own: what was counted before does not count. */
beforeEach(() => clock.advance({ minutes: 1 }));

interface Sent {
  readonly status: number;
  readonly code: string;
}

async function send(
  path: string,
  body: string | Buffer,
  headers: Record<string, string>,
  method = 'POST',
): Promise<Sent> {
  const answer = await fetch(`${portal.url}${path}`, {
    method,
    headers,
    body: new Uint8Array(Buffer.from(body)),
  });
  const said = problem.safeParse(await answer.json().catch(() => undefined));
  return { status: answer.status, code: said.success ? said.data.code : '' };
}

const JSON_TYPE = { 'content-type': 'application/json' };
/** A code of nobody's; who tries twenty of them in a minute is told to wait. */
function wrongCode(forwardedFor: string): Promise<Sent> {
  const body = JSON.stringify({ code: 'ABCDE-FGHJK-MNPQR-STVWX-YZ234-5' });
  return send('/api/activation/check', body, { ...JSON_TYPE, 'x-forwarded-for': forwardedFor });
}
async function refusalsOf(times: number, address: (at: number) => string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let at = 0; at < times; at += 1) {
    const { code } = await wrongCode(address(at));
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

describe('the address that tries are counted by', () => {
  test('is the one that the proxy names; what the sender wrote before it counts for nothing', async () => {
    expect(await refusalsOf(23, (at) => `203.0.113.${at}, 198.51.100.7`)).toEqual({
      ACTIVATION_UNKNOWN: 20,
      TOO_MANY_REQUESTS: 3,
    });
    expect(await wrongCode('198.51.100.8')).toMatchObject({ code: 'ACTIVATION_UNKNOWN' });
  });

  test('is a whole network where somebody has one (IPv6)', async () => {
    expect(await refusalsOf(23, (at) => `2001:db8:7:7:${at.toString(16)}::1`)).toEqual({
      ACTIVATION_UNKNOWN: 20,
      TOO_MANY_REQUESTS: 3,
    });
  });

  test.each(['', 'unknown', '127.0.0.1:99999', 'x'.repeat(5000), "' OR 1=1", '\u00ff'])(
    'may be nonsense: %j breaks nothing',
    async (address) => {
      expect(await wrongCode(address)).toMatchObject({ code: 'ACTIVATION_UNKNOWN' });
    },
  );
});

describe('a body', () => {
  const own = () => ({ ...person.client.headers, ...JSON_TYPE });

  test.each<[string, () => string | Buffer, Record<string, string>, string]>([
    ['of five megabytes', () => `{"a":"${'x'.repeat(5e6)}"}`, {}, '413 PAYLOAD_TOO_LARGE'],
    [
      'that grows a thousandfold when it is unpacked',
      () => gzipSync(Buffer.alloc(2e7, ' ')),
      { 'content-encoding': 'gzip' },
      '413 PAYLOAD_TOO_LARGE',
    ],
    ['packed in no known way', () => '{}', { 'content-encoding': 'zzz' }, '400 MALFORMED_REQUEST'],
    ['two million lists deep', () => '['.repeat(2e6) + ']'.repeat(2e6), {}, '400 MALFORMED_REQUEST'],
    [
      'four hundred thousand objects deep',
      () => `${'{"title":'.repeat(4e5)}1${'}'.repeat(4e5)}`,
      {},
      '400 MALFORMED_REQUEST',
    ],
    [
      'in UTF-16',
      () => '{}',
      { 'content-type': 'application/json; charset=utf-16' },
      '400 MALFORMED_REQUEST',
    ],
    [
      'deep in UTF-7, where no bracket is seen',
      () => '+AFs-'.repeat(7e5),
      { 'content-type': 'application/json; charset=utf-7' },
      '400 MALFORMED_REQUEST',
    ],
    ['as text', () => '{}', { 'content-type': 'text/plain' }, '400 VALIDATION_FAILED'],
    ['as XML', () => '<a/>', { 'content-type': 'application/xml' }, '400 VALIDATION_FAILED'],
    [
      'as a form',
      () => 'title=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      '400 VALIDATION_FAILED',
    ],
    ['as a form of parts', () => '{}', { 'content-type': 'multipart/form-data' }, '400 VALIDATION_FAILED'],
  ])('%s is refused', async (_, body, headers, refusal) => {
    const { status, code } = await send('/api/agreements', body(), { ...own(), ...headers });
    expect(`${status} ${code}`).toBe(refusal);
  });

  test('as a form signs nobody in, wherever it comes from', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await send('/api/session', 'login=a&password=b', form)).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    expect(
      await send('/api/session/provider-logout', `logout_token=${'x'.repeat(40_000)}`, form),
    ).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    });
  });
});

describe('a method', () => {
  test('is what it is, whatever a header or a parameter says', async () => {
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      const answer = await fetch(`${portal.url}/api/session`, {
        headers: { ...person.client.headers, [name]: 'DELETE' },
      });
      expect([name, answer.status]).toEqual([name, 200]);
    }
    const posted = await send('/api/session?_method=DELETE', '{}', {
      ...person.client.headers,
      ...JSON_TYPE,
    });
    expect(posted).toEqual({ status: 400, code: 'VALIDATION_FAILED' });
    expect((await person.get('/api/session')).status).toBe(200);
  });
});

/** The first line of what is answered to raw bytes. */
async function raw(bytes: string): Promise<string> {
  const socket = connect({ port: Number(new URL(portal.url).port), host: '127.0.0.1' });
  socket.end(bytes);
  return (await text(socket)).split('\r\n', 1)[0] ?? '';
}

describe('a request of two meanings (smuggling) is refused', () => {
  test.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 5\r\n'],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n'],
    ['chunks in another word', 'Transfer-Encoding: chunked, identity\r\n'],
    ['a blank before the colon', 'Content-Length : 2\r\n'],
    ['a line that goes on', 'X-A: 1\r\n b\r\nContent-Length: 2\r\nContent-Length: 3\r\n'],
  ])('%s', async (_, headers) => {
    const line = await raw(
      `POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${headers}\r\n{}`,
    );
    expect(line).toBe('HTTP/1.1 400 Bad Request');
  });

  test('and so are headers without end', async () => {
    const cookie = 'a'.repeat(40_000);
    expect(await raw(`GET /api/session HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`)).toBe(
      'HTTP/1.1 431 Request Header Fields Too Large',
    );
  });
});

test('a session that somebody else has thought of is nobody’s, and signing in never takes it over', async () => {
  const chosen = `__Host-kelisim=${'A'.repeat(43)}`;
  const { login } = portal.knownAs('developer.colleague');
  const before = await fetch(`${portal.url}/api/session`, { headers: { cookie: chosen } });
  expect(before.status).toBe(401);
  const answer = await fetch(`${portal.url}/api/session`, {
    method: 'POST',
    headers: { ...JSON_TYPE, cookie: chosen },
    body: JSON.stringify({ login, password: TEST_PASSWORD }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie().join()).not.toContain('A'.repeat(43));
  const after = await fetch(`${portal.url}/api/session`, { headers: { cookie: chosen } });
  expect(after.status).toBe(401);
});
