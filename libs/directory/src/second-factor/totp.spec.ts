import { Authenticator } from './authenticator.fixture.js';
import { enrolmentOf, newSecret, stepOf } from './totp.js';

/** RFC 6238, appendix B: SHA-1; the last six of its eight digits. */
const SECRET = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('RFC 6238 appendix B: at %i seconds the code is %s', (seconds, code) => {
  expect(stepOf(SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
});

test.each([
  ['two periods behind', -60, false],
  ['one period behind', -30, true],
  ['right', 0, true],
  ['one period ahead', 30, true],
  ['two periods ahead', 60, false],
])('a clock that is %s (%i s): %s', (_words, seconds, taken) => {
  const now = new Date('2026-03-16T04:00:10.000Z');
  const theirs = new Date(now.getTime() + seconds * 1000);
  const step = Math.floor(theirs.getTime() / 30_000);
  const secret = newSecret();
  const { key } = enrolmentOf(secret, 'a.bekenov');
  expect(stepOf(secret, new Authenticator(key).code(theirs), now)).toBe(taken ? step : undefined);
});

test('an application is told all it has to know, in the form that all of them read', () => {
  const { uri, key } = enrolmentOf(SECRET, 'a.bekenov');
  expect(key).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
  const url = new URL(uri);
  expect([url.protocol, url.host, decodeURIComponent(url.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/Kelisim:a.bekenov',
  ]);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    issuer: 'Kelisim',
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
