import { type Certificate, certificateDigestOf, EXTENSION, rsaKeyOf, sameName } from './certificate.js';
import { type SignatureCode, SignatureRefusal } from './codes.js';
import { LimitedCache } from './limited-cache.js';
import { assertSignatureValue } from './signature-value.js';

/** Longest path, leaf and root included. */
const MAX_LENGTH = 10;
/** Most pairs of certificate and possible issuer looked at for one leaf: loops and huge sets end here. */
const MAX_STEPS = 100;

/** Critical extensions that the checks here and of the leaf take into account. All others are refused. */
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXTENSION));

export interface PathRequest {
  leaf: Certificate;
  /** Certificates from the signature and from configuration, in any order; none of them is trusted. */
  intermediates: readonly Certificate[];
  /** The pinned roots. */
  roots: readonly Certificate[];
  /** The trusted time to judge by. */
  at: Date;
  /** True in production, where roots that say TEST are refused. */
  refuseTestRoots: boolean;
}

/**
 * Step 7: finds a path from the leaf to a pinned root on which everything is in order.
 * @returns leaf first, root last
 * @throws SignatureRefusal the fault of the attempt that came furthest, or PATH_TOO_COMPLEX
 */
export function buildPath(request: PathRequest): Certificate[] {
  assertExtensions(request.leaf);
  assertValidAt(request.leaf, request.at, 'CERTIFICATE_NOT_YET_VALID', 'CERTIFICATE_EXPIRED');
  return new PathSearch(request).run();
}

class PathSearch {
  private steps = 0;
  private furthest: { depth: number; refusal: SignatureRefusal } | undefined;
  private readonly rootPrints: ReadonlySet<string>;

  constructor(private readonly request: PathRequest) {
    this.rootPrints = new Set(request.roots.map(({ fingerprint }) => fingerprint));
  }

  run(): Certificate[] {
    const path = this.extend([this.request.leaf]);
    if (path !== undefined) return path;
    throw this.furthest?.refusal ?? new SignatureRefusal('PATH_INCOMPLETE', 'no issuer is known');
  }

  private extend(path: Certificate[]): Certificate[] | undefined {
    const last = path[path.length - 1] as Certificate;
    for (const root of this.request.roots) {
      if (sameName(root.subject, last.issuer) && this.accepts(path, root, true)) return [...path, root];
    }
    const issuers = this.request.intermediates.filter(
      (issuer) => sameName(issuer.subject, last.issuer) && !this.rootPrints.has(issuer.fingerprint),
    );
    for (const issuer of issuers) {
      if (path.some((earlier) => isSameAuthority(earlier, issuer))) continue;
      if (!this.accepts(path, issuer, false)) continue;
      const whole = this.extend([...path, issuer]);
      if (whole !== undefined) return whole;
    }
    const code = sameName(last.subject, last.issuer) ? 'PATH_UNTRUSTED' : 'PATH_INCOMPLETE';
    this.record(path.length, new SignatureRefusal(code, `the path ends at ${describe(last)}`));
    return undefined;
  }

  private accepts(path: Certificate[], issuer: Certificate, isRoot: boolean): boolean {
    this.steps += 1;
    if (this.steps > MAX_STEPS) throw new SignatureRefusal('PATH_TOO_COMPLEX', `over ${MAX_STEPS} steps`);
    try {
      if (path.length + 1 > MAX_LENGTH)
        throw new SignatureRefusal('PATH_TOO_COMPLEX', `over ${MAX_LENGTH} long`);
      assertIssuer(path, issuer, this.request.at);
      if (isRoot && this.request.refuseTestRoots && saysTest(issuer)) {
        throw new SignatureRefusal('TEST_ROOT_REFUSED', `${describe(issuer)} is for tests`);
      }
      return true;
    } catch (error) {
      if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
      this.record(path.length, error);
      return false;
    }
  }

