import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestPki, toPem } from '#certification-centre';
import { readCertificate } from '../certificates/certificate.js';
import { ownTime } from '../refusals/refusals.fixture.js';
import { readCrlFile } from './crl-file.js';
import { assertNotListed } from './revocation.js';

/** A list of 100,000 entries: read in a thread of its own, looked up without reading it again. */

const ENTRIES = 100_000;
/** All that the thread that goes on has to do meanwhile, in milliseconds of its own time. */
const LONGEST_STOP = 50;

let directory: string;
let pki: TestPki;
const path = (name: string) => join(directory, name);
const read = (name: string) => readCrlFile(path(name), statSync(path(name)).size);

/** Serials of all lengths up to 20 octets. */
const serialOf = (number: number): Buffer => {
  const serial = Buffer.alloc(1 + (number % 20), 0x5a);
  const digits = Buffer.from(number.toString(16).padStart(6, '0'), 'hex');
  return Buffer.concat([Buffer.from([1]), digits, serial]);
};

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'lists-'));
  pki = await TestPki.create(path('centre'));
  const date = pki.days(-1);
  const revoked = Array.from({ length: ENTRIES }, (_, number) => ({ serial: serialOf(number), date }));
  const crl = pki.crl(pki.centre.issuing, { revoked });
  writeFileSync(path('long.crl'), crl);
  writeFileSync(path('long.pem'), toPem('X509 CRL', crl) + toPem('X509 CRL', pki.crl(pki.centre.root)));
  writeFileSync(path('damaged.crl'), crl.subarray(0, -1));
  writeFileSync(path('garbage.crl'), Buffer.alloc(300_000, 'garbage'));
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true }));

test.each(['long.crl', 'long.pem'])(
  '%s: every entry is found, and the thread that asked goes on meanwhile',
  async (name) => {
    const { lists, refused } = await read(name);
    expect(refused).toBe(false);
    // The least of a few: the thread may have its own garbage to collect meanwhile.
    const times: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const before = process.threadCpuUsage();
      await read(name);
      const { user, system } = process.threadCpuUsage(before);
      times.push((user + system) / 1000);
    }
    expect(Math.min(...times)).toBeLessThan(LONGEST_STOP);

    const [list] = lists;
    for (const number of [0, 1, 77_777, ENTRIES - 1]) {
      expect(list?.find(serialOf(number).toString('hex'))).toEqual([
        { date: expect.any(Date), removed: false, issuer: undefined },
      ]);
    }
    expect(list?.find(serialOf(ENTRIES).toString('hex'))).toEqual([]);
  },
  30_000,
);

test('a certificate among the 100,000 is revoked, another is not, in milliseconds', async () => {
  const { lists } = await read('long.pem');
  const { root, issuing } = pki.centre;
  const [revoked, other] = [{ serial: serialOf(500) }, {}].map((oddity) =>
    readCertificate(pki.employee(oddity).certificate),
  );
  const above = [readCertificate(issuing.certificate), readCertificate(root.certificate)];
  const trust = {
    crls: lists,
    hasMalformedCrl: false,
    roots: above.slice(1),
    intermediates: above.slice(0, 1),
    refuseTestRoots: false,
  };
  const check = (leaf: typeof revoked) => () =>
    assertNotListed([[leaf as NonNullable<typeof leaf>, ...above]], trust, pki.now);
  expect(check(revoked)).toThrow('CERTIFICATE_REVOKED');
  const time = ownTime(() => {
    for (let i = 0; i < 100; i += 1) check(other)();
  });
  expect(time / 100).toBeLessThan(2);
}, 30_000);

test.each(['damaged.crl', 'garbage.crl'])(
  '%s: nothing is read, and that is known',
  async (name) => {
    expect(await read(name)).toEqual({ lists: [], refused: true });
  },
  30_000,
);
