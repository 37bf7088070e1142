import './fast-forge.fixture.js';
import { constants, createHash, generateKeyPairSync, privateEncrypt } from 'node:crypto';
import {
  attribute,
  contentType,
  der,
  digestAlgorithm,
  messageDigest,
  rsaSignatureAlgorithm,
  signingCertificate,
  signingTime,
} from '#testing';
import { CONTENT, type Refusal, SigningKit, testRefusals } from './refusals.fixture.js';

/** What is refused for its encoding, structure, algorithms, attributes, content or signature value. */

let kit: SigningKit;
beforeAll(async () => {
  kit = await SigningKit.create();
}, 30_000);
afterAll(() => kit.remove());

const TIME_STAMP = '1.2.840.113549.1.9.16.2.14';
const COUNTERSIGNATURE = '1.2.840.113549.1.9.6';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47';
const ALGORITHM_PROTECTION = '1.2.840.113549.1.9.52';
const GOST_DIGEST = der.sequence(der.oid('1.2.398.3.10.1.3.3'));
const GOST_SIGNATURE = der.sequence(der.oid('1.2.398.3.10.1.1.2.3.2'));
const ECDSA = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const PSS = der.sequence(der.oid('1.2.840.113549.1.1.10'), der.sequence());

/** The body of a SignedData's signature replaced, which is its last OCTET STRING. */
function withSignatureValue(signature: Buffer, value: Buffer): Buffer {
  return Buffer.concat([signature.subarray(0, signature.length - value.length), value]);
}

function edit(signature: Buffer, at: number, byte: number): Buffer {
  const copy = Buffer.from(signature);
  copy[at < 0 ? copy.length + at : at] = byte;
  return copy;
}

const encoding: Refusal[] = [
  { name: 'a text', code: 'NOT_CMS', make: () => ({ signature: Buffer.from('hello') }) },
  { name: 'nothing at all', code: 'NOT_CMS', make: () => ({ signature: Buffer.alloc(0) }) },
  { name: 'a certificate', code: 'NOT_CMS', make: ({ signer }) => ({ signature: signer.certificate }) },
  {
    name: 'more than 1 MiB',
    code: 'TOO_LARGE',
    make: () => ({ signature: Buffer.concat([Buffer.from('3084', 'hex'), Buffer.alloc(1024 * 1024)]) }),
  },
  { name: 'cut off', code: 'TRUNCATED', make: (k) => ({ signature: k.sign().subarray(0, -1) }) },
  { name: 'only a tag', code: 'TRUNCATED', make: () => ({ signature: Buffer.from([0x30]) }) },
  {
    name: 'one byte more',
    code: 'TRAILING_BYTES',
    make: (k) => ({ signature: Buffer.concat([k.sign(), Buffer.from([0])]) }),
  },
  {
    name: 'BER with an indefinite length',
    code: 'NOT_DER',
    make: (k) => ({
      signature: Buffer.concat([Buffer.from([0x30, 0x80]), k.sign().subarray(4), Buffer.from([0, 0])]),
    }),
  },
  {
    name: 'a length longer than needed',
    code: 'NOT_DER',
    make: (k) => {
      const signature = k.sign();
      return { signature: Buffer.concat([Buffer.from([0x30, 0x83, 0]), signature.subarray(2)]) };
    },
  },
  {
    name: 'an integer with a superfluous zero',
    code: 'NOT_DER',
    make: () => ({ signature: der.sequence(Buffer.from([0x02, 0x02, 0x00, 0x01])) }),
  },
  {
    name: '5,000 levels deep',
    code: 'TOO_DEEP',
    make: () => {
      let nested = der.nothing();
      for (let i = 0; i < 5000; i += 1) nested = der.sequence(nested);
      return { signature: nested };
    },
  },
  {
    name: 'a hundred thousand elements',
    code: 'TOO_MANY_ELEMENTS',
    make: () => ({ signature: der.sequence(Buffer.alloc(200_000, der.nothing())) }),
  },
];