  /** Keeps the refusal that says most: of the longest attempt, and there not just "another key". */
  private record(depth: number, refusal: SignatureRefusal): void {
    const weight = (one: SignatureRefusal) =>
      one.code === 'PATH_INCOMPLETE' ? 0 : one.code === 'CERTIFICATE_SIGNATURE_WRONG' ? 1 : 2;
    const kept = this.furthest;
    const better =
      kept === undefined ||
      depth > kept.depth ||
      (depth === kept.depth && weight(refusal) > weight(kept.refusal));
    if (better) this.furthest = { depth, refusal };
  }
}

function assertIssuer(path: Certificate[], issuer: Certificate, at: Date): void {
  if (issuer.basicConstraints?.ca !== true) {
    throw new SignatureRefusal('ISSUER_NOT_CA', `${describe(issuer)} may not issue certificates`);
  }
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.includes('keyCertSign')) {
    throw new SignatureRefusal('ISSUER_KEY_USAGE_WRONG', `${describe(issuer)} lacks keyCertSign`);
  }
  assertIssued(path[path.length - 1] as Certificate, issuer);
  assertExtensions(issuer);
  assertValidAt(issuer, at, 'ISSUER_NOT_YET_VALID', 'ISSUER_EXPIRED');
  const below = path.slice(1).filter(({ subject, issuer: by }) => !sameName(subject, by)).length;
  const limit = issuer.basicConstraints.pathLength;
  if (limit !== undefined && below > limit) {
    throw new SignatureRefusal(
      'PATH_LENGTH_EXCEEDED',
      `${describe(issuer)} allows ${limit} centres below it`,
    );
  }
}

const issued = new LimitedCache<SignatureRefusal | null>(10_000);

/**
 * The signature of `issuer` under `certificate`, by both engines; the answer is remembered.
 * @throws SignatureRefusal CERTIFICATE_SIGNATURE_WRONG, a weak or unknown algorithm, or a weak key
 */
export function assertIssued(certificate: Certificate, issuer: Certificate): void {
  const key = `${certificate.fingerprint}:${issuer.fingerprint}`;
  let refusal = issued.get(key);
  if (refusal === undefined) {
    refusal = findIssuingFault(certificate, issuer);
    issued.set(key, refusal);
  }
  if (refusal !== null) throw refusal;
}

function findIssuingFault(certificate: Certificate, issuer: Certificate): SignatureRefusal | null {
  try {
    const digest = certificateDigestOf(certificate.signatureAlgorithm);
    assertSignatureValue(rsaKeyOf(issuer), digest, certificate.tbs, certificate.signature);
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

/**
 * Nothing rides along unproven: each certificate of the signature that is on no signer's path must still
 * be whole, signed by a certificate that is known here.
 * @throws SignatureRefusal EMBEDDED_CERTIFICATE_WRONG
 */
export function assertPassengers(passengers: Certificate[], known: readonly Certificate[]): void {
  let steps = 0;
  for (const passenger of passengers) {
    const whole = known.some((issuer) => {
      if (!sameName(issuer.subject, passenger.issuer)) return false;
      steps += 1;
      return steps <= MAX_STEPS && isIssued(passenger, issuer);
    });
    if (!whole)
      throw new SignatureRefusal('EMBEDDED_CERTIFICATE_WRONG', `${describe(passenger)} is unproven`);
  }
}

function isIssued(certificate: Certificate, issuer: Certificate): boolean {
  try {
    assertIssued(certificate, issuer);
    return true;
  } catch (error) {
    if (error instanceof SignatureRefusal && error.code !== 'ENGINES_DISAGREE') return false;
    throw error;
  }
}

function isSameAuthority(a: Certificate, b: Certificate): boolean {
  if (a.fingerprint === b.fingerprint) return true;
  return sameName(a.subject, b.subject) && a.rsaKey !== undefined && a.rsaKey.modulus === b.rsaKey?.modulus;
}

function saysTest(certificate: Certificate): boolean {
  return certificate.subject.attributes.some(({ value }) => /\bTEST\b/i.test(value));
}

function describe({ subject, serial }: Certificate): string {
  return `${subject.attributes.map(({ value }) => value).join(', ')} (${serial})`;
}
