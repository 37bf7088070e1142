import { type KeyObject, sign } from 'node:crypto';
import {
  type Authority,
  basicConstraints,
  der,
  keyUsage,
  makeExtension,
  makeName,
  OID,
  type SigningIdentity,
  USAGE,
} from '#certification-centre';
import { type DerNode, parseDer } from '../der/der.js';
import { PathKit } from '../path/path.fixture.js';
import { SigningKit } from '../refusals/refusals.fixture.js';

/** Lists by RFC 5280 section 6.3: what they cover, who signed them, deltas, indirect ones. */

let kit: SigningKit;
let paths: PathKit;
let centre: Authority;
let leaf: SigningIdentity;
beforeAll(async () => {
  kit = await SigningKit.create();
  paths = new PathKit(kit);
  centre = paths.centre('listing centre');
  leaf = paths.leaf(centre);
}, 30_000);
afterAll(() => kit.remove());

type ListOddity = Parameters<SigningKit['pki']['crl']>[1];
const REVOKED = 'CERTIFICATE_REVOKED';

const list = (oddity: ListOddity = {}, by = centre) => kit.pki.crl(by, oddity);
const codeOf = (lists: readonly Buffer[], certificate = leaf.certificate, centres = [centre]) =>
  paths.check(certificate, { centres, lists }).code;
const flag = (number: number) => der.taggedPrimitive(number, Buffer.from([0xff]));
const scope = (...fields: Buffer[]) => makeExtension('2.5.29.28', true, der.sequence(...fields));
const delta = (base: number) => makeExtension('2.5.29.27', true, der.integer(base));
const revokes = (identity: SigningIdentity, days = -1) => [
  { serial: identity.serial, date: kit.pki.days(days) },
];

/** A certificate or list with one part replaced, signed anew by SHA-256. */
function resign(whole: Buffer, part: Buffer, by: Buffer, key: KeyObject): Buffer {
  const limits = { bytes: 1e6, depth: 20, elements: 10_000 };
  const replace = (node: DerNode): Buffer => {
    if (node.raw.equals(part)) return by;
    if (node.children.length === 0) return node.raw;
    const content = Buffer.concat(node.children.map(replace));
    return Buffer.concat([der.sequence(content)]).fill(node.tag, 0, 1);
  };
  const [tbs, algorithm] = parseDer(whole, limits).children.map(replace) as [Buffer, Buffer];
  return der.sequence(tbs, algorithm, der.bits(sign('sha256', tbs, key)));
}

/** A list whose single entry has extensions; `makeCrl` writes entries without. */
function listWithEntry(entryExtensions: Buffer[], oddity: ListOddity = {}): Buffer {
  const marker = Buffer.from('0102030405060708090a', 'hex');
  const template = list({ ...oddity, revoked: [{ serial: marker, date: kit.pki.days(-1) }] });
  const entry = der.sequence(der.integer(marker), der.time(kit.pki.days(-1)));
  const whole = der.sequence(
    der.integer(leaf.serial),
    der.time(kit.pki.days(-1)),
    der.sequence(...entryExtensions),
  );
  return resign(template, der.sequence(entry), der.sequence(whole), oddity.issuerKey ?? centre.key);
}
const reason = (code: number) => makeExtension('2.5.29.21', false, Buffer.from([0x0a, 1, code]));

describe('scope', () => {
  const point = (text: string) => der.tagged(0, der.tagged(0, der.taggedPrimitive(6, Buffer.from(text))));
  const points = (...fields: Buffer[]) =>
    makeExtension('2.5.29.31', false, der.sequence(der.sequence(...fields)));
  const reasons = (...bits: number[]) => {
    const named = der.namedBits(bits);
    return named.subarray(named.length - (named[1] as number));
  };

  test.each([
    ['users only', [scope(flag(1))], [], null],
    ['centres only', [scope(flag(2))], [], 'CRL_OUT_OF_SCOPE'],
    ['attributes only', [scope(flag(5))], [], 'CRL_OUT_OF_SCOPE'],
    ['users and centres only, which is nobody', [scope(flag(1), flag(2))], [], 'CRL_MALFORMED'],
    [
      'a flag that is written out as no',
      [scope(der.taggedPrimitive(1, Buffer.from([0])))],
      [],
      'CRL_MALFORMED',
    ],
    [
      'the place that the certificate names',
      [scope(point('http://a/1.crl'))],
      [points(point('http://a/1.crl'))],
      null,
    ],
    [
      'another place',
      [scope(point('http://a/2.crl'))],
      [points(point('http://a/1.crl'))],
      'CRL_OUT_OF_SCOPE',
    ],
    ['a place, and the certificate names none', [scope(point('http://a/1.crl'))], [], 'CRL_OUT_OF_SCOPE'],
    ['all places', [], [points(point('http://a/1.crl'))], null],
    ['some reasons', [scope(der.taggedPrimitive(3, reasons(1, 2)))], [], 'CRL_REASONS_MISSING'],
    [
      'for another issuer',
      [],
      [points(der.tagged(2, der.tagged(4, makeName([[OID.commonName, 'x']]))))],
      null,
    ],
  ] as const)('%s', (_, extensions, inCertificate, code) => {
    const { certificate } = paths.leaf(centre, [...inCertificate]);
    expect(codeWithMalformed([list({ extensions })], certificate)).toBe(code);
  });

  /** As the reader of files does: a list that cannot be read is known to be there. */
  function codeWithMalformed(lists: Buffer[], certificate: Buffer): string | null {
    try {
      return codeOf(lists, certificate);
    } catch (error) {
      expect(String(error)).toContain('CERTIFICATE_MALFORMED');
      return 'CRL_MALFORMED';
    }
  }

  test('two lists that cover all reasons between them', () => {
    const some = list({ extensions: [scope(der.taggedPrimitive(3, reasons(1, 2)))] });
    const others = list({ extensions: [scope(der.taggedPrimitive(3, reasons(3, 4, 5, 6, 7, 8)))] });
    expect(codeOf([some, others])).toBe(null);
    expect(codeOf([some])).toBe('CRL_REASONS_MISSING');
  });
});