const structure: Refusal[] = [
  {
    name: 'another kind of CMS',
    code: 'NOT_SIGNED_DATA',
    make: () => ({ signature: der.sequence(der.oid('1.2.840.113549.1.7.3'), der.tagged(0, der.sequence())) }),
  },
  {
    name: 'fields that do not belong there',
    code: 'MALFORMED_CMS',
    make: () => ({ signature: der.sequence(der.oid('1.2.840.113549.1.7.2'), der.tagged(0, der.sequence())) }),
  },
  { name: 'version 3', code: 'MALFORMED_CMS', make: (k) => ({ signature: k.sign({}, { version: 3 }) }) },
  {
    name: 'a content type other than data',
    code: 'CONTENT_TYPE_WRONG',
    make: (k) => ({ signature: k.sign({}, { eContentType: '1.2.840.113549.1.9.16.1.4' }) }),
  },
  {
    name: 'other content attached than stored',
    code: 'CONTENT_ATTACHED',
    make: (k) => ({ signature: k.sign({}, { attached: Buffer.from('other') }) }),
  },
  {
    name: 'the same content attached',
    code: 'CONTENT_ATTACHED',
    make: (k) => ({ signature: k.sign({}, { attached: CONTENT }) }),
  },
  {
    name: 'revocation lists inside',
    code: 'EMBEDDED_CRLS_UNSUPPORTED',
    make: (k) => ({ signature: k.sign({}, { crls: [k.pki.crl(k.pki.centre.issuing)] }) }),
  },
  {
    name: 'no signer',
    code: 'SIGNERS_MISSING',
    make: (k) => ({ signature: k.sign({}, { signerInfos: [] }) }),
  },
  {
    name: 'seventeen signers',
    code: 'TOO_MANY_SIGNERS',
    make: (k) => ({ signature: k.sign({}, { signerInfos: Array(17).fill(k.signerInfo()) }) }),
  },
  {
    name: 'one signer twice',
    code: 'SIGNER_DUPLICATE',
    make: (k) => ({ signature: k.sign({}, { signerInfos: [k.signerInfo(), k.signerInfo()] }) }),
  },
  {
    name: 'a signer named by key identifier',
    code: 'SIGNER_IDENTIFIER_UNSUPPORTED',
    make: (k) => {
      const byKey = der.sequence(der.integer(3), der.taggedPrimitive(0, Buffer.alloc(20, 1)));
      return { signature: k.sign({}, { signerInfos: [byKey] }) };
    },
  },
  {
    name: 'an attribute that nobody signed',
    code: 'UNSIGNED_ATTRIBUTE_UNSUPPORTED',
    make: (k) => ({ signature: k.sign({ unsigned: [attribute(TIME_STAMP, der.sequence())] }) }),
  },
  {
    name: 'a certificate twice',
    code: 'CERTIFICATE_DUPLICATE',
    make: (k) => ({ signature: k.signBy(k.signer, [k.signer.certificate]) }),
  },
  {
    name: 'sixty-five certificates',
    code: 'TOO_MANY_CERTIFICATES',
    make: (k) => ({
      signature: k.sign(
        {},
        { certificates: Array.from({ length: 65 }, (_, i) => der.sequence(der.integer(i))) },
      ),
    }),
  },
];

const certificates: Refusal[] = [
  {
    name: 'no certificate',
    code: 'SIGNER_CERTIFICATE_MISSING',
    make: (k) => ({ signature: k.sign({}, { certificates: [] }) }),
  },
  {
    name: "only somebody else's certificate",
    code: 'SIGNER_CERTIFICATE_MISSING',
    make: (k) => ({ signature: k.sign({}, { certificates: [k.pki.employee().certificate] }) }),
  },
  {
    name: 'two certificates of the same issuer and serial',
    code: 'SIGNER_CERTIFICATE_AMBIGUOUS',
    make: (k) => {
      const double = k.pki.employee({ serial: k.signer.serial, pair: k.pki.keys.other });
      return { signature: k.signBy(k.signer, [double.certificate]) };
    },
  },
  {
    name: 'a certificate that is none',
    code: 'CERTIFICATE_MALFORMED',
    make: (k) => ({ signature: k.sign({}, { certificates: [der.sequence(der.integer(1))] }) }),
  },
];

const algorithms: Refusal[] = [
  {
    name: 'a SHA-1 digest',
    code: 'DIGEST_SHA1',
    make: (k) => ({ signature: k.sign({ digest: 'sha1' }, { digestAlgorithms: [digestAlgorithm('sha1')] }) }),
  },
  {
    name: 'an MD5 digest',
    code: 'DIGEST_MD5',
    make: (k) => ({ signature: k.sign({ digest: 'md5' }, { digestAlgorithms: [digestAlgorithm('md5')] }) }),
  },
  {
    name: 'SHA-256 digested, SHA-1 signed',
    code: 'DIGEST_SHA1',
    make: (k) => ({ signature: k.sign({ signatureAlgorithm: rsaSignatureAlgorithm('sha1') }) }),
  },
  {
    name: 'a digest that is not announced',
    code: 'DIGEST_NOT_LISTED',
    make: (k) => ({ signature: k.sign({}, { digestAlgorithms: [digestAlgorithm('sha512')] }) }),
  },
  {
    name: 'SHA-256 digested, SHA-512 signed',
    code: 'DIGEST_SIGNATURE_CONFLICT',
    make: (k) => ({ signature: k.sign({ signatureAlgorithm: rsaSignatureAlgorithm('sha512') }) }),
  },
  {
    name: 'ECDSA',
    code: 'ALGORITHM_NOT_ALLOWED',
    make: (k) => ({ signature: k.sign({ signatureAlgorithm: ECDSA }) }),
  },
  {
    name: 'RSA-PSS',
    code: 'ALGORITHM_NOT_ALLOWED',
    make: (k) => ({ signature: k.sign({ signatureAlgorithm: PSS }) }),
  },
  {
    name: 'a GOST digest, for which another verifier must be asked',
    code: 'UNSUPPORTED_ALGORITHM',
    make: (k) => ({
      signature: k.sign({ digestAlgorithm: GOST_DIGEST }, { digestAlgorithms: [GOST_DIGEST] }),
    }),
  },
  {
    name: 'a GOST signature, for which another verifier must be asked',
    code: 'UNSUPPORTED_ALGORITHM',
    make: (k) => ({ signature: k.sign({ signatureAlgorithm: GOST_SIGNATURE }) }),
  },
];

