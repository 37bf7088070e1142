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
} from '#certification-centre';
import type { SpoilSignature } from './bench.fixture.js';
import { CONTENT, type SigningKit } from './refusals.fixture.js';

/** What is refused for its signed attributes, its content or the value of its signature. */

const TIME_STAMP = '1.2.840.113549.1.9.16.2.14';
const COUNTERSIGNATURE = '1.2.840.113549.1.9.6';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47';
const ALGORITHM_PROTECTION = '1.2.840.113549.1.9.52';

/** The body of a SignedData's signature replaced, which is its last OCTET STRING. */
function withSignatureValue(signature: Buffer, value: Buffer): Buffer {
  return Buffer.concat([signature.subarray(0, signature.length - value.length), value]);
}

function edit(signature: Buffer, at: number, byte: number): Buffer {
  const copy = Buffer.from(signature);
  copy[at < 0 ? copy.length + at : at] = byte;
  return copy;
}

/** A signature whose attributes are the right ones but for the change. */
const changed = (change: (right: Buffer[], k: SigningKit) => Buffer[]) => (k: SigningKit) => ({
  signature: k.sign({ attributes: change(k.attributes(), k) }),
});

export const attributes = {
  none: (k) => ({ signature: k.sign({ attributes: null }) }),
  'in another order': (k) => {
    const backwards = k.attributes().sort(Buffer.compare).reverse();
    return { signature: k.sign({ attributes: backwards, keepOrder: true }) };
  },
  'signingTime twice': changed((right, k) => [...right, signingTime(k.pki.days(1))]),
  'signingCertificateV2 twice': changed((right, k) => [
    ...right,
    signingCertificate(k.pki.employee().certificate),
  ]),
  'messageDigest with two values': changed(([type = der.nothing(), , ...rest]) => {
    const value = (text: string) => der.octets(createHash('sha256').update(text).digest());
    return [type, attribute('1.2.840.113549.1.9.4', value(CONTENT.toString()), value('other')), ...rest];
  }),
  'messageDigest without a value': changed(([type = der.nothing(), , ...rest]) => [
    type,
    attribute('1.2.840.113549.1.9.4'),
    ...rest,
  ]),
  'a signing time that does not exist': changed((right) => [
    ...right.filter((_, index) => index !== 2),
    attribute('1.2.840.113549.1.9.5', Buffer.from('170d3236303233303132303030305a', 'hex')),
  ]),
  'a time stamp among the signed ones': changed((right) => [...right, attribute(TIME_STAMP, der.sequence())]),
  'a countersignature among the signed ones': changed((right) => [
    ...right,
    attribute(COUNTERSIGNATURE, der.sequence()),
  ]),
  'no contentType': changed((right) => right.slice(1)),
  'another contentType': changed((right) => [contentType('1.2.840.113549.1.7.5'), ...right.slice(1)]),
  'no messageDigest': changed((right) => right.filter((_, index) => index !== 1)),
  'no signingCertificateV2, though it comes from a key file': changed((right) => right.slice(0, 3)),
  'signingCertificateV2 of another certificate': changed((right, k) => [
    ...right.slice(0, 3),
    signingCertificate(k.pki.employee().certificate),
  ]),
  'signingCertificateV2 with another serial': changed((right, { signer }) => {
    const hash = der.octets(createHash('sha256').update(signer.certificate).digest());
    const other = der.sequence(der.sequence(der.tagged(4, signer.issuer)), der.integer(7));
    return [
      ...right.slice(0, 3),
      attribute(SIGNING_CERTIFICATE, der.sequence(der.sequence(der.sequence(hash, other)))),
    ];
  }),
  'an algorithm protection that names others': changed((right) => {
    const rsa512 = rsaSignatureAlgorithm('sha512');
    const meant = der.sequence(digestAlgorithm('sha512'), der.tagged(1, rsa512.subarray(2)));
    return [...right, attribute(ALGORITHM_PROTECTION, meant)];
  }),
} satisfies Record<string, SpoilSignature>;

/** PKCS#1 padding around any DigestInfo, under the employee's key. */
const padded = (k: SigningKit, digestInfo: Buffer) =>
  privateEncrypt({ key: k.signer.key, padding: constants.RSA_PKCS1_PADDING }, digestInfo);

export const values = {
  'one letter more': () => ({ content: Buffer.from(`${CONTENT}.`) }),
  'the digest of other content in the attributes': changed(([type = der.nothing(), , ...rest]) => [
    type,
    messageDigest(Buffer.from('other')),
    ...rest,
  ]),
  'other content whose digest was put into the attributes afterwards': (k) => {
    const other = Buffer.from('other');
    const digest = (content: Buffer) => createHash('sha256').update(content).digest();
    const signature = k.sign();
    digest(other).copy(signature, signature.indexOf(digest(CONTENT)));
    return { signature, content: other };
  },
  'a flipped bit': (k) => {
    const signature = k.sign();
    return { signature: edit(signature, -1, (signature.at(-1) as number) ^ 1) };
  },
  'made by another key': (k) => ({ signature: k.sign({ key: k.pki.keys.other.key }) }),
  'a value above the modulus': (k) => ({ signature: withSignatureValue(k.sign(), Buffer.alloc(256, 0xff)) }),
  'a DigestInfo with bytes after the digest (CVE-2022-24771)': (k) => {
    const digest = createHash('sha256')
      .update(der.setOf(...k.attributes()))
      .digest();
    const info = der.sequence(digestAlgorithm('sha256'), der.octets(digest));
    return {
      signature: withSignatureValue(k.sign(), padded(k, Buffer.concat([info, Buffer.alloc(8, 1)]))),
    };
  },
  'a DigestInfo with garbage in its parameters (CVE-2022-24772)': (k) => {
    const digest = createHash('sha256')
      .update(der.setOf(...k.attributes()))
      .digest();
    const algorithm = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.octets(Buffer.alloc(16, 7)));
    return {
      signature: withSignatureValue(k.sign(), padded(k, der.sequence(algorithm, der.octets(digest)))),
    };
  },
  'shorter than the modulus': (k) => ({ signature: k.sign({ key: k.pki.keys.short.key }) }),
  'an RSA-1024 key': (k) => ({ signature: k.signBy(k.pki.employee({ pair: k.pki.keys.short })) }),
  'a key with e=3': (k) => ({ signature: k.signBy(k.pki.employee({ pair: k.pki.keys.exponent3 })) }),
  'a key with an exponent made to burn time': (k) => {
    const rsa = der.sequence(der.oid('1.2.840.113549.1.1.1'), der.nothing());
    const numbers = der.sequence(der.integer(Buffer.alloc(256, 0xff)), der.integer(Buffer.alloc(128, 0xff)));
    const publicKey = der.sequence(rsa, der.bits(numbers));
    return { signature: k.signBy(k.pki.employee({ publicKey })) };
  },
  'an elliptic key in the certificate': (k) => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' });
    const signer = k.pki.employee({ publicKey });
    return { signature: k.signBy(signer) };
  },
} satisfies Record<string, SpoilSignature>;
