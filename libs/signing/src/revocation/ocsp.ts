import { createHash, timingSafeEqual } from 'node:crypto';
import { assertSignatureValue } from '../algorithms/signature-value.js';
import {
  type Certificate,
  certificateDigestOf,
  readCertificate,
  rsaKeyOf,
} from '../certificates/certificate.js';
import { sameName } from '../certificates/names.js';
import { SignatureRefusal } from '../codes.js';
import { DerFields, parseDer, TAG } from '../der/der.js';
import { constructed, element, writeOid, writeUnsigned } from '../der/der-writer.js';
import { readBitOctets } from '../der/values.js';
import { assertIssued } from '../path/path-rules.js';
import { type CertId, NONCE, type OcspAnswer, type SingleStatus } from './ocsp-answer.js';

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
const SHA256 = '2.16.840.1.101.3.4.2.1';

/** Hashes by which a CertID may name its issuer. SHA-1 names here, and proves nothing (RFC 6960 4.3). */
const CERT_ID_HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** How far two clocks may differ before a time counts as one that has not come yet. */
export const CLOCK_SLACK_MS = 60_000;
/** How long an answer holds that does not say so itself, and how old one may be that repeats no nonce. */
export const FRESH_MS = 10 * 60_000;

/** A question to a responder about one certificate (RFC 6960 4.1.1), DER. */
export function makeOcspRequest(certificate: Certificate, issuer: Certificate, nonce: Buffer): Buffer {
  const hash = (data: Buffer) => element(TAG.octetString, createHash('sha256').update(data).digest());
  const certId = constructed(
    TAG.sequence,
    constructed(TAG.sequence, writeOid(SHA256), element(TAG.null, Buffer.alloc(0))),
    hash(certificate.issuer.raw),
    hash(keyBitsOf(issuer)),
    writeUnsigned(Buffer.from(certificate.serial, 'hex')),
  );
  const nonceExtension = constructed(
    TAG.sequence,
    writeOid(NONCE),
    element(TAG.octetString, element(TAG.octetString, nonce)),
  );
  const list = constructed(TAG.sequence, constructed(TAG.sequence, certId));
  const extensions = constructed(0xa2, constructed(TAG.sequence, nonceExtension));
  return constructed(TAG.sequence, constructed(TAG.sequence, list, extensions));
}

/** The octets of the subjectPublicKey BIT STRING, of which hashes name a key. */
function keyBitsOf(certificate: Certificate): Buffer {
  const spki = rsaKeyOf(certificate).spki;
  const fields = new DerFields(
    parseDer(spki, { bytes: 64 * 1024, depth: 8, elements: 64 }),
    'CERTIFICATE_MALFORMED',
    'public key',
  );
  fields.take(TAG.sequence);
  return readBitOctets(fields.take(TAG.bitString)) ?? fields.refuse('key with unused bits');
}

/** Says whether a responder's own certificate is revoked; throws where that cannot be told. */
export type ResponderCheck = (responder: Certificate, issuer: Certificate) => void;

/**
 * The answer is of one who may give it: the issuer itself, or a responder whom the issuer named by a
 * certificate with OCSPSigning, signed directly by it and valid when the answer was made (RFC 6960 4.2.2.2).
 * A responder without id-pkix-ocsp-nocheck must pass `checkResponder` too.
 * @throws SignatureRefusal OCSP_RESPONDER_NOT_ALLOWED or OCSP_SIGNATURE_WRONG
 */
export function assertGenuine(answer: OcspAnswer, issuer: Certificate, checkResponder: ResponderCheck): void {
  const signer = findResponder(answer, issuer, checkResponder);
  try {
    const digest = certificateDigestOf(answer.signatureAlgorithm);
    assertSignatureValue(rsaKeyOf(signer), digest, answer.tbs, answer.signature);
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
    throw new SignatureRefusal('OCSP_SIGNATURE_WRONG', error.message);
  }
}

function findResponder(answer: OcspAnswer, issuer: Certificate, checkResponder: ResponderCheck): Certificate {
  if (isResponder(answer, issuer)) return issuer;
  let fault = new SignatureRefusal('OCSP_RESPONDER_NOT_ALLOWED', 'its certificate did not come along');
  for (const der of answer.certificates) {
    try {
      const certificate = readCertificate(der);
      if (!isResponder(answer, certificate)) continue;
      assertAppointed(certificate, issuer, answer.producedAt, checkResponder);
      return certificate;
    } catch (error) {
      if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
      fault = new SignatureRefusal('OCSP_RESPONDER_NOT_ALLOWED', error.message);
    }
  }
  throw fault;
}

function isResponder({ responder }: OcspAnswer, certificate: Certificate): boolean {
  if ('name' in responder) return certificate.subject.raw.equals(responder.name);
  if (certificate.rsaKey === undefined) return false;
  return createHash('sha1').update(keyBitsOf(certificate)).digest().equals(responder.keyHash);
}

function assertAppointed(
  responder: Certificate,
  issuer: Certificate,
  at: Date,
  checkResponder: ResponderCheck,
): void {
  const refuse = (reason: string) => new SignatureRefusal('OCSP_RESPONDER_NOT_ALLOWED', reason);
  if (!sameName(responder.issuer, issuer.subject)) throw refuse('another centre issued its certificate');
  if (!responder.extendedKeyUsage.includes(OCSP_SIGNING)) throw refuse('its certificate lacks OCSPSigning');
  if (responder.keyUsage !== undefined && !responder.keyUsage.includes('digitalSignature')) {
    throw refuse('its certificate lacks digitalSignature');
  }
  if (at < responder.notBefore || at > responder.notAfter) throw refuse('its certificate was not valid then');
  const oids = responder.extensions.map(({ oid }) => oid);
  if (new Set(oids).size < oids.length) throw refuse('an extension twice');
  const unknown = responder.extensions.find(
    ({ oid, critical }) => critical && !RESPONDER_EXTENSIONS.has(oid),
  );
  if (unknown) throw refuse(`critical extension ${unknown.oid}`);
  assertIssued(responder, issuer);
  if (!oids.includes(NO_CHECK)) checkResponder(responder, issuer);
}