/** A signature whose attributes are the right ones but for the change. */
const changed = (change: (right: Buffer[], k: SigningKit) => Buffer[]) => (k: SigningKit) => ({
  signature: k.sign({ attributes: change(k.attributes(), k) }),
});

const attributes: Refusal[] = [
  {
    name: 'none',
    code: 'SIGNED_ATTRIBUTES_MISSING',
    make: (k) => ({ signature: k.sign({ attributes: null }) }),
  },
  {
    name: 'in another order',
    code: 'SIGNED_ATTRIBUTES_UNSORTED',
    make: (k) => {
      const backwards = k.attributes().sort(Buffer.compare).reverse();
      return { signature: k.sign({ attributes: backwards, keepOrder: true }) };
    },
  },
  {
    name: 'signingTime twice',
    code: 'SIGNED_ATTRIBUTE_DUPLICATE',
    make: changed((right, k) => [...right, signingTime(k.pki.days(1))]),
  },
  {
    name: 'signingCertificateV2 twice',
    code: 'SIGNED_ATTRIBUTE_DUPLICATE',
    make: changed((right, k) => [...right, signingCertificate(k.pki.employee().certificate)]),
  },
  {
    name: 'messageDigest with two values',
    code: 'SIGNED_ATTRIBUTE_MULTIVALUED',
    make: changed(([type = der.nothing(), , ...rest]) => {
      const value = (text: string) => der.octets(createHash('sha256').update(text).digest());
      return [type, attribute('1.2.840.113549.1.9.4', value(CONTENT.toString()), value('other')), ...rest];
    }),
  },
  {
    name: 'messageDigest without a value',
    code: 'SIGNED_ATTRIBUTE_MALFORMED',
    make: changed(([type = der.nothing(), , ...rest]) => [type, attribute('1.2.840.113549.1.9.4'), ...rest]),
  },
  {
    name: 'a signing time that does not exist',
    code: 'SIGNED_ATTRIBUTE_MALFORMED',
    make: changed((right) => [
      ...right.filter((_, index) => index !== 2),
      attribute('1.2.840.113549.1.9.5', Buffer.from('170d3236303233303132303030305a', 'hex')),
    ]),
  },
  {
    name: 'a time stamp among the signed ones',
    code: 'SIGNED_ATTRIBUTE_FORBIDDEN',
    make: changed((right) => [...right, attribute(TIME_STAMP, der.sequence())]),
  },
  {
    name: 'a countersignature among the signed ones',
    code: 'SIGNED_ATTRIBUTE_FORBIDDEN',
    make: changed((right) => [...right, attribute(COUNTERSIGNATURE, der.sequence())]),
  },
  {
    name: 'no contentType',
    code: 'CONTENT_TYPE_ATTRIBUTE_MISSING',
    make: changed((right) => right.slice(1)),
  },
  {
    name: 'another contentType',
    code: 'CONTENT_TYPE_ATTRIBUTE_WRONG',
    make: changed((right) => [contentType('1.2.840.113549.1.7.5'), ...right.slice(1)]),
  },
  {
    name: 'no messageDigest',
    code: 'MESSAGE_DIGEST_MISSING',
    make: changed((right) => right.filter((_, index) => index !== 1)),
  },
  {
    name: 'no signingCertificateV2, though it comes from a key file',
    code: 'SIGNING_CERTIFICATE_MISSING',
    make: changed((right) => right.slice(0, 3)),
  },
  {
    name: 'signingCertificateV2 of another certificate',
    code: 'SIGNING_CERTIFICATE_MISMATCH',
    make: changed((right, k) => [...right.slice(0, 3), signingCertificate(k.pki.employee().certificate)]),
  },
  {
    name: 'signingCertificateV2 with another serial',
    code: 'SIGNING_CERTIFICATE_MISMATCH',
    make: changed((right, { signer }) => {
      const hash = der.octets(createHash('sha256').update(signer.certificate).digest());
      const other = der.sequence(der.sequence(der.tagged(4, signer.issuer)), der.integer(7));
      return [
        ...right.slice(0, 3),
        attribute(SIGNING_CERTIFICATE, der.sequence(der.sequence(der.sequence(hash, other)))),
      ];
    }),
  },
  {
    name: 'an algorithm protection that names others',
    code: 'ALGORITHM_PROTECTION_MISMATCH',
    make: changed((right) => {
      const rsa512 = rsaSignatureAlgorithm('sha512');
      const meant = der.sequence(digestAlgorithm('sha512'), der.tagged(1, rsa512.subarray(2)));
      return [...right, attribute(ALGORITHM_PROTECTION, meant)];
    }),
  },
];

