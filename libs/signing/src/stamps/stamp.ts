import { createHash, timingSafeEqual } from 'node:crypto';
import { algorithmRefusal, type DigestName, isGost } from '../algorithms/algorithms.js';
import { assertSignatureValue } from '../algorithms/signature-value.js';
import { type Certificate, rsaKeyOf } from '../certificates/certificate.js';
import { certificateOf, readCertificates, signerDigestOf } from '../cms/cms.js';
import { readIssuerSerial, readSignedAttributes, type SignedAttributes } from '../cms/signed-attributes.js';
import { type SignatureCode, SignatureRefusal } from '../codes.js';
import { DerFields, type DerNode, TAG } from '../der/der.js';
import { findPaths } from '../path/path.js';
import type { RevocationLists } from '../revocation/crl-check.js';
import { CLOCK_SLACK_MS } from '../revocation/ocsp.js';
import { findUnrevoked } from '../revocation/revocation.js';
import { COST, type WorkBudget } from '../work-budget.js';
import { readStampToken, type StampToken, TST_INFO } from './stamp-token.js';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
/** How far ahead of the time of checking a stamp may be: clocks differ, and an alarm tells of it much earlier. */
const AHEAD_MS = 10 * 60_000;

/** What stamps are judged by. */
export interface StampTrust extends RevocationLists {
  /** The pinned roots of time-stamp authorities. */
  stampRoots: readonly Certificate[];
}

/** Between which times a stamp can lie, and what finding out may take. */
export interface StampTimes {
  /** The time of checking, which no stamp may be far ahead of. */
  at: Date;
  /** When what is stamped came to be, which no stamp may be before; left out where that is not known. */
  madeAfter?: Date;
  /** What the check may take of. */
  work?: WorkBudget;
}

/** A stamp by a clock that cannot be right: STAMP_FROM_THE_FUTURE, STAMP_TOO_EARLY or STAMP_CLOCK_WRONG. */
export class StampTimeRefusal extends SignatureRefusal {
  /** @param time what the stamp says */
  constructor(
    code: SignatureCode,
    readonly time: Date,
  ) {
    super(code, time.toISOString());
  }
}

/** A stamp that has been found in order. */
export interface CheckedStamp {
  /** When the signature value was there already. */
  time: Date;
  nonce: bigint | undefined;
  /** The authority's path, root last. */
  path: Certificate[];
}

/**
 * Checks a time stamp over a signature value (RFC 3161 2.4.2, RFC 5816): it is over these bytes, by the one
 * certificate that its signed attributes name, which is for time stamps alone and leads to a pinned root at the
 * stamp's own time. A known revocation of the authority refuses it; that there is none need not be proved, since
 * the authority's root is pinned for this alone.
 * @throws SignatureRefusal STAMP_*, UNSUPPORTED_ALGORITHM for GOST, or ENGINES_DISAGREE
 */
export function checkStamp(
  token: DerNode,
  stamped: Buffer,
  trust: StampTrust,
  { at, madeAfter, work }: StampTimes,
): CheckedStamp {
  const stamp = readStampToken(token);
  const { imprint, time, nonce, authority } = stamp.info;
  assertSame(hashOf(imprint.digest, stamped), imprint.hash, 'STAMP_OF_ANOTHER_SIGNATURE', 'over other bytes');
  work?.spend(stamp.signedData.certificates.length * COST.certificate + COST.value);
  const certificates = recoded('STAMP_CERTIFICATE_MISSING', () => readCertificates(stamp.signedData));
  const signer = recoded('STAMP_CERTIFICATE_MISSING', () => certificateOf(stamp.signer, certificates));
  assertNotGost(stamp, signer);
  const digest = recoded('STAMP_DIGEST_WEAK', () => signerDigestOf(stamp.signer, signer, stamp.signedData));
  const attributes = readAttributes(stamp);
  assertNamed(attributes, signer);
  if (authority !== undefined && !authority.equals(signer.subject.raw)) {
    throw new SignatureRefusal('STAMP_CERTIFICATE_MISMATCH', 'the stamp names another authority');
  }
  assertForStamps(signer);
  assertSame(
    hashOf(digest, stamp.content),
    attributes.messageDigest,
    'STAMP_SIGNATURE_WRONG',
    'the content is not the one that was signed',
  );
  recoded('STAMP_SIGNATURE_WRONG', () =>
    assertSignatureValue(rsaKeyOf(signer), digest, attributes.signedBytes, stamp.signer.signature),
  );
  const paths = recoded('STAMP_UNTRUSTED', () =>
    findPaths({
      leaf: signer,
      intermediates: [...certificates, ...trust.intermediates],
      roots: trust.stampRoots,
      at: time,
      refuseTestRoots: trust.refuseTestRoots,
      ...(work && { work }),
    }),
  );
  const path = findUnrevoked(paths, { ...trust, roots: trust.stampRoots }, time);
  if (path === undefined) {
    throw new SignatureRefusal(
      'STAMP_REVOKED',
      `certificate ${signer.serial} of the authority, or one above it`,
    );
  }
  if (time.getTime() > at.getTime() + AHEAD_MS) {
    throw new StampTimeRefusal('STAMP_FROM_THE_FUTURE', time);
  }
  if (madeAfter !== undefined && time.getTime() < madeAfter.getTime() - CLOCK_SLACK_MS) {
    throw new StampTimeRefusal('STAMP_TOO_EARLY', time);
  }
  return { time, nonce, path };
}

