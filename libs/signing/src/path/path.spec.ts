import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Authority,
  basicConstraints,
  certificatePolicies,
  der,
  keyUsage,
  makeExtension,
  makeName,
  newKeyPair,
  OID,
  toPem,
  USAGE,
} from '#certification-centre';
import { readCertificate } from '../certificates/certificate.js';
import { ownTime, SigningKit, seeded } from '../refusals/refusals.fixture.js';
import { CA_USAGE, PathKit } from './path.fixture.js';
import type { PolicyInputs } from './policies.js';

/** Paths are found among whatever is given, and end quickly where there is none. */

let kit: SigningKit;
let paths: PathKit;
beforeAll(async () => {
  kit = await SigningKit.create();
  paths = new PathKit(kit);
}, 30_000);
afterAll(() => kit.remove());

/** Centres below each other, the uppermost first. */
function chain(length: number, name = 'centre', extensions: Buffer[] = []): Authority[] {
  const centres: Authority[] = [];
  for (let i = 0; i < length; i += 1) {
    const by = centres[i - 1] ?? paths.root;
    centres.push(paths.centre(`${name} ${i}`, extensions, { by }));
  }
  return centres;
}

const last = <T>(list: readonly T[]): T => list[list.length - 1] as T;

describe('finding a path', () => {
  test('the order of what is given does not matter', () => {
    const centres = chain(5);
    const { certificate } = paths.leaf(last(centres));
    const random = seeded(15);
    for (let i = 0; i < 20; i += 1) {
      const shuffled = centres
        .map((centre) => ({ centre, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ centre }) => centre);
      expect(paths.pathCode(certificate, shuffled)).toBe(null);
    }
  });

  test('the longest path that is accepted, and one more', () => {
    const [whole, longer] = [chain(8), chain(9)];
    expect(paths.pathCode(paths.leaf(last(whole)).certificate, whole)).toBe(null);
    expect(paths.pathCode(paths.leaf(last(longer)).certificate, longer)).toBe('PATH_TOO_COMPLEX');
  });

  test('a centre with two certificates: the one that leads to the root is found', () => {
    const stranger = kit.pki.authority([basicConstraints(true), CA_USAGE], {
      name: [[OID.commonName, 'stranger']],
    });
    const cross = paths.centre('shared', [], { by: stranger });
    const own = paths.centre('shared');
    const { certificate } = paths.leaf(own);
    expect(paths.pathCode(certificate, [cross, stranger, own])).toBe(null);
    expect(paths.pathCode(certificate, [cross, stranger])).toBe('PATH_UNTRUSTED');
  });

  test('a centre with a new key: old with new and new with old', () => {
    const [oldKey, newKey] = [kit.pki.keys.other, kit.pki.keys.employee];
    const oldCentre = paths.centre('rolling', [], { pair: oldKey });
    const newWithOld = paths.centre('rolling', [], { pair: newKey, by: oldCentre });
    expect(paths.pathCode(paths.leaf(newWithOld).certificate, [newWithOld, oldCentre])).toBe(null);

    const newCentre = paths.centre('rolling', [], { pair: newKey });
    const oldWithNew = paths.centre('rolling', [], { pair: oldKey, by: newCentre });
    expect(paths.pathCode(paths.leaf(oldWithNew).certificate, [oldWithNew, newCentre])).toBe(null);
  });

  test('a path length counts centres, but not those that certify themselves anew', () => {
    const limited = paths.centre('limited', [], { extensions: [basicConstraints(true, 0), CA_USAGE] });
    const renewed = paths.centre('limited', [], { pair: kit.pki.keys.employee, by: limited });
    expect(paths.pathCode(paths.leaf(renewed).certificate, [renewed, limited])).toBe(null);
    const below = paths.centre('below', [], { by: renewed });
    expect(paths.pathCode(paths.leaf(below).certificate, [below, renewed, limited])).toBe(
      'PATH_LENGTH_EXCEEDED',
    );
    // the last certificate is no centre on the path, whatever else it is
    expect(paths.pathCode(paths.centre('other', [], { by: limited }).certificate, [limited])).toBe(null);
  });

  test('an issuer is the same one when only the kind of string differs', () => {
    const centre = paths.centre('Rolling Over');
    const printable = der.sequence(
      der.setOf(der.sequence(der.oid(OID.commonName), der.printable(' rolling  OVER'))),
    );
    const { certificate } = paths.leaf({ ...centre, name: printable });
    const list = kit.pki.crl(centre);
    expect(paths.check(certificate, { centres: [centre], lists: [list] }).code).toBe(null);
  });

  test('the fault of the attempt that came furthest is told', () => {
    const expired = paths.centre('centre', [], { notAfter: kit.pki.days(-1) });
    const lower = paths.centre('lower', [], { by: expired });
    const noCentre = paths.centre('lower', [], { by: expired, extensions: [keyUsage(USAGE.cRLSign)] });
    const { certificate } = paths.leaf(lower);
    expect(paths.pathCode(certificate, [noCentre, lower, expired])).toBe('ISSUER_EXPIRED');
  });
});