/** Critical extensions of a responder's certificate that are looked at here, or change nothing for a leaf. */
const RESPONDER_EXTENSIONS: ReadonlySet<string> = new Set([
  '2.5.29.15', // key usage
  '2.5.29.19', // basic constraints
  '2.5.29.37', // extended key usage
  NO_CHECK,
]);

/**
 * The answer is to the question just asked: it repeats the nonce; or it repeats none and was made within the
 * last ten minutes, so that an old one cannot be played back (responders that sign in advance repeat none).
 * @throws SignatureRefusal OCSP_NONCE_MISMATCH, OCSP_STALE or OCSP_NOT_YET_VALID
 */
export function assertAnswers(answer: OcspAnswer, nonce: Buffer, now: Date): void {
  if (answer.nonce !== undefined) {
    const same = answer.nonce.length === nonce.length && timingSafeEqual(answer.nonce, nonce);
    if (!same) throw new SignatureRefusal('OCSP_NONCE_MISMATCH', 'the answer repeats another nonce');
  }
  const { producedAt } = answer;
  if (producedAt.getTime() > now.getTime() + CLOCK_SLACK_MS) {
    throw new SignatureRefusal('OCSP_NOT_YET_VALID', `made at ${producedAt.toISOString()}`);
  }
  if (producedAt.getTime() + FRESH_MS < now.getTime()) {
    throw new SignatureRefusal('OCSP_STALE', `made at ${producedAt.toISOString()}`);
  }
}

/**
 * The status has begun to hold (RFC 6960 4.2.2.1); a revocation is believed without that.
 * @throws SignatureRefusal OCSP_NOT_YET_VALID
 */
export function assertBegun({ status, thisUpdate }: SingleStatus, now: Date): void {
  if (status !== 'revoked' && thisUpdate.getTime() > now.getTime() + CLOCK_SLACK_MS) {
    throw new SignatureRefusal('OCSP_NOT_YET_VALID', `from ${thisUpdate.toISOString()}`);
  }
}

/** Until when a status holds. */
export function holdsUntil({ thisUpdate, nextUpdate }: SingleStatus): Date {
  return nextUpdate ?? new Date(thisUpdate.getTime() + FRESH_MS);
}

/**
 * The status of one certificate in an answer that may say several; of two about the same, the graver.
 * @throws SignatureRefusal OCSP_OF_ANOTHER_CERTIFICATE
 */
export function statusOf(answer: OcspAnswer, certificate: Certificate, issuer: Certificate): SingleStatus {
  const gravity = { revoked: 0, unknown: 1, good: 2 } as const;
  const [found] = answer.statuses
    .filter(({ certId }) => names(certId, certificate, issuer))
    .sort((a, b) => gravity[a.status] - gravity[b.status]);
  if (found === undefined) {
    throw new SignatureRefusal('OCSP_OF_ANOTHER_CERTIFICATE', `says nothing about ${certificate.serial}`);
  }
  return found;
}

function names(certId: CertId, certificate: Certificate, issuer: Certificate): boolean {
  const hash = CERT_ID_HASHES[certId.hash];
  if (hash === undefined || certId.serial !== certificate.serial) return false;
  const digest = (data: Buffer) => createHash(hash).update(data).digest();
  return (
    certId.issuerNameHash.equals(digest(certificate.issuer.raw)) &&
    certId.issuerKeyHash.equals(digest(keyBitsOf(issuer)))
  );
}

/**
 * What a status says about a certificate at a time. A later "good" covers an earlier time too, as long as it
 * was given while the certificate was valid: responders may forget certificates that have expired.
 * @param producedAt when the answer was made
 * @returns when it was revoked, where that was by then; undefined where it was in force
 * @throws SignatureRefusal OCSP_UNKNOWN, OCSP_NOT_YET_VALID or OCSP_STALE
 */
export function revocationAt(
  status: SingleStatus,
  producedAt: Date,
  certificate: Certificate,
  at: Date,
): Date | undefined {
  if (status.status === 'unknown') {
    throw new SignatureRefusal('OCSP_UNKNOWN', `the responder does not know ${certificate.serial}`);
  }
  const { revokedAt, thisUpdate } = status;
  // a revocation is final: it is believed however old the answer is; of a time after the answer it counts at once
  if (revokedAt !== undefined && (revokedAt <= at || revokedAt > producedAt)) return revokedAt;
  const until = holdsUntil(status);
  if (until < thisUpdate) throw new SignatureRefusal('OCSP_STALE', 'ends before it begins');
  if (thisUpdate.getTime() > at.getTime() + CLOCK_SLACK_MS && thisUpdate > certificate.notAfter) {
    throw new SignatureRefusal('OCSP_NOT_YET_VALID', `from ${thisUpdate.toISOString()}, after its validity`);
  }
  if (at.getTime() > until.getTime() + CLOCK_SLACK_MS) {
    throw new SignatureRefusal('OCSP_STALE', `until ${until.toISOString()}`);
  }
  return undefined;
}