/** National authorities stamp by GOST, unless told otherwise. @throws SignatureRefusal UNSUPPORTED_ALGORITHM */
function assertNotGost({ signer }: StampToken, certificate: Certificate): void {
  const { digestAlgorithm, signatureAlgorithm } = signer;
  const { publicKeyAlgorithm } = certificate;
  const used = [digestAlgorithm, signatureAlgorithm, certificate.signatureAlgorithm].map(({ oid }) => oid);
  const gost = [...used, publicKeyAlgorithm].find(isGost);
  if (gost !== undefined) throw algorithmRefusal(gost);
}

/** What is no fault of the stamp. */
const KEPT_CODES: ReadonlySet<SignatureCode> = new Set(['ENGINES_DISAGREE', 'TOO_MUCH_WORK']);

/** Every refusal of one part of the check under one code of stamps. */
function recoded<T>(code: SignatureCode, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || KEPT_CODES.has(error.code)) throw error;
    throw new SignatureRefusal(code, error.message);
  }
}

function hashOf(digest: DigestName, data: Buffer): Buffer {
  return createHash(digest).update(data).digest();
}

function assertSame(a: Buffer, b: Buffer, code: SignatureCode, reason: string): void {
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new SignatureRefusal(code, reason);
}

function readAttributes({ signer }: StampToken): SignedAttributes {
  return recoded('STAMP_MALFORMED', () => {
    if (signer.signedAttributes === undefined) {
      throw new SignatureRefusal('SIGNED_ATTRIBUTES_MISSING', 'a stamp has signed attributes');
    }
    const attributes = readSignedAttributes(signer.signedAttributes);
    if (attributes.contentType !== TST_INFO) {
      throw new SignatureRefusal('CONTENT_TYPE_ATTRIBUTE_WRONG', attributes.contentType);
    }
    return attributes;
  });
}

/**
 * The signed attributes name the signer's certificate: by ESSCertIDv2 (RFC 5816), or by the older ESSCertID, whose
 * SHA-1 only tells certificates apart that issuer and serial tell apart already (RFC 3161 2.4.1).
 */
function assertNamed(attributes: SignedAttributes, signer: Certificate): void {
  const v2 = attributes.signingCertificate;
  const v1 = attributes.values.get(SIGNING_CERTIFICATE);
  const named = v2 ?? recoded('STAMP_MALFORMED', () => v1 && readEssCertId(v1));
  if (named === undefined) {
    throw new SignatureRefusal('STAMP_CERTIFICATE_MISMATCH', 'the stamp names no certificate');
  }
  const hash = createHash(named.digest).update(signer.der).digest();
  assertSame(hash, named.hash, 'STAMP_CERTIFICATE_MISMATCH', 'the stamp names another certificate');
  const { issuerSerial } = named;
  const sameSerial =
    issuerSerial === undefined ||
    (issuerSerial.serial === signer.serial && issuerSerial.issuer.equals(signer.issuer.raw));
  if (!sameSerial) throw new SignatureRefusal('STAMP_CERTIFICATE_MISMATCH', 'the stamp names another serial');
}

function readEssCertId(node: DerNode) {
  const fields = new DerFields(node, 'STAMP_MALFORMED', 'signingCertificate');
  const [first] = fields.take(TAG.sequence).children;
  fields.maybe(TAG.sequence);
  fields.done();
  if (first === undefined) return fields.refuse('names no certificate');
  const entry = new DerFields(first, 'STAMP_MALFORMED', 'ESSCertID');
  const hash = entry.take(TAG.octetString).content;
  const issuerSerial = entry.maybe(TAG.sequence);
  entry.done();
  return { digest: 'sha1', hash, issuerSerial: issuerSerial && readIssuerSerial(issuerSerial) };
}

/** RFC 3161 2.3: one extended key usage, timeStamping, and critical. */
function assertForStamps(signer: Certificate): void {
  const usage = signer.extensions.find(({ oid }) => oid === EXTENDED_KEY_USAGE);
  const [purpose, ...others] = signer.extendedKeyUsage;
  const alone = purpose === TIME_STAMPING && others.length === 0 && usage?.critical === true;
  const signs =
    signer.keyUsage === undefined ||
    signer.keyUsage.includes('digitalSignature') ||
    signer.keyUsage.includes('nonRepudiation');
  if (!alone || !signs || signer.basicConstraints?.ca === true) {
    throw new SignatureRefusal('STAMP_NOT_FOR_STAMPING', 'the certificate is not for time stamps alone');
  }
}