describe('nothing keeps the search busy', () => {
  const quickly = (work: () => void) => expect(ownTime(work)).toBeLessThan(1000);

  test('centres that certify each other in a ring', () => {
    const keys = kit.pki.keys.other;
    const names = ['a', 'b', 'c'].map((name) => makeName([[OID.commonName, name]]));
    const ring = names.map((_, index) => {
      const by = { ...paths.root, name: names[(index + 1) % 3] as Buffer, key: keys.key };
      return paths.centre(['a', 'b', 'c'][index] as string, [], { by });
    });
    quickly(() => {
      expect(paths.pathCode(paths.leaf(ring[0] as Authority).certificate, ring)).toBe('PATH_INCOMPLETE');
    });
  });

  test('many centres that all certify each other', () => {
    const key = kit.pki.keys.other.key;
    const count = 20;
    const name = (index: number) => makeName([[OID.commonName, `web ${index}`]]);
    const web = Array.from({ length: count * count }, (_, index) => {
      const by = { ...paths.root, name: name(index % count), key };
      return paths.centre(`web ${Math.floor(index / count)}`, [], { by });
    });
    quickly(() => {
      const { certificate } = paths.leaf(web[0] as Authority);
      expect(paths.check(certificate, { centres: web }).code).toBe('PATH_TOO_COMPLEX');
    });
  });

  test('five thousand centres that have nothing to do with it', () => {
    const [centre, other] = [paths.centre('centre'), paths.centre('other')];
    const crowd = Array.from({ length: 5000 }, () => other);
    quickly(() => {
      expect(
        paths.check(paths.leaf(centre).certificate, {
          centres: [...crowd, centre],
          lists: [kit.pki.crl(centre)],
        }).code,
      ).toBe(null);
    });
  });

  test('one among two hundred of the same name is found by its key identifier', async () => {
    const id = (octets: Buffer) => [makeExtension(OID.subjectKeyIdentifier, false, der.octets(octets))];
    const crowd = Array.from({ length: 200 }, (_, index) => {
      return paths.centre('one of many', id(Buffer.from([index])), { pair: kit.pki.keys.employee });
    });
    const centre = paths.centre('one of many', id(Buffer.from('right')));
    const hint = der.sequence(der.taggedPrimitive(0, Buffer.from('right')));
    const { certificate } = paths.leaf(centre, [makeExtension(OID.authorityKeyIdentifier, false, hint)]);
    quickly(() => {
      expect(paths.pathCode(certificate, [...crowd, centre])).toBe(null);
    });
  }, 30_000);

  test('policies that multiply', () => {
    const policy = (index: number) => `1.2.3.${index}`;
    const count = 100;
    const all = Array.from({ length: count }, (_, index) => policy(index));
    const mappings = all.flatMap((from) =>
      all.slice(0, 10).map((to) => der.sequence(der.oid(from), der.oid(to))),
    );
    const extensions = [
      certificatePolicies(...all),
      makeExtension('2.5.29.33', true, der.sequence(...mappings)),
    ];
    const centres = chain(6, 'policies', extensions);
    quickly(() => {
      const leaf = paths.leaf(last(centres), [certificatePolicies(...all)]);
      expect(paths.pathCode(leaf.certificate, centres, { initial: ['1.2.9'], explicit: 'required' })).toMatch(
        /^(POLICY_MISSING|PATH_TOO_COMPLEX)$/,
      );
    });
  });
});

