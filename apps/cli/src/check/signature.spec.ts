import {
  contentType,
  makeSignedData,
  makeSignerInfo,
  messageDigest,
  openKeyStore,
  signDetached,
  signingTime,
  toPem,
} from '#certification-centre';
import { runKeys } from '../keys.js';
import { CheckFolder, PASSWORD, run } from './folder.fixture.js';
import { runCheck } from './run.js';
import { signatureCheck } from './signature.js';

/** `./portal signature check` and `./portal keys`, from files alone. */

const CONTENT = 'Қаулы жобасы';
const folder = new CheckFolder();
const file = (name: string) => folder.file(name);

async function check(...args: string[]) {
  const { exit, output } = await run((out) => runCheck(signatureCheck, args, out));
  expect(output.endsWith('}\n')).toBe(true);
  return { exit, report: JSON.parse(output) };
}

const given = () => [
  '--content',
  file('content'),
  '--signature',
  file('signature.p7s'),
  '--trust',
  file('trust.pem'),
];
const lists = () => folder.lists();

beforeAll(async () => {
  const { key } = await folder.openCentre();
  const signer = openKeyStore(key.p12, PASSWORD);
  const signature = signDetached(Buffer.from(CONTENT), signer);
  folder.write('content', CONTENT);
  folder.write('signature.p7s', signature);
  folder.write('signature.pem', toPem('CMS', signature));
  const content = Buffer.from(CONTENT);
  const attributes = [contentType(), messageDigest(content), signingTime(new Date())];
  const signerInfos = [makeSignerInfo({ ...signer, content, attributes })];
  const certificates = [signer.certificate, ...signer.chain];
  folder.write('unnamed.p7s', makeSignedData({ signerInfos, certificates }));
  folder.write('two.pem', toPem('CMS', signature) + toPem('CMS', signature));
  folder.write('other', 'other');
  folder.write('empty', '');
}, 30_000);

afterAll(() => folder.remove());

describe('signature check', () => {
  test('VALID: exit 0, and who signed', async () => {
    const { exit, report } = await check(...given(), ...lists());
    expect(exit).toBe(0);
    expect(report).toMatchObject({
      verdict: 'VALID',
      code: null,
      signer: { commonName: 'СЕЙІТҚАЛИ ГҮЛНӘР' },
    });
    expect(report.checks.map(({ result }: { result: string }) => result)).toEqual(Array(11).fill('passed'));
  });

  test('PEM or DER, and intermediates beside what the signature carries', async () => {
    const [, , , , ...rest] = given();
    const args = ['--content', file('content'), '--signature', file('signature.pem'), ...rest, ...lists()];
    expect((await check(...args, '--intermediates', file('intermediates.pem'))).exit).toBe(0);
  });

  test('INVALID: exit 1, with the code', async () => {
    const { exit, report } = await check('--content', file('other'), ...given().slice(2), ...lists());
    expect({ exit, verdict: report.verdict, code: report.code }).toEqual({
      exit: 1,
      verdict: 'INVALID',
      code: 'CONTENT_CHANGED',
    });
  });

  test('INDETERMINATE without lists of revoked certificates: exit 2', async () => {
    const { exit, report } = await check(...given());
    expect({ exit, code: report.code }).toEqual({ exit: 2, code: 'REVOCATION_UNKNOWN' });
  });

  test('INDETERMINATE when a list cannot be read: exit 2', async () => {
    const { exit, report } = await check(...given(), '--crl', file('other'));
    expect({ exit, code: report.code }).toEqual({ exit: 2, code: 'CRL_MALFORMED' });
  });

  test('judged at another time', async () => {
    const { report } = await check(...given(), ...lists(), '--at', '2020-01-01T00:00:00Z');
    expect(report.code).toBe('CERTIFICATE_NOT_YET_VALID');
  });

  test.each([
    ['the role of a head', ['--require-role', '1.2.398.3.3.4.1.2.1'], null],
    ['one of two roles', ['--require-role', '1.2.3', '--require-role', '1.2.398.3.3.4.1.2.1'], null],
    ['another role', ['--require-role', '1.2.3'], 'ROLE_MISSING'],
    ['the policy of the certificate', ['--policy', '1.2.398.3.3.2.1'], null],
    ['one of two policies', ['--policy', '1.2.3', '--policy', '1.2.398.3.3.2.1'], null],
    ['another policy', ['--policy', '1.2.3'], 'POLICY_MISSING'],
  ])('what is asked of the signer: %s', async (_, asked, code) => {
    expect((await check(...given(), ...lists(), ...asked)).report.code).toBe(code);
  });

  test('from NCALayer a signature need not name its certificate', async () => {
    const args = [
      ...given().slice(0, 2),
      '--signature',
      file('unnamed.p7s'),
      ...given().slice(4),
      ...lists(),
    ];
    expect((await check(...args)).report.code).toBe('SIGNING_CERTIFICATE_MISSING');
    expect((await check(...args, '--origin', 'key-file')).exit).toBe(1);
    expect((await check(...args, '--origin', 'ncalayer')).exit).toBe(0);
    expect((await check(...args, '--origin', 'elsewhere')).exit).toBe(64);
  });

  test('two signatures in one PEM file are not one', async () => {
    const args = ['--content', file('content'), '--signature', file('two.pem'), '--trust', file('trust.pem')];
    expect((await check(...args)).report.code).toBe('NOT_ONE_PEM_OBJECT');
  });

  test.each([
    ['nothing', () => []],
    ['no --trust', () => given().slice(0, 4)],
    ['a file that is not there', () => [...given().slice(0, 4), '--trust', file('nowhere')]],
    ['a folder for a file', () => [...given().slice(0, 4), '--trust', folder.path]],
    ['roots in a file that holds none', () => [...given().slice(0, 4), '--trust', file('empty')]],
    ['roots in a file of another kind', () => [...given().slice(0, 4), '--trust', file('other')]],
    ['a lone option', () => [...given(), '--at']],
    ['a time that is none', () => [...given(), '--at', 'yesterday']],
    ['a day that is none', () => [...given(), '--at', '2026-02-30']],
    ['an hour that is none', () => [...given(), '--at', '2026-11-20T24:00Z']],
    ['an endless policy', () => [...given(), '--policy', `1${'.1'.repeat(20_000_000)}`]],
    ['content that breaks off', () => ['--content', '/proc/self/mem', ...given().slice(2)]],
    ['an unknown option', () => [...given(), '--force']],
    ['an option twice', () => [...given(), ...given()]],
  ])('wrong usage, %s: exit 64', async (_, args) => {
    const { exit, report } = await check(...args());
    expect({ exit, code: report.code }).toEqual({ exit: 64, code: 'USAGE' });
  });
});

