import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { openKeyStore, Responders, signDetached } from '#certification-centre';
import { Clock } from '#kernel';
import { NodeForgeVerifier } from '#signing';
import { runKeys } from '../keys.js';
import { CheckFolder, PASSWORD, run } from './folder.fixture.js';
import { runCheck } from './run.js';
import { signatureCheck } from './signature.js';

/** `./portal signature check` with a responder and time stamps, and what `./portal keys` has for them. */

const CONTENT = 'Қаулы жобасы';
const folder = new CheckFolder();
let responders: Responders;
let serial: string;
const file = (name: string) => folder.file(name);

beforeAll(async () => {
  const { centre, key } = await folder.openCentre();
  serial = key.serial;
  const started = await Responders.start(centre);
  if (!started) throw new Error('there is no openssl');
  responders = started;
  folder.write('content', CONTENT);
  const bare = signDetached(Buffer.from(CONTENT), openKeyStore(key.p12, PASSWORD));
  folder.write('bare.p7s', bare);
  const options = {
    rootsFile: file('trust.pem'),
    intermediatesFile: file('intermediates.pem'),
    crlPaths: [file('crls')],
    tsaUrl: responders.url('tsa'),
    refuseTestRoots: false,
  };
  const verifier = new NodeForgeVerifier(options, new Clock());
  const request = {
    signature: bare,
    content: Buffer.from(CONTENT),
    at: new Date(),
    origin: 'key-file',
  } as const;
  folder.write('stamped.p7s', (await verifier.prove(request)).cms);
}, 30_000);
afterAll(async () => {
  await responders.close();
  folder.remove();
});

/** The verdict with the root's list alone beside what is given. */
async function check(signature: string, ...more: string[]) {
  const given = ['--content', file('content'), '--signature', file(signature), '--trust', file('trust.pem')];
  const args = [...given, '--crl', file('crls/root.crl'), ...more];
  const { exit, output } = await run((out) => runCheck(signatureCheck, args, out));
  const { code, timeSource } = JSON.parse(output);
  return { exit, code, timeSource };
}

const ocsp = () => ['--ocsp', responders.url('ocsp')];

test('--ocsp: the responder is asked', async () => {
  expect(await check('bare.p7s')).toMatchObject({ exit: 2, code: 'REVOCATION_UNKNOWN' });
  expect(await check('bare.p7s', ...ocsp())).toEqual({ exit: 0, code: null, timeSource: 'request' });
  expect(await check('bare.p7s', '--ocsp', 'http://127.0.0.1:9/')).toMatchObject({
    exit: 2,
    code: 'OCSP_UNREACHABLE',
  });
});

test('a stamp is trusted by --trust, or by --tsa-trust where it is given', async () => {
  const stamped = { exit: 0, code: null, timeSource: 'stamp' };
  expect(await check('stamped.p7s', ...ocsp())).toEqual(stamped);
  expect(await check('stamped.p7s', ...ocsp(), '--tsa-trust', file('trust.pem'))).toEqual(stamped);
  const other = await check('stamped.p7s', ...ocsp(), '--tsa-trust', file('ocsp.pem'));
  expect(other).toMatchObject({ exit: 1, code: 'STAMP_UNTRUSTED' });
});

test.each([
  ['--ocsp', 'ftp://example.kz/'],
  ['--ocsp', 'example'],
  ['--tsa-trust', '/nowhere'],
])('wrong usage: %s %s', async (option, value) => {
  expect(await check('bare.p7s', option, value)).toMatchObject({ exit: 64, code: 'USAGE' });
});

test('keys renew: a new key file for the same person', async () => {
  const out = file('renewed.p12');
  const { exit, output } = await run((to) =>
    runKeys(['renew', serial, '--password', PASSWORD, '--out', out], { directory: folder.path, out: to }),
  );
  expect(exit).toBe(0);
  const { certificate } = openKeyStore(readFileSync(out), PASSWORD);
  folder.write('renewed.der', certificate);
  const subject = execFileSync('openssl', [
    'x509',
    '-inform',
    'DER',
    '-in',
    file('renewed.der'),
    '-noout',
    '-subject',
  ]);
  expect(subject.toString()).toContain('IIN850707400321');
  expect(output).toMatch(new RegExp(`stays valid until portal keys revoke ${serial}`));
  await expect(
    run((to) =>
      runKeys(['renew', 'ff', '--password', PASSWORD, '--out', file('other.p12')], {
        directory: folder.path,
        out: to,
      }),
    ),
  ).rejects.toThrow('No certificate that can be renewed has the serial ff.');
});
