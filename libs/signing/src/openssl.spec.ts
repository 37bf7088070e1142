import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signDetached, toPem } from '#certification-centre';
import { buildSignature } from '../../../apps/web/src/signing/cms-builder.js';
import { openKeyStore } from '../../../apps/web/src/signing/key-store-reader.js';
import { readSignatureFile } from './der/pem.js';
import { CONTENT, SigningKit } from './refusals/refusals.fixture.js';

/** openssl is the check that everyone has: it accepts what the portal makes, and the portal what it makes. */

let kit: SigningKit;
let directory: string;
const file = (name: string) => join(directory, name);

function openssl(...args: string[]): Buffer {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(async () => {
  kit = await SigningKit.create();
  directory = mkdtempSync(join(tmpdir(), 'openssl-'));
  const { root, issuing } = kit.pki.centre;
  const lists = [root, issuing].map((authority) => toPem('X509 CRL', kit.pki.crl(authority)));
  writeFileSync(file('trust.pem'), [toPem('CERTIFICATE', root.certificate), ...lists].join(''));
  writeFileSync(file('chain.pem'), toPem('CERTIFICATE', issuing.certificate));
  writeFileSync(file('signer.pem'), toPem('CERTIFICATE', kit.signer.certificate));
  writeFileSync(file('signer.key'), kit.signer.key.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(file('content'), CONTENT);
}, 30_000);

afterAll(() => {
  kit.remove();
  rmSync(directory, { recursive: true });
});

/** The command that the README of an exported container prints. */
function opensslVerifies(signature: Uint8Array, content = CONTENT): void {
  writeFileSync(file('signature.p7s'), signature);
  writeFileSync(file('given'), content);
  const [input, trust] = [file('signature.p7s'), file('trust.pem')];
  const checked = ['-content', file('given'), '-CAfile', trust, '-crl_check_all'];
  openssl('cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', input, ...checked);
}

function opensslSigns(...options: string[]): Buffer {
  const who = ['-signer', file('signer.pem'), '-inkey', file('signer.key'), '-certfile', file('chain.pem')];
  const what = ['-in', file('content'), '-binary', '-cades', '-out', file('made.p7s')];
  openssl('cms', '-sign', ...what, ...who, ...options);
  return readFileSync(file('made.p7s'));
}

describe('made by openssl', () => {
  test.each(['sha256', 'sha384', 'sha512'])('%s, detached, is VALID here', async (digest) => {
    const signature = opensslSigns('-md', digest, '-outform', 'DER');
    const report = await kit.verify({ signature });
    expect({ verdict: report.verdict, code: report.code }).toEqual({ verdict: 'VALID', code: null });
    expect(report.signer?.commonName).toBe('ӘЛИЕВ БОЛАТ');
  });

  test('PEM is unwrapped first', async () => {
    const signature = readSignatureFile(opensslSigns('-md', 'sha256', '-outform', 'PEM'));
    expect((await kit.verify({ signature })).verdict).toBe('VALID');
  });

  test.each([
    { what: 'attached content', options: ['-nodetach', '-md', 'sha256'], code: 'CONTENT_ATTACHED' },
    { what: 'SHA-1', options: ['-md', 'sha1'], code: 'DIGEST_SHA1' },
    {
      what: 'a streamed encoding (BER)',
      options: ['-nodetach', '-stream', '-md', 'sha256'],
      code: 'NOT_DER',
    },
    {
      what: 'RSA-PSS',
      options: ['-keyopt', 'rsa_padding_mode:pss', '-md', 'sha256'],
      code: 'ALGORITHM_NOT_ALLOWED',
    },
  ])('$what is refused: $code', async ({ options, code }) => {
    const signature = opensslSigns('-outform', 'DER', ...options);
    expect((await kit.verify({ signature })).code).toBe(code);
  });
});

describe('made by the portal', () => {
  test('openssl accepts what the tests’ own maker makes', () => {
    expect(() => opensslVerifies(signDetached(CONTENT, kit.signer))).not.toThrow();
  });

  test.each(['demo', 'Құпиясөз-ӘҢҒҮҰҚӨҺІ'])(
    'key file with the password %s: openssl opens it',
    async (password) => {
      const { p12 } = await issueKeyFile(password);
      writeFileSync(file('key.p12'), p12);
      const text = openssl(
        'pkcs12',
        '-in',
        file('key.p12'),
        '-passin',
        `pass:${password}`,
        '-noenc',
        '-nokeys',
      );
      expect(text.toString()).toContain('BEGIN CERTIFICATE');
    },
  );

  test.each(['demo', 'Құпиясөз-ӘҢҒҮҰҚӨҺІ'])(
    'signed in the browser with a key file under %s: VALID here, and openssl accepts it',
    async (password) => {
      const { p12, serial } = await issueKeyFile(password);
      const { entries, chain } = await openKeyStore(p12, password);
      const [signer] = entries;
      if (!signer) throw new Error('the key file is empty');
      const signature = buildSignature(CONTENT, signer, chain, kit.pki.now);

      const report = await kit.verify({ signature: Buffer.from(signature) });
      expect({ code: report.code, serial: report.signer?.serial }).toEqual({ code: null, serial });
      expect(() => opensslVerifies(signature)).not.toThrow();
      expect(() => opensslVerifies(signature, Buffer.from('other'))).toThrow();
    },
  );
});

function issueKeyFile(password: string) {
  return kit.pki.centre.issueEmployee(
    {
      surname: 'Қожахметұлы',
      given: 'Әділет',
      iin: '900315300456',
      bin: '000140001234',
      organisation: 'Қазақстан Республикасының Әділет министрлігі',
      role: 'head',
      password,
    },
    kit.pki.now,
  );
}
