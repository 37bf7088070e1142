import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  der,
  extendedKeyUsage,
  keyUsage,
  makeKeyStore,
  OID,
  type SigningIdentity,
  toPem,
  USAGE,
} from '#certification-centre';
import type { KeyFileCode } from '../../../apps/web/src/signing/key-file-errors.js';
import { KeyHolder } from '../../../apps/web/src/signing/key-holder.js';
import { CONTENT, SigningKit } from './refusals.fixture.js';

/** What the browser's worker makes of key files: it signs what the server accepts, or says why not. */

const PASSWORD = 'demo';
let kit: SigningKit;
let directory: string;

beforeAll(async () => {
  kit = await SigningKit.create();
  directory = mkdtempSync(join(tmpdir(), 'key-file-'));
}, 30_000);
afterAll(() => {
  kit.remove();
  rmSync(directory, { recursive: true });
});

const keyFile = (identities: SigningIdentity[], password = PASSWORD) =>
  makeKeyStore(
    identities.map(({ key, certificate }, index) => ({ key, certificate, friendlyName: `key ${index}` })),
    [kit.pki.centre.issuing.certificate, kit.pki.centre.root.certificate],
    password,
  );

const authentication = () =>
  kit.pki.employee({
    pair: kit.pki.keys.other,
    extensions: [
      keyUsage(USAGE.digitalSignature, USAGE.keyEncipherment),
      extendedKeyUsage(OID.clientAuthentication),
    ],
  });

/** A key file as openssl makes it. */
function byOpenssl(...options: string[]): Buffer {
  const path = (name: string) => join(directory, name);
  writeFileSync(path('key.pem'), kit.signer.key.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(path('certificate.pem'), toPem('CERTIFICATE', kit.signer.certificate));
  const input = ['-inkey', path('key.pem'), '-in', path('certificate.pem'), '-out', path('key.p12')];
  execFileSync('openssl', ['pkcs12', '-export', ...input, '-passout', `pass:${PASSWORD}`, ...options]);
  return readFileSync(path('key.p12'));
}

async function signsWith(file: Buffer, password = PASSWORD) {
  const holder = new KeyHolder();
  const certificates = holder.open(file, password);
  const report = await kit.verify({ signature: Buffer.from(holder.sign(CONTENT)) });
  return { certificates, code: report.code, serial: report.signer?.serial };
}

describe('a key file is opened and signs', () => {
  const serial = () => kit.signer.serial.toString('hex');

  test('with the certificate for signing, though one for authentication comes first', async () => {
    const { certificates, ...report } = await signsWith(keyFile([authentication(), kit.signer]));
    expect(report).toEqual({ code: null, serial: serial() });
    expect(certificates).toEqual([
      expect.objectContaining({ usage: 'authentication' }),
      {
        commonName: 'ӘЛИЕВ БОЛАТ',
        iin: '800101300123',
        bin: '000140001234',
        organisation: '«Цифрлық даму» министрлігі',
        notBefore: expect.stringMatching(/^\d{4}-/),
        notAfter: expect.stringMatching(/^\d{4}-/),
        serial: serial(),
        usage: 'signing',
      },
    ]);
  });

  test('with the one that is valid now, where an older one has ended', async () => {
    const ended = kit.pki.employee({ pair: kit.pki.keys.other, notAfter: kit.pki.days(-1) });
    expect(await signsWith(keyFile([ended, kit.signer]))).toMatchObject({ code: null, serial: serial() });
  });

  test.each([
    ['as openssl makes it', []],
    [
      'in the older encryption (PBES1, SHA-1)',
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
    ],
    ['with certificates that are not encrypted', ['-certpbe', 'NONE']],
    ['without a MAC', ['-nomac']],
    ['with a MAC by SHA-512', ['-macalg', 'sha512']],
  ])('%s', async (_, options) => {
    expect(await signsWith(byOpenssl(...options))).toMatchObject({ code: null, serial: serial() });
  });

  test('under a Kazakh password', async () => {
    const password = 'Құпиясөз-ӘҢҒҮҰҚӨҺІ';
    expect(await signsWith(keyFile([kit.signer], password), password)).toMatchObject({ code: null });
  });
});

describe('a key file is refused', () => {
  /** A file whose MAC is by a GOST digest, as the national centre's GOST key stores have it. */
  const gostFile = () => {
    const data = der.sequence(der.oid('1.2.840.113549.1.7.1'), der.tagged(0, der.octets(der.sequence())));
    const algorithm = der.sequence(der.oid('1.2.398.3.10.1.3.1'), der.nothing());
    const mac = der.sequence(
      der.sequence(algorithm, der.octets(Buffer.alloc(32))),
      der.octets(Buffer.alloc(8)),
    );
    return der.sequence(der.integer(3), data, mac);
  };

  const rows: { name: string; code: KeyFileCode; file: () => Buffer; password?: string }[] = [
    {
      name: 'a wrong password',
      code: 'KEY_FILE_WRONG_PASSWORD',
      file: () => keyFile([kit.signer]),
      password: 'x',
    },
    { name: 'no password', code: 'KEY_FILE_WRONG_PASSWORD', file: () => keyFile([kit.signer]), password: '' },
    {
      name: 'a wrong password where there is no MAC',
      code: 'KEY_FILE_WRONG_PASSWORD',
      file: () => byOpenssl('-nomac'),
      password: 'x',
    },
    { name: 'a text', code: 'KEY_FILE_NOT_P12', file: () => Buffer.from('not a key file') },
    { name: 'an empty file', code: 'KEY_FILE_NOT_P12', file: () => Buffer.alloc(0) },
    { name: 'a certificate', code: 'KEY_FILE_NOT_P12', file: () => kit.signer.certificate },
    { name: 'a signature', code: 'KEY_FILE_NOT_P12', file: () => kit.sign() },
    { name: 'cut off', code: 'KEY_FILE_NOT_P12', file: () => keyFile([kit.signer]).subarray(0, -100) },
    { name: 'over 1 MiB', code: 'KEY_FILE_TOO_LARGE', file: () => Buffer.alloc(1024 * 1024 + 1) },
    { name: 'a GOST key store', code: 'KEY_FILE_GOST', file: gostFile },
    {
      name: 'only an authentication certificate',
      code: 'KEY_FILE_NO_SIGNING_CERTIFICATE',
      file: () => keyFile([authentication()]),
    },
    {
      name: 'certificates without a key',
      code: 'KEY_FILE_NO_SIGNING_CERTIFICATE',
      file: () => keyFile([]),
    },
    {
      name: 'a certificate that has ended',
      code: 'KEY_FILE_EXPIRED',
      file: () => keyFile([kit.pki.employee({ notAfter: kit.pki.days(-1) })]),
    },
    {
      name: 'a certificate that has not begun',
      code: 'KEY_FILE_NOT_YET_VALID',
      file: () => keyFile([kit.pki.employee({ notBefore: kit.pki.days(2) })]),
    },
  ];

  test.each(rows)('$code: $name', ({ code, file, password }) => {
    expect(() => new KeyHolder().open(file(), password ?? PASSWORD)).toThrow(
      expect.objectContaining({ name: 'KeyFileError', code }),
    );
  });

  test('before it was opened nothing can be signed', () => {
    expect(() => new KeyHolder().sign(CONTENT)).toThrow(expect.objectContaining({ code: 'KEY_FILE_CLOSED' }));
  });
});
