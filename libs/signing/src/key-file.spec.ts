import { execFileSync } from 'node:child_process';
import { createHmac, pbkdf2Sync } from 'node:crypto';
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
import { parseDer } from './der/der.js';
import { CONTENT, SigningKit } from './refusals/refusals.fixture.js';

/** What the browser's worker makes of key files: it signs what the server accepts, or says why not. */

const PASSWORD = 'demo';
const LIMITS = { bytes: 1e6, depth: 40, elements: 10_000 };
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
function byOpenssl(password: string, ...options: string[]): Buffer {
  const path = (name: string) => join(directory, name);
  writeFileSync(path('key.pem'), kit.signer.key.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(path('certificate.pem'), toPem('CERTIFICATE', kit.signer.certificate));
  const input = ['-inkey', path('key.pem'), '-in', path('certificate.pem'), '-out', path('key.p12')];
  execFileSync('openssl', ['pkcs12', '-export', ...input, '-passout', `pass:${password}`, ...options]);
  return readFileSync(path('key.p12'));
}

const HMAC = { sha256: '1.2.840.113549.2.9', sha512: '1.2.840.113549.2.11' } as const;

/** A key file with the MAC of RFC 9579, as openssl makes it from 3.4 on: by PBKDF2 and HMAC. */
function withPbmac1(
  password: string,
  hash: keyof typeof HMAC = 'sha256',
  keyLength: number | null = 32,
): Buffer {
  const [, safe] = parseDer(byOpenssl(password, '-nomac'), LIMITS).children;
  const content = safe?.children[1]?.children[0]?.content ?? Buffer.alloc(0);
  const salt = Buffer.from('eight by');
  const key = pbkdf2Sync(password, salt, 2048, keyLength ?? 32, hash);
  const hmac = der.sequence(der.oid(HMAC[hash]), der.nothing());
  const length = keyLength === null ? [] : [der.integer(keyLength)];
  const derivation = der.sequence(der.octets(salt), der.integer(2048), ...length, hmac);
  const parameters = der.sequence(der.sequence(der.oid('1.2.840.113549.1.5.12'), derivation), hmac);
  const mac = der.sequence(
    der.sequence(der.oid('1.2.840.113549.1.5.14'), parameters),
    der.octets(createHmac(hash, key).update(content).digest()),
  );
  // what RFC 9579 has put where salt and rounds used to be
  const macData = der.sequence(mac, der.octets(Buffer.from('NOT USED')), der.integer(1));
  return der.sequence(der.integer(3), safe?.raw ?? Buffer.alloc(0), macData);
}

/** Signs with the certificate that the page would offer first. */
async function signsWith(file: Buffer, password = PASSWORD) {
  const holder = new KeyHolder();
  const certificates = await holder.open(file, password, 'signing');
  const serial = certificates[0]?.serial ?? '';
  const report = await kit.verify({ signature: Buffer.from(holder.sign(CONTENT, serial)) });
  return { certificates, code: report.code, serial: report.signer?.serial };
}

describe('a key file is opened and signs', () => {
  const serial = () => kit.signer.serial.toString('hex');

  test('with the certificate for signing, though one for authentication comes first', async () => {
    const { certificates, ...report } = await signsWith(keyFile([authentication(), kit.signer]));
    expect(report).toEqual({ code: null, serial: serial() });
    expect(certificates).toEqual([
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

  test('with the one that is chosen, where several may sign', async () => {
    const second = kit.pki.employee({ pair: kit.pki.keys.other, notBefore: kit.pki.days(-100) });
    const holder = new KeyHolder();
    const certificates = await holder.open(keyFile([second, kit.signer]), PASSWORD, 'signing');
    expect(certificates.map((one) => one.serial)).toEqual([serial(), second.serial.toString('hex')]);
    const signature = Buffer.from(holder.sign(CONTENT, second.serial.toString('hex')));
    expect(await kit.verify({ signature })).toMatchObject({
      code: null,
      signer: { serial: second.serial.toString('hex') },
    });
  });

  test('with either certificate of one key, where it was renewed', async () => {
    const renewed = kit.pki.employee();
    const certificates = await new KeyHolder().open(keyFile([kit.signer, renewed]), PASSWORD, 'signing');
    expect(new Set(certificates.map((one) => one.serial))).toEqual(
      new Set([serial(), renewed.serial.toString('hex')]),
    );
  });

  test('for signing in, with the certificate for authentication', async () => {
    const certificates = await new KeyHolder().open(
      keyFile([kit.signer, authentication()]),
      PASSWORD,
      'authentication',
    );
    expect(certificates).toEqual([expect.objectContaining({ usage: 'authentication' })]);
  });

  test.each([
    ['as openssl makes it', []],
    [
      'in the older encryption (PBES1, SHA-1)',
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
    ],
    ['as older programs make it (PBES1, certificates by RC2 of 40 bits)', ['-legacy']],
    [
      'by AES of 128 bits and HMAC-SHA-1',
      ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha1'],
    ],
    ['by 3DES in PBES2', ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC']],
    ['with 600,000 rounds', ['-iter', '600000']],
    ['with certificates that are not encrypted', ['-certpbe', 'NONE']],
    ['without a MAC', ['-nomac']],
    ['with a MAC by SHA-512', ['-macalg', 'sha512']],
  ])('%s', async (_, options) => {
    expect(await signsWith(byOpenssl(PASSWORD, ...options))).toMatchObject({ code: null, serial: serial() });
  });

  const KAZAKH = 'Құпиясөз-ӘҢҒҮҰҚӨҺІ';

  test('under a Kazakh password', async () => {
    expect(await signsWith(keyFile([kit.signer], KAZAKH), KAZAKH)).toMatchObject({ code: null });
  });

  test.each(['sha256', 'sha512'] as const)('with the newer MAC (PBMAC1) by %s', async (hash) => {
    expect(await signsWith(withPbmac1(PASSWORD, hash))).toMatchObject({ code: null, serial: serial() });
    expect(await signsWith(withPbmac1(KAZAKH, hash, 64), KAZAKH)).toMatchObject({ code: null });
  });

  test.each([
    ['PBES2', []],
    ['PBES1', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['PBES1 with RC2', ['-legacy']],
  ])('under a Kazakh password that openssl took, by %s', async (_, options) => {
    expect(await signsWith(byOpenssl(KAZAKH, ...options), KAZAKH)).toMatchObject({ code: null });
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

  /** Encrypted with so many rounds that nobody would wait for them: 100,000 made 8,388,607. */
  const endlessFile = () => {
    const file = byOpenssl(PASSWORD, '-iter', '100000', '-nomac');
    const rounds = file.indexOf(der.integer(100_000));
    der.integer(0x7fffff).copy(file, rounds);
    return file;
  };

  const rows: { name: string; code: KeyFileCode; file: () => Buffer; password?: string }[] = [
    {
      name: 'a wrong password',
      code: 'KEY_FILE_WRONG_PASSWORD',
      file: () => keyFile([kit.signer]),
      password: 'x',
    },
    {
      name: 'a wrong password to the newer MAC',
      code: 'KEY_FILE_WRONG_PASSWORD',
      file: () => withPbmac1(PASSWORD),
      password: 'x',
    },
    {
      name: 'a newer MAC that does not say how long its key is',
      code: 'KEY_FILE_UNSUPPORTED',
      file: () => withPbmac1(PASSWORD, 'sha256', null),
    },
    { name: 'no password', code: 'KEY_FILE_WRONG_PASSWORD', file: () => keyFile([kit.signer]), password: '' },
    {
      name: 'a wrong password where there is no MAC',
      code: 'KEY_FILE_WRONG_PASSWORD',
      file: () => byOpenssl(PASSWORD, '-nomac'),
      password: 'x',
    },
    { name: 'a text', code: 'KEY_FILE_NOT_P12', file: () => Buffer.from('not a key file') },
    { name: 'an empty file', code: 'KEY_FILE_NOT_P12', file: () => Buffer.alloc(0) },
    { name: 'a certificate', code: 'KEY_FILE_NOT_P12', file: () => kit.signer.certificate },
    { name: 'a signature', code: 'KEY_FILE_NOT_P12', file: () => kit.sign() },
    { name: 'cut off', code: 'KEY_FILE_NOT_P12', file: () => keyFile([kit.signer]).subarray(0, -100) },
    { name: 'over 1 MiB', code: 'KEY_FILE_TOO_LARGE', file: () => Buffer.alloc(1024 * 1024 + 1) },
    { name: 'a GOST key store', code: 'KEY_FILE_GOST', file: gostFile },
    { name: 'rounds without end', code: 'KEY_FILE_UNSUPPORTED', file: endlessFile },
    {
      name: 'a cipher that browsers do not have',
      code: 'KEY_FILE_UNSUPPORTED',
      file: () => byOpenssl(PASSWORD, '-keypbe', 'camellia-256-cbc', '-certpbe', 'NONE'),
    },
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

  test.each(rows)('$code: $name', async ({ code, file, password }) => {
    await expect(new KeyHolder().open(file(), password ?? PASSWORD, 'signing')).rejects.toThrow(
      expect.objectContaining({ name: 'KeyFileError', code }),
    );
  });

  test('KEY_FILE_NO_AUTHENTICATION_CERTIFICATE: for signing in, only a signing certificate', async () => {
    await expect(new KeyHolder().open(keyFile([kit.signer]), PASSWORD, 'authentication')).rejects.toThrow(
      expect.objectContaining({ code: 'KEY_FILE_NO_AUTHENTICATION_CERTIFICATE' }),
    );
  });

  test('KEY_FILE_CLOSED: before it was opened nothing can be signed', () => {
    expect(() => new KeyHolder().sign(CONTENT, '01')).toThrow(
      expect.objectContaining({ code: 'KEY_FILE_CLOSED' }),
    );
  });
});
