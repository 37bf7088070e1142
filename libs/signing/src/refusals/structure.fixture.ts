import { attribute, der, digestAlgorithm, rsaSignatureAlgorithm } from '#certification-centre';
import { WorkBudget } from '../work-budget.js';
import type { SpoilSignature } from './bench.fixture.js';
import { GOST_DIGEST, GOST_SIGNATURE, gostSignature, gostSigner } from './gost.fixture.js';
import { CONTENT } from './refusals.fixture.js';

/** What is refused for its encoding, its structure, its certificates or its algorithms. */

const COUNTERSIGNATURE = '1.2.840.113549.1.9.6';
const ECDSA = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const PSS = der.sequence(der.oid('1.2.840.113549.1.1.10'), der.sequence());

export const encoding = {
  'a text': () => ({ signature: Buffer.from('hello') }),
  'nothing at all': () => ({ signature: Buffer.alloc(0) }),
  'a certificate': ({ signer }) => ({ signature: signer.certificate }),
  'more than 1 MiB': () => ({
    signature: Buffer.concat([Buffer.from('3084', 'hex'), Buffer.alloc(1024 * 1024)]),
  }),
  'cut off': (k) => ({ signature: k.sign().subarray(0, -1) }),
  'only a tag': () => ({ signature: Buffer.from([0x30]) }),
  'one byte more': (k) => ({ signature: Buffer.concat([k.sign(), Buffer.from([0])]) }),
  'BER with an indefinite length': (k) => ({
    signature: Buffer.concat([Buffer.from([0x30, 0x80]), k.sign().subarray(4), Buffer.from([0, 0])]),
  }),
  'a length longer than needed': (k) => {
    const signature = k.sign();
    return { signature: Buffer.concat([Buffer.from([0x30, 0x83, 0]), signature.subarray(2)]) };
  },
  'an integer with a superfluous zero': () => ({
    signature: der.sequence(Buffer.from([0x02, 0x02, 0x00, 0x01])),
  }),
  'a request that has used up what it may take': () => ({ work: WorkBudget.ofRequest(0) }),
  '5,000 levels deep': () => {
    let nested = der.nothing();
    for (let i = 0; i < 5000; i += 1) nested = der.sequence(nested);
    return { signature: nested };
  },
  'a hundred thousand elements': () => ({ signature: der.sequence(Buffer.alloc(200_000, der.nothing())) }),
} satisfies Record<string, SpoilSignature>;

export const structure = {
  'another kind of CMS': () => ({
    signature: der.sequence(der.oid('1.2.840.113549.1.7.3'), der.tagged(0, der.sequence())),
  }),
  'fields that do not belong there': () => ({
    signature: der.sequence(der.oid('1.2.840.113549.1.7.2'), der.tagged(0, der.sequence())),
  }),
  'version 3': (k) => ({ signature: k.sign({}, { version: 3 }) }),
  'a content type other than data': (k) => ({
    signature: k.sign({}, { eContentType: '1.2.840.113549.1.9.16.1.4' }),
  }),
  'other content attached than stored': (k) => ({
    signature: k.sign({}, { attached: Buffer.from('other') }),
  }),
  'the same content attached': (k) => ({ signature: k.sign({}, { attached: CONTENT }) }),
  'revocation lists inside': (k) => ({ signature: k.sign({}, { crls: [k.pki.crl(k.pki.centre.issuing)] }) }),
  'no signer': (k) => ({ signature: k.sign({}, { signerInfos: [] }) }),
  'seventeen signers': (k) => ({ signature: k.sign({}, { signerInfos: Array(17).fill(k.signerInfo()) }) }),
  'one signer twice': (k) => ({ signature: k.sign({}, { signerInfos: [k.signerInfo(), k.signerInfo()] }) }),
  'a signer named by key identifier': (k) => {
    const byKey = der.sequence(der.integer(3), der.taggedPrimitive(0, Buffer.alloc(20, 1)));
    return { signature: k.sign({}, { signerInfos: [byKey] }) };
  },
  'an attribute that nobody signed, and that is no time stamp': (k) => ({
    signature: k.sign({ unsigned: [attribute(COUNTERSIGNATURE, der.sequence())] }),
  }),
  'a certificate twice': (k) => ({ signature: k.signBy(k.signer, [k.signer.certificate]) }),
  'sixty-five certificates': (k) => ({
    signature: k.sign(
      {},
      { certificates: Array.from({ length: 65 }, (_, i) => der.sequence(der.integer(i))) },
    ),
  }),
} satisfies Record<string, SpoilSignature>;

export const certificates = {
  'no certificate': (k) => ({ signature: k.sign({}, { certificates: [] }) }),
  "only somebody else's certificate": (k) => ({
    signature: k.sign({}, { certificates: [k.pki.employee().certificate] }),
  }),
  'two certificates of the same issuer and serial': (k) => {
    const double = k.pki.employee({ serial: k.signer.serial, pair: k.pki.keys.other });
    return { signature: k.signBy(k.signer, [double.certificate]) };
  },
  'a certificate that is none': (k) => ({
    signature: k.sign({}, { certificates: [der.sequence(der.integer(1))] }),
  }),
} satisfies Record<string, SpoilSignature>;

export const algorithms = {
  'a SHA-1 digest': (k) => ({
    signature: k.sign({ digest: 'sha1' }, { digestAlgorithms: [digestAlgorithm('sha1')] }),
  }),
  'an MD5 digest': (k) => ({
    signature: k.sign({ digest: 'md5' }, { digestAlgorithms: [digestAlgorithm('md5')] }),
  }),
  'SHA-256 digested, SHA-1 signed': (k) => ({
    signature: k.sign({ signatureAlgorithm: rsaSignatureAlgorithm('sha1') }),
  }),
  'a digest that is not announced': (k) => ({
    signature: k.sign({}, { digestAlgorithms: [digestAlgorithm('sha512')] }),
  }),
  'SHA-256 digested, SHA-512 signed': (k) => ({
    signature: k.sign({ signatureAlgorithm: rsaSignatureAlgorithm('sha512') }),
  }),
  ECDSA: (k) => ({ signature: k.sign({ signatureAlgorithm: ECDSA }) }),
  'RSA-PSS': (k) => ({ signature: k.sign({ signatureAlgorithm: PSS }) }),
  'GOST, for which another verifier must be asked': (k) => ({ signature: gostSignature(k) }),
  'a GOST digest under an RSA key': (k) => ({
    signature: k.sign({ digestAlgorithm: GOST_DIGEST }, { digestAlgorithms: [GOST_DIGEST] }),
  }),
  'a GOST signature of an RSA key': (k) => ({
    signature: k.sign({ signatureAlgorithm: GOST_SIGNATURE }),
  }),
  'an RSA signature of a GOST key': (k) => ({ signature: k.signBy(gostSigner(k)) }),
} satisfies Record<string, SpoilSignature>;