describe('policies', () => {
  const [ours, other] = ['1.2.398.3.3.2.1', '1.2.398.3.3.2.9'];
  const required: Partial<PolicyInputs> = { initial: [ours], explicit: 'required' };
  const spoken: Partial<PolicyInputs> = { initial: [ours], explicit: 'where-spoken' };

  test.each([
    ['a centre and a certificate with it', [ours], [ours], required, null],
    ['a centre with any', ['2.5.29.32.0'], [ours], required, null],
    ['a certificate with any', [ours], ['2.5.29.32.0'], required, null],
    [
      'a certificate with any, where that does not count',
      [ours],
      ['2.5.29.32.0'],
      { ...required, inhibitAny: true },
      'POLICY_MISSING',
    ],
    ['a centre with another', [other], [ours], required, 'POLICY_MISSING'],
    ['a silent centre', [], [ours], required, 'POLICY_MISSING'],
    ['a silent centre, where the certificate speaks for itself', [], [ours], spoken, null],
    ['a silent centre, and the certificate has another', [], [other], spoken, 'POLICY_MISSING'],
    ['a centre with another that does not stay silent', [other], [ours], spoken, 'POLICY_MISSING'],
    ['nothing is asked', [other], [ours], {}, null],
    ['nothing is asked of a set that does not hold', [other], [ours], { initial: [ours] }, null],
  ] as const)('%s', (_, above, own, inputs, code) => {
    const centre = paths.centre('policy', above.length > 0 ? [certificatePolicies(...above)] : []);
    const { certificate } = paths.leaf(centre, [certificatePolicies(...own)]);
    expect(paths.pathCode(certificate, [centre], inputs)).toBe(code);
  });
});

describe('what makes a certificate none', () => {
  test.each([
    ['a policy twice', [certificatePolicies('1.2.3', '1.2.3')], 'CERTIFICATE_MALFORMED'],
    [
      'policies that name none',
      [makeExtension(OID.policies, false, der.sequence())],
      'CERTIFICATE_MALFORMED',
    ],
    [
      'a name that is not ASCII',
      [makeExtension('2.5.29.17', false, der.sequence(der.taggedPrimitive(2, Buffer.from('ә'))))],
      'CERTIFICATE_MALFORMED',
    ],
    ['no other name at all', [makeExtension('2.5.29.17', false, der.sequence())], 'CERTIFICATE_MALFORMED'],
    [
      'an extension that is no sequence',
      [der.setOf(der.oid('1.2.3'), der.octets(Buffer.alloc(1)))],
      'CERTIFICATE_MALFORMED',
    ],
    [
      'a key identifier that is a number',
      [makeExtension(OID.subjectKeyIdentifier, false, der.integer(1))],
      'CERTIFICATE_MALFORMED',
    ],
    [
      'a policy that is no sequence',
      [makeExtension(OID.policies, false, der.sequence(der.setOf(der.oid('1.2.3'))))],
      'CERTIFICATE_MALFORMED',
    ],
    [
      'a distribution point that says nothing',
      [makeExtension('2.5.29.31', false, der.sequence(der.sequence()))],
      'CERTIFICATE_MALFORMED',
    ],
    [
      'constraints on policies that say nothing',
      [makeExtension('2.5.29.36', true, der.sequence())],
      'CERTIFICATE_MALFORMED',
    ],
    [
      'a negative number of certificates',
      [makeExtension('2.5.29.54', true, Buffer.from([2, 1, 0xff]))],
      'CERTIFICATE_MALFORMED',
    ],
  ] as const)('%s: %s', (_, extensions, code) => {
    expect(paths.check(paths.leaf(paths.root, [...extensions]).certificate).code).toBe(code);
  });

  test('a policy qualified in a way that is not understood, where that is critical', () => {
    const qualifier = der.sequence(der.oid('1.2.398.99'), der.nothing());
    const policies = der.sequence(der.sequence(der.oid('1.2.3'), der.sequence(qualifier)));
    const code = (critical: boolean) => {
      const extension = makeExtension(OID.policies, critical, policies);
      return paths.check(paths.leaf(paths.root, [extension]).certificate).code;
    };
    expect(code(true)).toBe('EXTENSION_CRITICAL_UNKNOWN');
    expect(code(false)).toBe(null);
  });

  test('no issuer', () => {
    const { certificate } = paths.leaf({ ...paths.root, name: der.sequence() });
    expect(paths.check(certificate).code).toBe('CERTIFICATE_MALFORMED');
  });

  test('extensions in a certificate of version 1', () => {
    const { certificate } = paths.leaf(paths.root, [keyUsage(USAGE.digitalSignature)]);
    const version = certificate.indexOf(Buffer.from('a003020102', 'hex'));
    const older = Buffer.from(certificate);
    older[version + 4] = 1;
    expect(paths.check(older).code).toBe('CERTIFICATE_MALFORMED');
    expect(readCertificate(certificate).version).toBe(3);
  });
});