describe('keys', () => {
  const keys = (...args: string[]) => run((out) => runKeys(args, { directory: folder.path, out }));

  test('a key file is issued, listed and revoked, after which its signatures are refused', async () => {
    const out = file('new.p12');
    const person = [
      '--surname',
      'Оспан',
      '--given',
      'Ерлан',
      '--iin',
      '910101300777',
      '--bin',
      '000140001234',
    ];
    const rest = ['--organisation', 'Агенттік', '--role', 'employee', '--password', 'demo', '--out', out];
    const issued = await keys('issue', ...person, ...rest);
    const serial = issued.output.split(' ')[0] ?? '';
    expect((await keys('list')).output).toContain(`${serial}  910101300777  000140001234  employee`);

    expect((await keys('revoke', serial)).exit).toBe(0);
    expect((await keys('list')).output).toMatch(new RegExp(`${serial}.*ОСПАН ЕРЛАН {2}revoked`));
    await expect(keys('revoke', serial)).rejects.toThrow('No valid certificate');
    await expect(keys('issue', ...person, ...rest)).rejects.toThrow('Writing the key file');
    const nowhere = [...rest.slice(0, -1), file('missing/new.p12')];
    await expect(keys('issue', ...person, ...nowhere)).rejects.toThrow('There is no folder');
    // of the one that was issued: for signing and for signing in
    expect((await keys('list')).output.match(/ОСПАН ЕРЛАН/g)).toHaveLength(2);
  });

  test.each([
    ['an unknown option', ['issue', '--force']],
    ['nothing of what is needed', ['issue']],
    ['no serial', ['revoke']],
    ['two serials', ['revoke', '01', '02']],
  ])('wrong usage, %s: exit 64 and one sentence', async (_, args) => {
    const { exit, output } = await keys(...args);
    expect({ exit, lines: output.trimEnd().split('\n').length }).toEqual({ exit: 64, lines: 1 });
  });

  test('without an action it says how it is used', async () => {
    expect(await keys()).toMatchObject({ exit: 64, output: expect.stringContaining('portal keys issue') });
  });
});