describe('what a list says', () => {
  test.each([
    ['revoked', {}, REVOKED],
    ['revoked from tomorrow on', { days: 1 }, null],
  ])('%s', (_, { days = -1 }: { days?: number }, code) => {
    expect(codeOf([list({ revoked: revokes(leaf, days) })])).toBe(code);
  });

  test('a revocation is believed from a list that is out of date', () => {
    expect(codeOf([list({ revoked: revokes(leaf), nextUpdate: kit.pki.days(-0.5) })])).toBe(REVOKED);
  });

  test.each([
    ['a reason', [reason(1)], REVOKED],
    ['a reason that does not exist', [reason(7)], 'CRL_MALFORMED'],
    ['a reason twice', [reason(1), reason(1)], 'CRL_MALFORMED'],
    ['that an entry is taken back which is not there', [reason(8)], 'CRL_UNSUPPORTED'],
    [
      'something critical that is not understood',
      [makeExtension('1.2.398.99.1', true, der.nothing())],
      'CRL_UNSUPPORTED',
    ],
    ['something else that is not understood', [makeExtension('1.2.398.99.1', false, der.nothing())], REVOKED],
    [
      'another issuer, in a list of one',
      [makeExtension('2.5.29.29', true, der.sequence(der.tagged(4, makeName([]))))],
      'CRL_UNSUPPORTED',
    ],
  ] as const)('an entry says %s', (_, extensions, code) => {
    const read = () => codeOf([listWithEntry([...extensions])]);
    if (code === 'CRL_MALFORMED') expect(read).toThrow('CERTIFICATE_MALFORMED');
    else expect(read()).toBe(code);
  });

  test('serials of any length and sign are told apart', () => {
    const serials = [
      '00',
      '01',
      '7f',
      '0080',
      'ff',
      '80',
      '0100',
      '7f0102030405060708090a0b0c0d0e0f10111213',
    ];
    const certificates = serials.map((hex) => withSerial(hex));
    const entries = (hex: string) => listOfSerial(hex);
    for (const [index, hex] of serials.entries()) {
      const codes = certificates.map((certificate) => codeOf([entries(hex)], certificate));
      expect(codes).toEqual(serials.map((_, other) => (other === index ? REVOKED : null)));
    }
  });

  const integer = (hex: string) => Buffer.concat([Buffer.from([2, hex.length / 2]), Buffer.from(hex, 'hex')]);
  const MARK = Buffer.from('5a5a5a5a5a5a', 'hex');
  function withSerial(hex: string): Buffer {
    const { certificate } = paths.leaf(centre, [], { serial: MARK });
    return resign(certificate, der.integer(MARK), integer(hex), centre.key);
  }
  function listOfSerial(hex: string): Buffer {
    const template = list({ revoked: [{ serial: MARK, date: kit.pki.days(-1) }] });
    return resign(template, der.integer(MARK), integer(hex), centre.key);
  }
});

describe('deltas', () => {
  const base = (oddity: ListOddity = {}) => list({ number: 5, ...oddity });
  const update = (oddity: ListOddity = {}, from = 5) =>
    list({ number: 7, extensions: [delta(from)], ...oddity });
  const old = { nextUpdate: new Date(0) };
  const takenBack = () => listWithEntry([reason(8)], { number: 7, extensions: [delta(5)] });

  test.each([
    ['a base and its delta', () => [base(), update()], null],
    ['revoked since', () => [base(), update({ revoked: revokes(leaf) })], REVOKED],
    ['revoked before', () => [base({ revoked: revokes(leaf) }), update()], REVOKED],
    ['revoked before, taken back since', () => [base({ revoked: revokes(leaf) }), takenBack()], null],
    ['an old base, kept current by its delta', () => [base(old), update()], null],
    ['an old base, an old delta', () => [base(old), update(old)], 'CRL_STALE'],
    ['an old base, and a delta that begins after it', () => [base(old), update({}, 6)], 'CRL_STALE'],
    ['a current base, and a delta that begins after it', () => [base(), update({}, 6)], null],
    [
      'a delta that is older than the base',
      () => [base({ number: 9 }), update({ revoked: revokes(leaf) })],
      null,
    ],
    ['a delta alone', () => [update()], 'CRL_UNSUPPORTED'],
    ['a delta alone that says revoked', () => [update({ revoked: revokes(leaf) })], REVOKED],
    [
      'a delta of another scope',
      () => [base(old), update({ extensions: [delta(5), scope(flag(1))] })],
      'CRL_STALE',
    ],
    [
      'a delta by another key',
      () => [base(old), update({ issuerKey: kit.pki.keys.employee.key })],
      'CRL_SIGNATURE_WRONG',
    ],
  ])('%s', (_, lists, code) => {
    expect(codeOf(lists())).toBe(code);
  });
});

