import { createHash, type KeyObject, sign } from 'node:crypto';
import { type HashName, rsaSignatureAlgorithm } from './certificate-maker.js';
import * as der from './der-writer.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

const DIGESTS: Readonly<Record<HashName, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  sha1: '1.3.14.3.2.26',
  md5: '1.2.840.113549.2.5',
};

/** AlgorithmIdentifier of a digest. */
export const digestAlgorithm = (digest: HashName): Buffer =>
  der.sequence(der.oid(DIGESTS[digest]), der.nothing());

export const attribute = (oid: string, ...values: Buffer[]): Buffer =>
  der.sequence(der.oid(oid), der.unsortedSet(...values));

export const contentType = (oid: string = OID.data): Buffer => attribute(OID.contentType, der.oid(oid));

export const messageDigest = (content: Buffer, digest: HashName = 'sha256'): Buffer =>
  attribute(OID.messageDigest, der.octets(createHash(digest).update(content).digest()));

export const signingTime = (at: Date): Buffer => attribute(OID.signingTime, der.time(at));

/** signingCertificateV2 for a certificate (DER), by SHA-256, which is not written out since it is the default. */
export function signingCertificate(certificate: Buffer): Buffer {
  const hash = der.octets(createHash('sha256').update(certificate).digest());
  return attribute(OID.signingCertificateV2, der.sequence(der.sequence(der.sequence(hash))));
}

/** A signer, and how far from the right form the SignerInfo is to be. */
export interface SignerRequest {
  key: KeyObject;
  /** DER of the issuer's name. */
  issuer: Buffer;
  serial: Buffer;
  /** DER of the signed attributes, in the order to be written; null for none. */
  attributes: Buffer[] | null;
  /** The content, for a signature without attributes. */
  content: Buffer;
  digest?: HashName;
  /** Instead of the right one, DER. */
  signatureAlgorithm?: Buffer;
  /** Instead of the right one, DER. */
  digestAlgorithm?: Buffer;
  /** DER of unsigned attributes. */
  unsigned?: Buffer[];
  /** Written as they are given, so wrong orders stay wrong. */
  keepOrder?: boolean;
}

export function makeSignerInfo(request: SignerRequest): Buffer {
  const digest = request.digest ?? 'sha256';
  const set = request.attributes && (request.keepOrder ? der.unsortedSet : der.setOf)(...request.attributes);
  const value = sign(digest, set ?? request.content, request.key);
  const implicit = set && Buffer.concat([Buffer.from([0xa0]), set.subarray(1)]);
  return der.sequence(
    der.integer(1),
    der.sequence(request.issuer, der.integer(request.serial)),
    request.digestAlgorithm ?? digestAlgorithm(digest),
    ...(implicit ? [implicit] : []),
    request.signatureAlgorithm ?? rsaSignatureAlgorithm(digest),
    der.octets(value),
    ...(request.unsigned ? [der.tagged(1, ...request.unsigned)] : []),
  );
}

/** The parts of a SignedData; what is left out takes its right form. */
export interface SignedDataRequest {
  signerInfos: Buffer[];
  /** DER of certificates, in the order to be written. */
  certificates: Buffer[];
  digestAlgorithms?: Buffer[];
  eContentType?: string;
  /** Attached content. */
  attached?: Buffer;
  /** DER of revocation lists. */
  crls?: Buffer[];
  version?: number;
}

export function makeSignedData(request: SignedDataRequest): Buffer {
  const attached = request.attached ? [der.tagged(0, der.octets(request.attached))] : [];
  return der.sequence(
    der.oid(OID.signedData),
    der.tagged(
      0,
      der.sequence(
        der.integer(request.version ?? 1),
        der.unsortedSet(...(request.digestAlgorithms ?? [digestAlgorithm('sha256')])),
        der.sequence(der.oid(request.eContentType ?? OID.data), ...attached),
        ...(request.certificates.length > 0 ? [der.tagged(0, ...request.certificates)] : []),
        ...(request.crls ? [der.tagged(1, ...request.crls)] : []),
        der.unsortedSet(...request.signerInfos),
      ),
    ),
  );
}

/** Somebody who can sign: what a key file holds. */
export interface SigningIdentity {
  key: KeyObject;
  /** DER of the certificate. */
  certificate: Buffer;
  /** DER of the issuer's name. */
  issuer: Buffer;
  serial: Buffer;
  /** DER of the certificates between this one and the root, so that any verifier finds its way. */
  chain: readonly Buffer[];
}

/** A right detached CAdES-BES signature by SHA-256, as the portal's own client makes it. */
export function signDetached(content: Buffer, signer: SigningIdentity, at = new Date()): Buffer {
  const signerInfo = makeSignerInfo({
    key: signer.key,
    issuer: signer.issuer,
    serial: signer.serial,
    content,
    attributes: [
      contentType(),
      messageDigest(content),
      signingTime(at),
      signingCertificate(signer.certificate),
    ],
  });
  const certificates = [signer.certificate, ...signer.chain].sort(Buffer.compare);
  return makeSignedData({ signerInfos: [signerInfo], certificates });
}
