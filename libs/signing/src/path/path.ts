import type { Certificate } from '../certificates/certificate.js';
import { sameName } from '../certificates/names.js';
import { type SignatureCode, SignatureRefusal } from '../codes.js';
import { COST, type WorkBudget } from '../work-budget.js';
import {
  assertIssued,
  assertIssuer,
  assertLeaf,
  assertSeeminglyIssued,
  assertWholePath,
  describe,
  isSelfIssued,
} from './path-rules.js';
import { NO_POLICY_INPUTS, type PolicyInputs } from './policies.js';

/** Longest path, leaf and root included. */
const MAX_LENGTH = 10;
/** Most pairs of certificate and possible issuer looked at for one leaf: loops and huge sets end here. */
const MAX_STEPS = 100;
/** Most paths handed out for one leaf: where so many have failed for a revocation, others are not looked at. */
const MAX_PATHS = 8;

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
  /** What is asked of the certificate policies; nothing where it is not given. */
  policies?: PolicyInputs;
  /** What the search may take of; no more than its own limits where it is not given. */
  work?: WorkBudget;
}

/** The paths of one certificate, each leaf first, root last: one is found, others as they are asked for. */
export interface Paths extends Iterable<Certificate[]> {
  first: Certificate[];
}

/**
 * Step 7: finds the paths from the leaf to a pinned root on which everything is in order (RFC 5280 section 6.1).
 * Every possible issuer is tried, those first whose key identifier and validity fit, until no more are left or a limit
 * is met.
 * @throws SignatureRefusal where there is none: the fault of the attempt that came furthest; PATH_TOO_COMPLEX or
 *   TOO_MUCH_WORK
 */
export function findPaths(request: PathRequest): Paths {
  assertLeaf(request.leaf, request.at);
  const search = new PathSearch(request);
  const found = search.extend([request.leaf]);
  const { value: first } = found.next();
  if (first === undefined) throw search.fault;
  return {
    first,
    *[Symbol.iterator]() {
      yield first;
      yield* further(found);
    },
  };
}

/** Other paths than the first; where a limit is met there are no more of them. */
function* further(found: Iterable<Certificate[]>): Generator<Certificate[]> {
  let count = 1;
  try {
    for (const path of found) {
      yield path;
      count += 1;
      if (count === MAX_PATHS) return;
    }
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || !LIMIT_CODES.has(error.code)) throw error;
  }
}

const LIMIT_CODES: ReadonlySet<SignatureCode> = new Set(['PATH_TOO_COMPLEX', 'TOO_MUCH_WORK']);

class PathSearch {
  private steps = 0;
  private furthest: { depth: number; refusal: SignatureRefusal } | undefined;
  private readonly roots: ReadonlyMap<string, Certificate[]>;
  private readonly intermediates: ReadonlyMap<string, Certificate[]>;

  constructor(private readonly request: PathRequest) {
    this.roots = bySubject(request.roots);
    this.intermediates = bySubject(request.intermediates);
  }

  /** What was wrong with the attempt that came furthest. */
  get fault(): SignatureRefusal {
    return this.furthest?.refusal ?? noPath('no issuer is known');
  }

  /** All ways on from the last certificate of a path to a root. */
  *extend(path: Certificate[]): Generator<Certificate[], undefined> {
    const last = path[path.length - 1] as Certificate;
    const tried = new Set<string>();
    const isNew = ({ fingerprint }: Certificate) => tried.size < tried.add(fingerprint).size;
    for (const root of this.fittingFirst(last, this.roots).filter(isNew)) {
      if (this.accepts(path, root, true)) yield [...path, root];
    }
    for (const issuer of this.fittingFirst(last, this.intermediates).filter(isNew)) {
      if (path.some((earlier) => isSameAuthority(earlier, issuer))) continue;
      if (this.accepts(path, issuer, false)) yield* this.extend([...path, issuer]);
    }
    const code = isSelfIssued(last) ? 'PATH_UNTRUSTED' : 'PATH_INCOMPLETE';
    this.record(path.length, new SignatureRefusal(code, `the path ends at ${describe(last)}`));
  }

