import { createHash, type KeyObject, sign } from 'node:crypto';
import { type HashName, makeExtension, rsaSignatureAlgorithm } from './certificate-maker.js';
import * as der from './der-writer.js';
import {
  attribute,
  contentType,
  digestAlgorithm,
  makeSignedData,
  makeSignerInfo,
  messageDigest,
  type SigningIdentity,
} from './signature-maker.js';

const OID = {
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  examplePolicy: '2.999.1',
} as const;

const sha1 = (data: Buffer) => createHash('sha1').update(data).digest();

/** What a CertID is made of: the issuer's name and key, and the serial. */
export interface StatusSubject {
  /** DER of the issuer's name. */
  issuerName: Buffer;
  /** SubjectPublicKeyInfo of the issuer, DER. */
  issuerKey: Buffer;
  serial: Buffer;
}

/** One status of an OCSP answer. */
export interface StatusRequest extends StatusSubject {
  status: 'good' | 'unknown' | { revokedAt: Date };
  thisUpdate: Date;
  nextUpdate?: Date;
  /** Extensions, DER. */
  extensions?: readonly Buffer[];
}

/** Everything an OCSP answer is to say; nothing is checked, so that wrong ones can be made too. */
export interface OcspAnswerRequest {
  statuses: readonly StatusRequest[];
  producedAt: Date;
  /** DER of the responder's name. */
  responder: Buffer;
  key: KeyObject;
  /** DER of certificates to go along. */
  certificates?: readonly Buffer[];
  nonce?: Buffer;
  /** Further extensions, DER. */
  extensions?: readonly Buffer[];
  digest?: HashName;
}

/** A time as GeneralizedTime, whatever the year. */
export function generalizedTime(date: Date): Buffer {
  const text = `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return Buffer.concat([Buffer.from([0x18, text.length]), Buffer.from(text)]);
}

/** The octets of the key's BIT STRING, by a certificate's SubjectPublicKeyInfo of RSA: all after its header. */
function keyBits(spki: Buffer): Buffer {
  // SEQUENCE, AlgorithmIdentifier of 15 bytes, BIT STRING with a long length and no unused bits
  const header = 4 + 15;
  return spki.subarray(header + 5);
}

function makeStatus(request: StatusRequest): Buffer {
  const { status, nextUpdate, extensions } = request;
  const certStatus =
    status === 'good'
      ? der.taggedPrimitive(0, Buffer.alloc(0))
      : status === 'unknown'
        ? der.taggedPrimitive(2, Buffer.alloc(0))
        : der.tagged(1, generalizedTime(status.revokedAt));
  return der.sequence(
    der.sequence(
      digestAlgorithm('sha1'),
      der.octets(sha1(request.issuerName)),
      der.octets(sha1(keyBits(request.issuerKey))),
      der.integer(request.serial),
    ),
    certStatus,
    generalizedTime(request.thisUpdate),
    ...(nextUpdate ? [der.tagged(0, generalizedTime(nextUpdate))] : []),
    ...(extensions ? [der.tagged(1, der.sequence(...extensions))] : []),
  );
}

/** DER of a successful OCSPResponse (RFC 6960 4.2.1). */
export function makeOcspAnswer(request: OcspAnswerRequest): Buffer {
  const digest = request.digest ?? 'sha256';
  const extensions = [
    ...(request.nonce ? [makeExtension(OID.nonce, false, der.octets(request.nonce))] : []),
    ...(request.extensions ?? []),
  ];
  const tbs = der.sequence(
    der.tagged(1, request.responder),
    generalizedTime(request.producedAt),
    der.sequence(...request.statuses.map(makeStatus)),
    ...(extensions.length > 0 ? [der.tagged(1, der.sequence(...extensions))] : []),
  );
  const basic = der.sequence(
    tbs,
    rsaSignatureAlgorithm(digest),
    der.bits(sign(digest, tbs, request.key)),
    ...(request.certificates ? [der.tagged(0, der.sequence(...request.certificates))] : []),
  );
  return der.sequence(
    Buffer.from([0x0a, 1, 0]),
    der.tagged(0, der.sequence(der.oid(OID.basic), der.octets(basic))),
  );
}

/** DER of an OCSPResponse that is a refusal. @param status e.g. 3 for tryLater */
export const makeOcspRefusal = (status: number): Buffer => der.sequence(Buffer.from([0x0a, 1, status]));

/** Everything a time stamp is to say. */
export interface StampRequest {
  /** What is stamped. */
  data: Buffer;
  authority: SigningIdentity;
  time: Date;
  nonce?: Buffer;
  /** Of the imprint. */
  imprintDigest?: HashName;
  /** Of the signature. */
  digest?: HashName;
  /** DER of certificates to go along; the authority's alone where left out. */
  certificates?: Buffer[];
  /** The certificate that the signed attributes name, DER; null for none. */
  named?: Buffer | null;
  /** DER of the name in the field tsa. */
  name?: Buffer;
  /** Further fields at the end of TSTInfo, DER. */
  fields?: readonly Buffer[];
  /** Instead of the right one. */
  version?: number;
}

/** DER of a TimeStampToken (RFC 3161 2.4.2). */
export function makeStamp(request: StampRequest): Buffer {
  const { authority, nonce, name } = request;
  const imprintDigest = request.imprintDigest ?? 'sha256';
  const digest = request.digest ?? 'sha256';
  const info = der.sequence(
    der.integer(1),
    der.oid(OID.examplePolicy),
    der.sequence(
      digestAlgorithm(imprintDigest),
      der.octets(createHash(imprintDigest).update(request.data).digest()),
    ),
    der.integer(7),
    generalizedTime(request.time),
    ...(nonce ? [der.integer(nonce)] : []),
    ...(name ? [der.tagged(0, der.tagged(4, name))] : []),
    ...(request.fields ?? []),
  );
  const named = request.named === undefined ? authority.certificate : request.named;
  const certId = named && der.sequence(der.octets(createHash('sha256').update(named).digest()));
  const attributes = [
    contentType(OID.tstInfo),
    messageDigest(info, digest),
    ...(certId ? [attribute(OID.signingCertificateV2, der.sequence(der.sequence(certId)))] : []),
  ];
  return makeSignedData({
    version: request.version ?? 3,
    eContentType: OID.tstInfo,
    attached: info,
    digestAlgorithms: [digestAlgorithm(digest)],
    certificates: request.certificates ?? [authority.certificate],
    signerInfos: [makeSignerInfo({ ...authority, content: info, attributes, digest })],
  });
}

/** The unsigned attribute that carries a time stamp. */
export const stampAttribute = (token: Buffer): Buffer => attribute(OID.signatureTimeStamp, token);