describe('keys and signatures that are not RSA with PKCS#1 v1.5', () => {
  let directory: string;
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' });
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'algorithms-'));
    const { certificate, key } = paths.root;
    writeFileSync(join(directory, 'root.pem'), toPem('CERTIFICATE', certificate));
    writeFileSync(join(directory, 'root.key'), key.export({ type: 'pkcs8', format: 'pem' }));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test.each([
    ['RSA-PSS', ['rsa:2048'], ['-sigopt', 'rsa_padding_mode:pss'], 'ALGORITHM_NOT_ALLOWED'],
    ['SHA-224', ['rsa:2048'], ['-sha224'], 'ALGORITHM_NOT_ALLOWED'],
    ['SHA-512', ['rsa:2048'], ['-sha512'], null],
    ['Ed25519', ['ed25519'], [], 'ALGORITHM_NOT_ALLOWED'],
  ])('%s', (_, key, options, code) => {
    openssl(
      'req',
      '-new',
      '-newkey',
      ...key,
      '-nodes',
      '-keyout',
      'leaf.key',
      '-subj',
      '/CN=leaf',
      '-out',
      'leaf.csr',
    );
    openssl(
      'x509',
      '-req',
      '-in',
      'leaf.csr',
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      '-days',
      '9',
      ...options,
      '-out',
      'leaf.pem',
    );
    expect(paths.check(readFileSync(join(directory, 'leaf.pem')), { at: kit.pki.days(1) }).code).toBe(code);
  });

  test.each([
    ['an elliptic curve', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['Ed25519', ['ed25519']],
  ])('what a root of %s has signed cannot be checked here, and is refused', (_, key) => {
    const subject = ['-subj', '/CN=TEST foreign root', '-addext', 'keyUsage=keyCertSign,cRLSign'];
    openssl('req', '-x509', '-newkey', ...key, '-nodes', '-keyout', 'r.key', ...subject, '-out', 'r.pem');
    const root = readFileSync(join(directory, 'r.pem'));
    const base64 = root.toString().replace(/-----[^-]+-----|\s/g, '');
    const given = { roots: [Buffer.from(base64, 'base64')], at: kit.pki.days(1) };
    expect(paths.check(root, given).code).toBe('ALGORITHM_NOT_ALLOWED');
  });
});

test('a key that was made for this test is not on any path', async () => {
  const pair = await newKeyPair();
  const centre = paths.centre('centre');
  const forged = paths.leaf({ ...centre, key: pair.key });
  expect(paths.pathCode(forged.certificate, [centre])).toBe('CERTIFICATE_SIGNATURE_WRONG');
});