/** PKCS#1 padding around any DigestInfo, under the employee's key. */
const padded = (k: SigningKit, digestInfo: Buffer) =>
  privateEncrypt({ key: k.signer.key, padding: constants.RSA_PKCS1_PADDING }, digestInfo);

const values: Refusal[] = [
  { name: 'one letter more', code: 'CONTENT_CHANGED', make: () => ({ content: Buffer.from(`${CONTENT}.`) }) },
  {
    name: 'the digest of other content in the attributes',
    code: 'CONTENT_CHANGED',
    make: changed(([type = der.nothing(), , ...rest]) => [
      type,
      messageDigest(Buffer.from('other')),
      ...rest,
    ]),
  },
  {
    name: 'other content whose digest was put into the attributes afterwards',
    code: 'SIGNATURE_MISMATCH',
    make: (k) => {
      const other = Buffer.from('other');
      const digest = (content: Buffer) => createHash('sha256').update(content).digest();
      const signature = k.sign();
      digest(other).copy(signature, signature.indexOf(digest(CONTENT)));
      return { signature, content: other };
    },
  },
  {
    name: 'a flipped bit',
    code: 'SIGNATURE_MISMATCH',
    make: (k) => {
      const signature = k.sign();
      return { signature: edit(signature, -1, (signature.at(-1) as number) ^ 1) };
    },
  },
  {
    name: 'made by another key',
    code: 'SIGNATURE_MISMATCH',
    make: (k) => ({ signature: k.sign({ key: k.pki.keys.other.key }) }),
  },
  {
    name: 'a value above the modulus',
    code: 'SIGNATURE_MISMATCH',
    make: (k) => ({ signature: withSignatureValue(k.sign(), Buffer.alloc(256, 0xff)) }),
  },
  {
    name: 'a DigestInfo with bytes after the digest (CVE-2022-24771)',
    code: 'SIGNATURE_MISMATCH',
    make: (k) => {
      const digest = createHash('sha256')
        .update(der.setOf(...k.attributes()))
        .digest();
      const info = der.sequence(digestAlgorithm('sha256'), der.octets(digest));
      return {
        signature: withSignatureValue(k.sign(), padded(k, Buffer.concat([info, Buffer.alloc(8, 1)]))),
      };
    },
  },
  {
    name: 'a DigestInfo with garbage in its parameters (CVE-2022-24772)',
    code: 'SIGNATURE_MISMATCH',
    make: (k) => {
      const digest = createHash('sha256')
        .update(der.setOf(...k.attributes()))
        .digest();
      const algorithm = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.octets(Buffer.alloc(16, 7)));
      return {
        signature: withSignatureValue(k.sign(), padded(k, der.sequence(algorithm, der.octets(digest)))),
      };
    },
  },
  {
    name: 'shorter than the modulus',
    code: 'SIGNATURE_LENGTH_WRONG',
    make: (k) => ({ signature: k.sign({ key: k.pki.keys.short.key }) }),
  },
  {
    name: 'an RSA-1024 key',
    code: 'RSA_KEY_TOO_SHORT',
    make: (k) => ({ signature: k.signBy(k.pki.employee({ pair: k.pki.keys.short })) }),
  },
  {
    name: 'a key with e=3',
    code: 'RSA_EXPONENT_TOO_SMALL',
    make: (k) => ({ signature: k.signBy(k.pki.employee({ pair: k.pki.keys.exponent3 })) }),
  },
  {
    name: 'an elliptic key in the certificate',
    code: 'ALGORITHM_NOT_ALLOWED',
    make: (k) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' });
      const signer = k.pki.employee({ publicKey });
      return { signature: k.signBy(signer) };
    },
  },
];

describe('encoding', () => testRefusals(() => kit, encoding));
describe('structure', () => testRefusals(() => kit, structure));
describe('certificates', () => testRefusals(() => kit, certificates));
describe('algorithms', () => testRefusals(() => kit, algorithms));
describe('signed attributes', () => testRefusals(() => kit, attributes));
describe('content and signature value', () => testRefusals(() => kit, values));