  private accepts(path: Certificate[], issuer: Certificate, isRoot: boolean): boolean {
    this.steps += 1;
    if (this.steps > MAX_STEPS) throw new SignatureRefusal('PATH_TOO_COMPLEX', `over ${MAX_STEPS} steps`);
    this.request.work?.spend(COST.step);
    try {
      if (path.length + 1 > MAX_LENGTH)
        throw new SignatureRefusal('PATH_TOO_COMPLEX', `over ${MAX_LENGTH} long`);
      assertIssuer(path, issuer, this.request.at);
      if (isRoot && this.request.refuseTestRoots && saysTest(issuer)) {
        throw new SignatureRefusal('TEST_ROOT_REFUSED', `${describe(issuer)} is for tests`);
      }
      if (isRoot) this.assertWhole([...path, issuer]);
      return true;
    } catch (error) {
      if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
      this.record(path.length, isUnsupported(error) ? noPath(error.reason) : error);
      return false;
    }
  }

  private assertWhole(path: readonly Certificate[]): void {
    assertWholePath(path, this.request.policies ?? NO_POLICY_INPUTS);
    path.slice(1).forEach((issuer, index) => {
      assertIssued(path[index] as Certificate, issuer);
    });
  }

  /** Those first whose key identifier is the one that the certificate names, and that are valid at the time. */
  private fittingFirst(
    { issuer, authorityKeyId }: Certificate,
    bySubject: ReadonlyMap<string, Certificate[]>,
  ): readonly Certificate[] {
    const issuers = bySubject.get(issuer.key) ?? [];
    if (issuers.length < 2) return issuers;
    const { at } = this.request;
    const misfit = ({ subjectKeyId, notBefore, notAfter }: Certificate) => {
      const isNamed = authorityKeyId !== undefined && subjectKeyId === authorityKeyId;
      return (isNamed ? 0 : 2) + (at < notBefore || at > notAfter ? 1 : 0);
    };
    return issuers.toSorted((a, b) => misfit(a) - misfit(b));
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

/** What is by GOST above an RSA certificate proves nothing here: whether another verifier is asked, the signer tells. */
function isUnsupported({ code }: SignatureRefusal): boolean {
  return code === 'UNSUPPORTED_ALGORITHM';
}

function noPath(reason: string): SignatureRefusal {
  return new SignatureRefusal('PATH_INCOMPLETE', reason);
}

const indexes = new WeakMap<readonly Certificate[], ReadonlyMap<string, Certificate[]>>();

/** Certificates by the names of their subjects; remembered for lists that are used again. */
function bySubject(certificates: readonly Certificate[]): ReadonlyMap<string, Certificate[]> {
  let index = indexes.get(certificates);
  if (index === undefined) {
    index = Map.groupBy(certificates, ({ subject }) => subject.key);
    indexes.set(certificates, index);
  }
  return index;
}

/**
 * Nothing rides along unproven: each certificate of the signature that is on no signer's path must still
 * be whole, signed by a certificate that is known here.
 * @throws SignatureRefusal EMBEDDED_CERTIFICATE_WRONG, PATH_TOO_COMPLEX or TOO_MUCH_WORK
 */
export function assertPassengers(
  passengers: Certificate[],
  known: readonly Certificate[],
  work: WorkBudget,
): void {
  let steps = 0;
  for (const passenger of passengers) {
    const whole = known.some((issuer) => {
      if (!sameName(issuer.subject, passenger.issuer)) return false;
      steps += 1;
      work.spend(COST.step);
      return steps <= MAX_STEPS && isIssued(passenger, issuer);
    });
    if (!whole)
      throw new SignatureRefusal('EMBEDDED_CERTIFICATE_WRONG', `${describe(passenger)} is unproven`);
  }
}

function isIssued(certificate: Certificate, issuer: Certificate): boolean {
  try {
    assertSeeminglyIssued(certificate, issuer);
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
