import { attribute, der, digestAlgorithm, rsaSignatureAlgorithm } from '#certification-centre';
import { CONTENT, type Refusal, SigningKit, testRefusals } from './refusals.fixture.js';

/** What is refused for its encoding, its structure, its certificates or its algorithms. */

let kit: SigningKit;
beforeAll(async () => {
  kit = await SigningKit.create();
}, 30_000);
afterAll(() => kit.remove());

const COUNTERSIGNATURE = '1.2.840.113549.1.9.6';
const GOST_DIGEST = der.sequence(der.oid('1.2.398.3.10.1.3.3'));
const GOST_SIGNATURE = der.sequence(der.oid('1.2.398.3.10.1.1.2.3.2'));
const ECDSA = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const PSS = der.sequence(der.oid('1.2.840.113549.1.1.10'), der.sequence());

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
    name: 'an attribute that nobody signed, and that is no time stamp',
    code: 'UNSIGNED_ATTRIBUTE_UNSUPPORTED',
    make: (k) => ({ signature: k.sign({ unsigned: [attribute(COUNTERSIGNATURE, der.sequence())] }) }),
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

describe('encoding', () => testRefusals(() => kit, encoding));
describe('structure', () => testRefusals(() => kit, structure));
describe('certificates', () => testRefusals(() => kit, certificates));
describe('algorithms', () => testRefusals(() => kit, algorithms));
