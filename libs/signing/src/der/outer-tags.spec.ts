import { der, makeExtension, OID } from '#certification-centre';
import { readCertificate } from '../certificates/certificate.js';
import { readEncoding } from '../cms/cms.js';
import { SignatureRefusal } from '../codes.js';
import { AnswerKit } from '../refusals/answers.fixture.js';
import { SigningKit } from '../refusals/refusals.fixture.js';
import { readCrl } from '../revocation/crl.js';
import { readOcspAnswer } from '../revocation/ocsp-answer.js';
import { readStampAnswer, readStampToken } from '../stamps/stamp-token.js';
import { parseDer } from './der.js';

/** Whatever is read as DER is refused by a code of its own where its outermost tag is another one. */

let kit: SigningKit;
let answers: AnswerKit;
beforeAll(async () => {
  kit = await SigningKit.create();
  answers = new AnswerKit(kit);
}, 30_000);
afterAll(() => kit.remove());

const LIMITS = { bytes: 1e6, depth: 40, elements: 10_000 };
const NONCE = '1.3.6.1.5.5.7.48.1.2';

/** What a part would be with another tag in front. */
type Retag = (part: Buffer) => Buffer;

/** A certificate whose parts are as given, where they are given. */
const certificate = (oddity: Parameters<SigningKit['pki']['employee']>[0]) =>
  readCertificate(kit.pki.employee(oddity).certificate);
const extension = (oid: string, value: Buffer) =>
  certificate({ extensions: [makeExtension(oid, false, value)] });
const listExtension = (oid: string, value: Buffer) =>
  readCrl(kit.pki.crl(kit.pki.centre.issuing, { extensions: [makeExtension(oid, false, value)] }));
const basicAnswer = (content: Buffer) =>
  readOcspAnswer(
    der.sequence(
      Buffer.from([0x0a, 1, 0]),
      der.tagged(0, der.sequence(der.oid('1.3.6.1.5.5.7.48.1.1'), der.octets(content))),
    ),
  );
/** The same bytes with another part in their place; both are of one length. */
const swap = (whole: Buffer, part: Buffer, by: Buffer) => {
  const copy = Buffer.from(whole);
  by.copy(copy, copy.indexOf(part));
  return copy;
};

const rows: [string, string, (retag: Retag) => unknown][] = [
  ['a signature', 'NOT_CMS', (retag) => readEncoding(retag(kit.sign()))],
  ['a certificate', 'CERTIFICATE_MALFORMED', (retag) => readCertificate(retag(kit.signer.certificate))],
  [
    'an RSA key',
    'CERTIFICATE_MALFORMED',
    (retag) => {
      const [algorithm, bits] = parseDer(kit.pki.keys.other.publicKey, LIMITS).children;
      const key = der.bits(retag(Buffer.from(bits?.content.subarray(1) ?? [])));
      return certificate({ publicKey: der.sequence(algorithm?.raw ?? Buffer.alloc(0), key) });
    },
  ],
  ...[
    OID.policies,
    OID.extendedKeyUsage,
    OID.basicConstraints,
    OID.authorityKeyIdentifier,
    '2.5.29.17',
    '2.5.29.30',
    '2.5.29.31',
    '2.5.29.33',
    '2.5.29.36',
  ].map((oid): [string, string, (retag: Retag) => unknown] => [
    `extension ${oid}`,
    'CERTIFICATE_MALFORMED',
    (retag) => extension(oid, retag(der.sequence(der.sequence(der.oid('1.2.3'))))),
  ]),
  ['a list', 'CERTIFICATE_MALFORMED', (retag) => readCrl(retag(kit.pki.crl(kit.pki.centre.issuing)))],
  [
    'the scope of a list',
    'CERTIFICATE_MALFORMED',
    (retag) => listExtension('2.5.29.28', retag(der.sequence(der.taggedPrimitive(1, Buffer.from([0xff]))))),
  ],
  ['an answer of a responder', 'OCSP_MALFORMED', (retag) => readOcspAnswer(retag(answers.ocsp()))],
  ['the answer inside', 'OCSP_MALFORMED', (retag) => basicAnswer(retag(der.sequence(der.sequence())))],
  [
    'an answer of a time-stamp authority',
    'STAMP_MALFORMED',
    (retag) => readStampAnswer(retag(der.sequence(der.sequence(der.integer(0))))),
  ],
  ['a stamp', 'STAMP_MALFORMED', (retag) => readStampToken(parseDer(retag(answers.stamp()), LIMITS))],
  [
    'what a stamp says',
    'STAMP_MALFORMED',
    (retag) => {
      const token = answers.stamp();
      const said = readStampToken(parseDer(token, LIMITS)).content;
      return readStampToken(parseDer(swap(token, said, retag(said)), LIMITS));
    },
  ],
];

const retags: [string, Retag][] = [
  ['SET', (part) => Buffer.concat([Buffer.from([0x31]), part.subarray(1)])],
  ['OCTET STRING', (part) => Buffer.concat([Buffer.from([0x04]), part.subarray(1)])],
  ['[0]', (part) => Buffer.concat([Buffer.from([0xa0]), part.subarray(1)])],
];

describe.each(retags)('%s on top', (_, retag) => {
  test.each(rows)('of %s: %s', (_what, code, read) => {
    expect(refusalOf(() => read(retag))).toBe(code);
  });
});

/** What is no structure, where another kind of value belongs. */
const values: [string, string, () => unknown][] = [
  ['key usage', 'CERTIFICATE_MALFORMED', () => extension(OID.keyUsage, der.octets(Buffer.from([0])))],
  [
    'a subject key identifier',
    'CERTIFICATE_MALFORMED',
    () => extension(OID.subjectKeyIdentifier, der.setOf()),
  ],
  ['inhibitAnyPolicy', 'CERTIFICATE_MALFORMED', () => extension('2.5.29.54', der.octets(Buffer.from([1])))],
  [
    'the number of a list',
    'CERTIFICATE_MALFORMED',
    () => listExtension('2.5.29.27', der.octets(Buffer.from([1]))),
  ],
  [
    'a nonce',
    'OCSP_MALFORMED',
    () => readOcspAnswer(answers.ocsp({ extensions: [makeExtension(NONCE, false, der.setOf())] })),
  ],
];
test.each(values)('another type than that of %s: %s', (_what, code, read) => {
  expect(refusalOf(read)).toBe(code);
});

/** The code of a refusal; anything else that is thrown goes on, and nothing thrown is null. */
function refusalOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof SignatureRefusal) return error.code;
    throw error;
  }
}

test('with its own tag each whole object is read', () => {
  const whole = /^(a signature|a certificate|a list|an RSA key|a stamp|what a stamp says|an answer of .*)$/;
  const read = rows.filter(([what]) => whole.test(what));
  expect(read).toHaveLength(8);
  for (const [, , readOne] of read) expect(refusalOf(() => readOne((part) => part))).toBe(null);
});