describe('who signed', () => {
  const listKey = () => kit.pki.keys.employee;
  const signer = (extensions: Buffer[], oddity: Parameters<PathKit['leaf']>[2] = {}) =>
    kit.pki.authority(extensions, {
      by: paths.root,
      name: [[OID.commonName, 'listing centre']],
      pair: listKey(),
      ...oddity,
    });
  const signed = (oddity: ListOddity = {}) => list({ issuerKey: listKey().key, ...oddity });

  test('a key for lists alone, under the same root', () => {
    const lists = signer([keyUsage(USAGE.cRLSign)]);
    expect(codeOf([signed()], leaf.certificate, [centre, lists])).toBe(null);
    expect(codeOf([signed({ revoked: revokes(leaf) })], leaf.certificate, [centre, lists])).toBe(REVOKED);
    expect(codeOf([signed()])).toBe('CRL_SIGNATURE_WRONG');
  });

  test.each([
    ['that does not say it is for lists', [basicConstraints(true)], {}],
    ['that is for other things', [keyUsage(USAGE.keyCertSign)], {}],
    ['that has ended', [keyUsage(USAGE.cRLSign)], { notAfter: new Date(1) }],
  ])('a key %s', (_, extensions, oddity) => {
    const code = codeOf([signed()], leaf.certificate, [centre, signer(extensions, oddity)]);
    expect(['CRL_ISSUER_NOT_ALLOWED', 'CRL_SIGNATURE_WRONG']).toContain(code);
  });

  test('a key for lists that is revoked itself', () => {
    const lists = signer([keyUsage(USAGE.cRLSign)], { serial: Buffer.from([9, 9]) });
    const root = kit.pki.crl(paths.root, {
      number: 2,
      revoked: [{ serial: Buffer.from([9, 9]), date: kit.pki.days(-1) }],
    });
    expect(codeOf([signed(), root], leaf.certificate, [centre, lists])).toBe('CRL_ISSUER_NOT_ALLOWED');
  });

  test('a key for lists under a root of its own', () => {
    const stranger = kit.pki.authority([basicConstraints(true), keyUsage(USAGE.keyCertSign, USAGE.cRLSign)]);
    const lists = signer([keyUsage(USAGE.cRLSign)], { by: stranger });
    const given = {
      centres: [centre, lists],
      lists: [signed(), kit.pki.crl(stranger)],
      roots: [paths.root.certificate, stranger.certificate],
    };
    expect(paths.check(leaf.certificate, given).code).toBe('CRL_ISSUER_NOT_ALLOWED');
  });
});

describe('indirect lists', () => {
  const issuerName = makeName([[OID.commonName, 'lists of all']]);
  const points = makeExtension(
    '2.5.29.31',
    false,
    der.sequence(der.sequence(der.tagged(2, der.tagged(4, issuerName)))),
  );
  const entryOf = (name: Buffer) => makeExtension('2.5.29.29', true, der.sequence(der.tagged(4, name)));

  test('a list of another issuer counts where the certificate names it and the list says it is indirect', () => {
    const { certificate, serial } = paths.leaf(centre, [points]);
    const issuer = kit.pki.authority([keyUsage(USAGE.cRLSign)], {
      by: paths.root,
      name: [[OID.commonName, 'lists of all']],
      pair: kit.pki.keys.employee,
    });
    const indirect = (oddity: ListOddity = {}) => list({ extensions: [scope(flag(4))], ...oddity }, issuer);
    const code = (crl: Buffer) => codeOf([crl], certificate, [centre, issuer]);
    expect(code(indirect())).toBe(null);
    expect(code(list({}, issuer))).toBe('CRL_OUT_OF_SCOPE');

    // an entry without an issuer is one of the list's own, another says whose it is
    const own = { revoked: [{ serial, date: kit.pki.days(-1) }] };
    expect(code(indirect(own))).toBe(null);
    const entry = der.sequence(der.integer(serial), der.time(kit.pki.days(-1)));
    const foreign = (name: Buffer) =>
      resign(
        indirect(own),
        der.sequence(entry),
        der.sequence(
          der.sequence(der.integer(serial), der.time(kit.pki.days(-1)), der.sequence(entryOf(name))),
        ),
        issuer.key,
      );
    expect(code(foreign(centre.name))).toBe(REVOKED);
    expect(code(foreign(issuerName))).toBe(null);
  });
});
