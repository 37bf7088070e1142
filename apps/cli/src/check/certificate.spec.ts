import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { certificatePolicies, keyUsage, makeKeyStore, TestPki, toPem, USAGE } from '#certification-centre';
import { certificateCheck } from './certificate.js';
import { CheckFolder, PASSWORD } from './folder.fixture.js';
import { runCheck } from './run.js';

/** `./portal certificate check`, single calls and batches, from files alone. */

const POLICY = '1.2.398.3.3.2.1';
const folder = new CheckFolder();
let keyStore: Buffer;
const file = (name: string) => folder.file(name);

async function run(...args: string[]) {
  let output = '';
  const exit = await runCheck(certificateCheck, args, {
    write: (text) => {
      output += text;
    },
  });
  return {
    exit,
    answers: output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

async function check(...args: string[]) {
  const { exit, answers } = await run(...args);
  expect(answers).toHaveLength(1);
  return { exit, report: answers[0] };
}

const trusted = () => ['--trust', file('root.pem'), '--intermediates', file('issuing.pem')];
const lists = () => ['--crl', file('root.crl'), '--crl', file('issuing.crl')];
const leaf = () => ['--leaf', file('leaf.pem')];

beforeAll(async () => {
  const pki = await TestPki.create(file('centre'));
  const { root, issuing } = pki.centre;
  const { certificate, key } = pki.employee();
  const authentication = pki.employee({
    extensions: [keyUsage(USAGE.digitalSignature), certificatePolicies(POLICY)],
  }).certificate;
  const revoked = pki.employee();
  folder.write('leaf.pem', toPem('CERTIFICATE', certificate));
  folder.write('leaf.der', certificate);
  folder.write('leaf.key', key.export({ type: 'pkcs8', format: 'pem' }));
  keyStore = makeKeyStore([{ key, certificate, friendlyName: 'leaf' }], [issuing.certificate], PASSWORD);
  folder.write('hundred.pem', toPem('CERTIFICATE', issuing.certificate).repeat(100));
  folder.write('chain.pem', toPem('CERTIFICATE', certificate) + toPem('CERTIFICATE', issuing.certificate));
  folder.write('trailing.der', Buffer.concat([certificate, Buffer.from([0])]));
  folder.write('authentication.pem', toPem('CERTIFICATE', authentication));
  folder.write('revoked.der', revoked.certificate);
  folder.write('root.pem', toPem('CERTIFICATE', root.certificate));
  folder.write('root.der', root.certificate);
  folder.write('issuing.pem', toPem('CERTIFICATE', issuing.certificate));
  folder.write(
    'many.pem',
    `Two of them:\n${toPem('CERTIFICATE', root.certificate)}${toPem('CERTIFICATE', issuing.certificate)}`,
  );
  folder.write('many.der', Buffer.concat([root.certificate, issuing.certificate]));
  folder.write('root.crl', pki.crl(root));
  const list = pki.crl(issuing, { revoked: [{ serial: revoked.serial, date: pki.days(-1) }] });
  folder.write('issuing.crl', toPem('X509 CRL', list));
  folder.write('lists.pem', toPem('X509 CRL', pki.crl(root)) + toPem('X509 CRL', list));
  folder.write('long', Buffer.alloc(2 ** 20 + 1));
  folder.write('garbage', 'neither PEM nor DER');
  folder.write('empty', '');
}, 30_000);
afterAll(() => folder.remove());

test('VALID: exit 0, with the checks, whom the certificate names and the path', async () => {
  const { exit, report } = await check(...leaf(), ...trusted(), ...lists());
  expect(exit).toBe(0);
  expect(report).toMatchObject({ verdict: 'VALID', code: null, certificate: { iin: '800101300123' } });
  expect(report.checks).toEqual(
    ['certificate', 'path', 'revocation'].map((name) => ({ name, result: 'passed' })),
  );
  expect(report.path).toHaveLength(3);
});

test.each([
  ['DER', () => ['--leaf', file('leaf.der'), ...trusted(), ...lists()]],
  [
    'a centre behind the certificate',
    () => ['--leaf', file('chain.pem'), '--trust', file('root.der'), ...lists()],
  ],
  ['many objects in a file', () => [...leaf(), '--trust', file('many.pem'), '--crl', file('lists.pem')]],
  ['many objects in DER', () => [...leaf(), '--trust', file('many.der'), ...lists()]],
  [
    'a certificate for something else',
    () => ['--leaf', file('authentication.pem'), ...trusted(), ...lists()],
  ],
  ['a centre', () => ['--leaf', file('issuing.pem'), '--trust', file('root.pem'), ...lists()]],
  ['a root', () => ['--leaf', file('root.pem'), '--trust', file('root.pem'), ...lists()]],
  [
    'an empty file of intermediates',
    () => [
      '--leaf',
      file('issuing.pem'),
      '--trust',
      file('root.pem'),
      '--intermediates',
      file('empty'),
      ...lists(),
    ],
  ],
])('VALID: %s', async (_, args) => {
  expect(await check(...args())).toMatchObject({ exit: 0, report: { verdict: 'VALID' } });
});

test.each([
  ['REVOCATION_UNKNOWN', 'no list', 2, () => [...leaf(), ...trusted()]],
  ['CRL_MALFORMED', 'a list that is none', 2, () => [...leaf(), ...trusted(), '--crl', file('garbage')]],
  ['CERTIFICATE_REVOKED', 'revoked', 1, () => ['--leaf', file('revoked.der'), ...trusted(), ...lists()]],
  ['PATH_INCOMPLETE', 'no intermediates', 1, () => [...leaf(), '--trust', file('root.pem'), ...lists()]],
  [
    'CERTIFICATE_EXPIRED',
    'ten years on',
    1,
    () => [...leaf(), ...trusted(), ...lists(), '--at', '2037-01-01'],
  ],
  ['TRUNCATED', 'an octet behind the certificate', 1, () => ['--leaf', file('trailing.der'), ...trusted()]],
  ['TRUNCATED', 'no certificate', 1, () => ['--leaf', file('garbage'), ...trusted()]],
  ['TOO_LARGE', 'more than any certificate', 1, () => ['--leaf', file('long'), ...trusted()]],
  ['CERTIFICATE_MALFORMED', 'nothing', 1, () => ['--leaf', file('empty'), ...trusted()]],
  [
    'POLICY_MISSING',
    'a policy that must hold for the path, and does not for the centres',
    1,
    () => [...leaf(), ...trusted(), ...lists(), '--policy', POLICY, '--require-explicit-policy'],
  ],
] as const)('%s: %s', async (code, _, exit, args) => {
  expect(await check(...args())).toMatchObject({ exit, report: { code } });
});

test.each([
  ['no certificate', () => trusted()],
  [
    'intermediates that are none',
    () => [...leaf(), '--trust', file('root.pem'), '--intermediates', file('garbage')],
  ],
  ['a flag with a value', () => [...leaf(), ...trusted(), '--inhibit-any-policy=no']],
  ['a flag twice', () => [...leaf(), ...trusted(), '--inhibit-any-policy', '--inhibit-any-policy']],
  ['a policy that is none', () => [...leaf(), ...trusted(), '--policy', 'head']],
  ['an argument without a name', () => [...leaf(), ...trusted(), 'more']],
  ['a batch and more', () => ['--batch', file('empty'), ...leaf()]],
  ['a batch that is not there', () => ['--batch', file('nowhere')]],
])('wrong usage, %s: exit 64', async (_, args) => {
  const { exit, report } = await check(...args());
  expect(exit).toBe(64);
  expect(report).toMatchObject({ verdict: null, code: 'USAGE', usage: certificateCheck.usage });
  expect(report.reason).toMatch(/\S/);
});

describe('a key store instead of a certificate', () => {
  const byOpenssl = (...more: string[]) =>
    execFileSync('openssl', [
      ...[
        'pkcs12',
        '-export',
        '-inkey',
        file('leaf.key'),
        '-in',
        file('chain.pem'),
        '-out',
        file('keys.p12'),
      ],
      ...['-passout', `pass:${PASSWORD}`, ...more],
    ]);

  test.each<[string, () => unknown]>([
    ['of the test centre', () => folder.write('keys.p12', keyStore)],
    ['of openssl', () => byOpenssl()],
    [
      'with the ciphers of old ones',
      () => byOpenssl('-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES'),
    ],
    ['that is long', () => byOpenssl('-certfile', file('hundred.pem'))],
  ])('%s: said to be one, with the command that takes the certificate out', async (_, make) => {
    make();
    const { exit, report } = await check('--leaf', file('keys.p12'), ...trusted(), ...lists());
    expect([exit, report.code]).toEqual([64, 'USAGE']);
    expect(report.reason).toContain('is a key store (PKCS #12');
    const [, command = ''] = /: openssl (.+) \(for/.exec(report.reason) ?? [];
    execFileSync('openssl', [...command.split(' '), '-passin', `pass:${PASSWORD}`], { cwd: folder.path });
    expect(await check(...leaf(), ...trusted(), ...lists())).toMatchObject({ exit: 0 });
  });

  test.each<[string, string[]]>([
    ['--trust', leaf()],
    ['--intermediates', [...leaf(), '--trust', file('root.pem')]],
    ['--crl', [...leaf(), ...trusted()]],
  ])('for %s too', async (option, others) => {
    byOpenssl();
    const { exit, report } = await check(...others, option, file('keys.p12'));
    expect([exit, report.reason]).toEqual([64, expect.stringContaining('-nokeys -cacerts')]);
  });
});

describe('a batch', () => {
  const batch = async (lines: readonly string[]) => {
    folder.write('batch', lines.join('\n'));
    return run('--batch', file('batch'));
  };
  const line = (id: string, ...args: string[]) => JSON.stringify({ id, args });

  test('each line is answered as a single call is, in order and with its id', async () => {
    const calls = [
      [...leaf(), ...trusted(), ...lists()],
      [...leaf(), ...trusted()],
      ['--leaf', file('revoked.der'), ...trusted(), ...lists()],
    ];
    const { exit, answers } = await batch(calls.map((args, index) => line(`call ${index}`, ...args)));
    expect(exit).toBe(0);
    const single = await Promise.all(calls.map((args) => check(...args)));
    expect(answers).toEqual(single.map(({ report }, index) => ({ id: `call ${index}`, ...report })));
  });

  test.each([
    ['no JSON', 'certificate check', null],
    ['nothing', '', null],
    ['null', 'null', null],
    ['no id', JSON.stringify({ args: [] }), null],
    ['arguments that are one text', JSON.stringify({ id: 'x', args: '--leaf f' }), 'x'],
    ['an argument that is no text', JSON.stringify({ id: 'x', args: [1] }), 'x'],
    ['something more', JSON.stringify({ id: 'x', args: [], shell: 'sh' }), 'x'],
    ['a batch in a batch', JSON.stringify({ id: 'x', args: ['--batch', '-'] }), 'x'],
    ['wrong usage', JSON.stringify({ id: 'x', args: ['--leaf', '/nowhere', '--trust', '/nowhere'] }), 'x'],
  ])('a line that is %s is answered by itself, and the next follows', async (_, bad, id) => {
    const { exit, answers } = await batch([bad, line('next', ...leaf(), ...trusted(), ...lists())]);
    expect(exit).toBe(0);
    expect(answers).toMatchObject([
      { id, verdict: null, code: 'USAGE' },
      { id: 'next', verdict: 'VALID' },
    ]);
  });

  test('a line ends where JSON lets it end, whoever wrote the file', async () => {
    const one = line('line\u2028separator', ...leaf(), ...trusted(), ...lists());
    const { answers } = await batch([`\uFEFF${one}\r`, `${one}\r`, '']);
    expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['line\u2028separator', 'VALID'],
      ['line\u2028separator', 'VALID'],
    ]);
  });

  test('a thousand lines in one process, quickly', async () => {
    const before = process.cpuUsage();
    const calls = Array.from({ length: 1000 }, (_, index) => {
      return line(`${index}`, ...leaf(), ...trusted(), ...lists());
    });
    const { answers } = await batch(calls);
    expect(answers.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(
      calls.map((_, index) => `${index} VALID`),
    );
    // milliseconds of work for each, whatever else the machine does
    expect(process.cpuUsage(before).user / 1000 / calls.length).toBeLessThan(10);
  }, 30_000);

  test('a file that changes between two lines is read again', async () => {
    const root = readFileSync(file('root.pem'));
    const other = readFileSync(file('leaf.pem'));
    const args = ['--leaf', file('root.pem'), '--trust', file('changing.pem'), ...lists()];
    const verdicts: string[] = [];
    for (const content of [other, root, other, root]) {
      folder.write('changing.pem', content);
      const { answers } = await batch([line('1', ...args)]);
      verdicts.push(answers[0].verdict);
    }
    expect(verdicts).toEqual(['INVALID', 'VALID', 'INVALID', 'VALID']);
  });
});
