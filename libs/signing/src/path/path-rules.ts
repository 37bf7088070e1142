import { assertQuickly, assertSignatureValue, assertStrongKey } from '../algorithms/signature-value.js';
import { type Certificate, certificateDigestOf, rsaKeyOf } from '../certificates/certificate.js';
import { EXTENSION } from '../certificates/extensions.js';
import { sameName } from '../certificates/names.js';
import { type SignatureCode, SignatureRefusal } from '../codes.js';
import { LimitedCache } from '../limited-cache.js';
import { NameConstraints } from './name-constraints.js';
import { assertPolicies, type PolicyInputs } from './policies.js';

/** The checks of RFC 5280 section 6.1 on single certificates, pairs of them, and whole paths. */

/** Critical extensions that the checks here and of the leaf take into account. All others are refused. */
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXTENSION));

/**
 * What does not depend on the path: extensions once each and all critical ones understood, the time, and a key
 * that is strong enough and of an algorithm that can be checked here.
 * @throws SignatureRefusal EXTENSION_DUPLICATE, EXTENSION_CRITICAL_UNKNOWN, CERTIFICATE_NOT_YET_VALID,
 *   CERTIFICATE_EXPIRED, UNSUPPORTED_ALGORITHM, ALGORITHM_NOT_ALLOWED, RSA_KEY_TOO_SHORT,
 *   RSA_EXPONENT_TOO_SMALL or RSA_KEY_NOT_ALLOWED
 */
export function assertLeaf(leaf: Certificate, at: Date): void {
  assertExtensions(leaf);
  assertValidAt(leaf, at, 'CERTIFICATE_NOT_YET_VALID', 'CERTIFICATE_EXPIRED');
  assertStrongKey(rsaKeyOf(leaf));
}

/**
 * What can be said of an issuer as soon as it is found; its signature is looked at by one engine only, and by both when
 * the path is whole. A pinned root is held to all of it too: beyond
 * RFC 5280, which takes from a trust anchor its name and key alone, its own validity, path length, key usage
 * and name constraints bind (RFC 5937), but not its policies.
 * @param path leaf first, last the certificate that `issuer` is to have issued
 * @throws SignatureRefusal the code of what is wrong with the issuer or its signature
 */
export function assertIssuer(path: readonly Certificate[], issuer: Certificate, at: Date): void {
  if (issuer.basicConstraints?.ca !== true) {
    throw new SignatureRefusal('ISSUER_NOT_CA', `${describe(issuer)} may not issue certificates`);
  }
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.includes('keyCertSign')) {
    throw new SignatureRefusal('ISSUER_KEY_USAGE_WRONG', `${describe(issuer)} lacks keyCertSign`);
  }
  assertSeeminglyIssued(path[path.length - 1] as Certificate, issuer);
  assertExtensions(issuer);
  assertValidAt(issuer, at, 'ISSUER_NOT_YET_VALID', 'ISSUER_EXPIRED');
  const below = path.slice(1).filter((certificate) => !isSelfIssued(certificate)).length;
  const limit = issuer.basicConstraints.pathLength;
  if (limit !== undefined && below > limit) {
    throw new SignatureRefusal(
      'PATH_LENGTH_EXCEEDED',
      `${describe(issuer)} allows ${limit} centres below it`,
    );
  }
}

/**
 * What only the whole path shows: name constraints and certificate policies.
 * @param path leaf first, root last, each certificate issued by the next
 * @throws SignatureRefusal NAME_NOT_PERMITTED, NAME_CONSTRAINT_UNSUPPORTED, POLICY_MISSING,
 *   POLICY_MAPPING_WRONG or PATH_TOO_COMPLEX
 */
export function assertWholePath(path: readonly Certificate[], policies: PolicyInputs): void {
  const [root, ...below] = path.toReversed() as [Certificate, ...Certificate[]];
  const names = new NameConstraints();
  names.add(root);
  below.forEach((certificate, index) => {
    const isLeaf = index === below.length - 1;
    if (isLeaf || !isSelfIssued(certificate)) names.assertAllowed(certificate);
    names.add(certificate);
  });
  assertPolicies(below, policies);
}

/** Looks at the signature of the second certificate under the first. */
type IssuingCheck = (certificate: Certificate, issuer: Certificate) => void;

/**
 * The signature of `issuer` under `certificate`, by both engines; the answer is remembered.
 * @throws SignatureRefusal CERTIFICATE_SIGNATURE_WRONG, a weak or unknown algorithm, or a weak key
 */
export const assertIssued: IssuingCheck = remembered(assertSignatureValue);

/** As `assertIssued`, by node:crypto alone: for those among whom the path is looked for. */
export const assertSeeminglyIssued: IssuingCheck = remembered(assertQuickly);

function remembered(verify: typeof assertQuickly): IssuingCheck {
  const issued = new LimitedCache<SignatureRefusal | null>(10_000);
  return (certificate, issuer) => {
    const key = `${certificate.fingerprint}:${issuer.fingerprint}`;
    let refusal = issued.get(key);
    if (refusal === undefined) {
      refusal = findIssuingFault(certificate, issuer, verify);
      issued.set(key, refusal);
    }
    if (refusal !== null) throw refusal;
  };
}

function findIssuingFault(
  certificate: Certificate,
  issuer: Certificate,
  verify: typeof assertQuickly,
): SignatureRefusal | null {
  try {
    const digest = certificateDigestOf(certificate.signatureAlgorithm);
    verify(rsaKeyOf(issuer), digest, certificate.tbs, certificate.signature);
    return null;
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    const mismatch = error.code === 'SIGNATURE_MISMATCH' || error.code === 'SIGNATURE_LENGTH_WRONG';
    return mismatch
      ? new SignatureRefusal(
          'CERTIFICATE_SIGNATURE_WRONG',
          `${describe(certificate)} is not of ${describe(issuer)}`,
        )
      : error;
  }
}

function assertExtensions(certificate: Certificate): void {
  const oids = certificate.extensions.map(({ oid }) => oid);
  if (new Set(oids).size < oids.length) {
    throw new SignatureRefusal('EXTENSION_DUPLICATE', `in ${describe(certificate)}`);
  }
  const unknown = certificate.extensions.find(({ oid, critical }) => critical && !UNDERSTOOD.has(oid));
  if (unknown) {
    throw new SignatureRefusal('EXTENSION_CRITICAL_UNKNOWN', `${unknown.oid} in ${describe(certificate)}`);
  }
}

function assertValidAt(certificate: Certificate, at: Date, early: SignatureCode, late: SignatureCode): void {
  if (at < certificate.notBefore) {
    throw new SignatureRefusal(
      early,
      `${describe(certificate)}: from ${certificate.notBefore.toISOString()}`,
    );
  }
  if (at > certificate.notAfter) {
    throw new SignatureRefusal(late, `${describe(certificate)}: until ${certificate.notAfter.toISOString()}`);
  }
}

/** Issuer and subject are the same name: a centre that certifies a new key of its own, or a root. */
export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return sameName(subject, issuer);
}

/** A certificate for logs and the administrator: what its subject says, and its serial in hex. */
export function describe({ subject, serial }: Certificate): string {
  return `${subject.attributes.map(({ value }) => value).join(', ')} (${serial})`;
}
