import { createHash, type KeyObject, sign } from 'node:crypto';
import * as der from './der-writer.js';

export const OID = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  unit: '2.5.4.11',
  description: '2.5.4.13',
  given: '2.5.4.42',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  policies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  subjectKeyIdentifier: '2.5.29.14',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  clientAuthentication: '1.3.6.1.5.5.7.3.2',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const;

/** Attributes of a name, in their order, each an OID and its text. */
export type NameAttributes = readonly (readonly [oid: string, text: string])[];

/** Bits of KeyUsage (RFC 5280 section 4.2.1.3). */
export const USAGE = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  keyCertSign: 5,
  cRLSign: 6,
};

export type HashName = 'sha256' | 'sha384' | 'sha512' | 'sha1' | 'md5';

const RSA_SIGNATURES: Readonly<Record<HashName, string>> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
  sha1: '1.2.840.113549.1.1.5',
  md5: '1.2.840.113549.1.1.4',
};

/** AlgorithmIdentifier of an RSA signature over this digest. */
export const rsaSignatureAlgorithm = (digest: HashName): Buffer =>
  der.sequence(der.oid(RSA_SIGNATURES[digest]), der.nothing());

/** Everything a certificate is to say; nothing is checked, so that wrong ones can be made too. */
export interface CertificateRequest {
  subject: Buffer;
  issuer: Buffer;
  /** Big-endian, positive. */
  serial: Buffer;
  notBefore: Date;
  notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Buffer;
  /** Extensions, DER, in their order. */
  extensions: readonly Buffer[];
  issuerKey: KeyObject;
  digest?: HashName;
}

/** DER of a version 3 certificate. */
export function makeCertificate(request: CertificateRequest): Buffer {
  const digest = request.digest ?? 'sha256';
  const algorithm = rsaSignatureAlgorithm(digest);
  const tbs = der.sequence(
    der.tagged(0, der.integer(2)),
    der.integer(request.serial),
    algorithm,
    request.issuer,
    der.sequence(der.time(request.notBefore), der.time(request.notAfter)),
    request.subject,
    request.publicKey,
    der.tagged(3, der.sequence(...request.extensions)),
  );
  return der.sequence(tbs, algorithm, der.bits(sign(digest, tbs, request.issuerKey)));
}

/** DER of a name. Country and serial number are PrintableString, all else UTF-8 (RFC 5280 section 4.1.2.4). */
export function makeName(attributes: NameAttributes): Buffer {
  return der.sequence(
    ...attributes.map(([type, text]) => {
      const isPrintable = type === OID.country || type === OID.serialNumber;
      return der.setOf(der.sequence(der.oid(type), isPrintable ? der.printable(text) : der.utf8(text)));
    }),
  );
}

export function makeExtension(oid: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.oid(oid), ...flag, der.octets(value));
}

export const keyUsage = (...numbers: number[]): Buffer =>
  makeExtension(OID.keyUsage, true, der.namedBits(numbers));

export function basicConstraints(ca: boolean, pathLength?: number): Buffer {
  const flag = ca ? [der.boolean(true)] : [];
  const length = pathLength === undefined ? [] : [der.integer(pathLength)];
  return makeExtension(OID.basicConstraints, true, der.sequence(...flag, ...length));
}

export const extendedKeyUsage = (...oids: string[]): Buffer =>
  makeExtension(OID.extendedKeyUsage, false, der.sequence(...oids.map(der.oid)));

export const certificatePolicies = (...oids: string[]): Buffer =>
  makeExtension(OID.policies, false, der.sequence(...oids.map((oid) => der.sequence(der.oid(oid)))));

/** SHA-1 of the key, as RFC 5280 section 4.2.1.2 has it: a name for the key, no proof of anything. */
function keyIdentifier(publicKey: Buffer): Buffer {
  return createHash('sha1').update(publicKey).digest();
}

export const subjectKeyIdentifier = (publicKey: Buffer): Buffer =>
  makeExtension(OID.subjectKeyIdentifier, false, der.octets(keyIdentifier(publicKey)));

export const authorityKeyIdentifier = (publicKey: Buffer): Buffer =>
  makeExtension(
    OID.authorityKeyIdentifier,
    false,
    der.sequence(der.taggedPrimitive(0, keyIdentifier(publicKey))),
  );

/** Everything a revocation list is to say. */
export interface CrlRequest {
  issuer: Buffer;
  issuerKey: KeyObject;
  number: number;
  thisUpdate: Date;
  nextUpdate: Date;
  revoked: readonly { serial: Buffer; date: Date }[];
  /** Further extensions, DER. */
  extensions?: readonly Buffer[];
}

/** DER of a version 2 revocation list. */
export function makeCrl(request: CrlRequest): Buffer {
  const algorithm = rsaSignatureAlgorithm('sha256');
  const entries = request.revoked.map(({ serial, date }) =>
    der.sequence(der.integer(serial), der.time(date)),
  );
  const tbs = der.sequence(
    der.integer(1),
    algorithm,
    request.issuer,
    der.time(request.thisUpdate),
    der.time(request.nextUpdate),
    // an empty list is left out, not written empty (RFC 5280 section 5.1.2.6)
    ...(entries.length > 0 ? [der.sequence(...entries)] : []),
    der.tagged(
      0,
      der.sequence(
        makeExtension(OID.crlNumber, false, der.integer(request.number)),
        ...(request.extensions ?? []),
      ),
    ),
  );
  return der.sequence(tbs, algorithm, der.bits(sign('sha256', tbs, request.issuerKey)));
}

export function toPem(label: string, body: Buffer): string {
  const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
