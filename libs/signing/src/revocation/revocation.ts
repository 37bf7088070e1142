import type { Certificate } from '../certificates/certificate.js';
import { sameName } from '../certificates/names.js';
import { type SignatureCode, SignatureRefusal, verdictOf } from '../codes.js';
import type { Crl } from './crl.js';
import { findListFault, type RevocationLists } from './crl-check.js';
import { namesIssuer } from './crl-scope.js';
import { type ResponderCheck, revocationAt, statusOf } from './ocsp.js';
import type { OcspSource } from './ocsp-client.js';

/** Where it can be learnt whether a certificate is revoked. */
export interface RevocationSources extends RevocationLists {
  /** Asked first; absent where no responder is configured. */
  ocsp?: OcspSource;
}

/** What showed that no certificate of a path is revoked. */
export interface RevocationProof {
  /** Leaf first, root last. */
  path: readonly Certificate[];
  /** OCSP answers, DER. */
  answers: Buffer[];
  /** Lists of revoked certificates, where only they cover one of the path. */
  crls: Crl[];
}

/** Which times count. A list that was made after `at` tells about `at` too, as long as the certificate had not ended. */
export interface RevocationTimes {
  /** The time to judge by. */
  at: Date;
  /** The time of checking: later than `at` for a signature with a time stamp. */
  now: Date;
}

type Finding = { answer: Buffer } | { byList: Certificate } | { fault: SignatureRefusal };

/**
 * Step 9: no certificate of a path is revoked. For each of them the responder is asked first; where it gives
 * no answer to rely on, a list counts. A revocation known from either counts at once, whatever the other says.
 * Where this fails for a certificate above the leaf, another path may do without it: the first that holds counts.
 * @param paths of one leaf, at least one; each leaf first, root last
 * @throws SignatureRefusal CERTIFICATE_REVOKED; or, where that is so on some path, what cannot be told: OCSP_*,
 *   CRL_* or REVOCATION_UNKNOWN with the reason of each source; or ISSUER_REVOKED
 */
export async function checkRevocation(
  paths: Iterable<readonly Certificate[]>,
  sources: RevocationSources,
  times: RevocationTimes,
): Promise<RevocationProof> {
  let kept: SignatureRefusal | undefined;
  for (const path of paths) {
    const found = await proveOn(path, sources, times);
    if (!(found instanceof SignatureRefusal)) return found;
    kept = weigh(kept, found);
  }
  throw kept;
}

/** As `checkRevocation`, by lists alone and without asking anybody. */
export function assertNotListed(
  paths: Iterable<readonly Certificate[]>,
  lists: RevocationLists,
  at: Date,
): readonly Certificate[] {
  let kept: SignatureRefusal | undefined;
  for (const path of paths) {
    const found = gravest(linksOf(path).map((index) => findListFault(path, index, lists, at)));
    if (found === undefined) return path;
    kept = weigh(kept, found);
  }
  throw kept;
}

/**
 * Of the faults of two paths the one that counts: what may yet turn out well, or else the one found first.
 * @throws SignatureRefusal a revoked leaf at once: its issuer, by name and key, is the same on every path
 */
function weigh(kept: SignatureRefusal | undefined, found: SignatureRefusal): SignatureRefusal {
  if (found.code === 'CERTIFICATE_REVOKED') throw found;
  const isBetter = kept && verdictOf(kept.code) === 'INVALID' && verdictOf(found.code) === 'INDETERMINATE';
  return kept === undefined || isBetter ? found : kept;
}

/** Of the faults along one path: a revocation before what is not known. */
function gravest(faults: readonly (SignatureRefusal | undefined)[]): SignatureRefusal | undefined {
  const found = faults.filter((fault) => fault !== undefined);
  return found.find(({ code }) => isRevoked(code)) ?? found[0];
}

/** The places of the certificates that another one of the path has issued. */
function linksOf(path: readonly Certificate[]): number[] {
  return [...path.slice(0, -1).keys()];
}

async function proveOn(
  path: readonly Certificate[],
  sources: RevocationSources,
  times: RevocationTimes,
): Promise<RevocationProof | SignatureRefusal> {
  const links = linksOf(path);
  // lists first: they are at hand, and a certificate they call revoked needs no answer
  const listFaults = links.map((index) => findListFaultBy(path, index, sources, times));
  const findings = await Promise.all(
    links.map((index) => find(path, index, sources, times, listFaults[index])),
  );
  const fault = gravest(findings.map((finding) => ('fault' in finding ? finding.fault : undefined)));
  if (fault !== undefined) return fault;
  return {
    path,
    answers: findings.flatMap((finding) => ('answer' in finding ? [finding.answer] : [])),
    crls: findings.flatMap((finding) => ('byList' in finding ? listsFor(finding.byList, sources) : [])),
  };
}

async function find(
  path: readonly Certificate[],
  index: number,
  sources: RevocationSources,
  times: RevocationTimes,
  listFault: SignatureRefusal | undefined,
): Promise<Finding> {
  const [certificate, issuer, ...above] = path.slice(index) as [Certificate, Certificate, ...Certificate[]];
  const byList: Finding = listFault === undefined ? { byList: certificate } : { fault: listFault };
  if (sources.ocsp === undefined || (listFault && isRevoked(listFault.code))) return byList;
  try {
    const answer = await sources.ocsp.ask(certificate, issuer, responderCheck(above, sources, times));
    const status = statusOf(answer, certificate, issuer);
    const revokedAt = revocationAt(status, answer.producedAt, certificate, times.at);
    if (revokedAt === undefined) return { answer: answer.der };
    return { fault: revokedRefusal(certificate, revokedAt, index === 0) };
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
    if (listFault === undefined) return byList;
    return { fault: new SignatureRefusal(error.code, `${error.reason}; and by lists ${listFault.message}`) };
  }
}

/** As `findListFault`, for a signature with a stamp: a list of after it counts too. */
function findListFaultBy(
  path: readonly Certificate[],
  index: number,
  lists: RevocationLists,
  { at, now }: RevocationTimes,
): SignatureRefusal | undefined {
  const fault = findListFault(path, index, lists, at);
  if (fault?.code !== 'CRL_NOT_YET_VALID' || now > (path[index] as Certificate).notAfter) return fault;
  const later = findListFault(path, index, lists, now);
  // what was revoked by then was found above: this one was revoked only afterwards
  return later === undefined || isRevoked(later.code) ? undefined : fault;
}

/**
 * A responder that may not go unchecked: a list that says it is revoked refuses it, and so does a list of its
 * centre that cannot be relied upon. Where its centre gives no lists at all, its appointment counts: RFC 6960
 * 4.2.2.2.1 leaves that to local policy, and the same centre's word is what is asked for.
 * @param above the path above the responder's centre
 */
function responderCheck(
  above: readonly Certificate[],
  lists: RevocationLists,
  times: RevocationTimes,
): ResponderCheck {
  return (responder, issuer) => {
    const fault = findListFaultBy([responder, issuer, ...above], 0, lists, times);
    if (fault !== undefined && fault.code !== 'REVOCATION_UNKNOWN') throw fault;
  };
}

/** The lists that may say something about a certificate: of its issuer, or of whom it names for that. */
function listsFor(certificate: Certificate, { crls }: RevocationLists): Crl[] {
  const named = certificate.crlDistributionPoints.flatMap(({ crlIssuer }) => crlIssuer ?? []);
  return crls.filter(({ issuer }) => sameName(issuer, certificate.issuer) || namesIssuer(named, issuer));
}

function revokedRefusal(certificate: Certificate, at: Date, isLeaf: boolean): SignatureRefusal {
  const code = isLeaf ? 'CERTIFICATE_REVOKED' : 'ISSUER_REVOKED';
  return new SignatureRefusal(code, `${certificate.serial} on ${at.toISOString()}`);
}

function isRevoked(code: string): boolean {
  return code === 'CERTIFICATE_REVOKED' || code === 'ISSUER_REVOKED';
}

/** The first of the paths on which no list at hand calls a certificate revoked by then; undefined where there is none. */
export function findUnrevoked(
  paths: Iterable<Certificate[]>,
  lists: RevocationLists,
  at: Date,
): Certificate[] | undefined {
  for (const path of paths) {
    const faults = linksOf(path).map((index) => findListFault(path, index, lists, at));
    if (!faults.some((fault) => fault !== undefined && isRevoked(fault.code))) return path;
  }
  return undefined;
}

/** Codes of what others may answer otherwise in a while: out of reach, outdated, not known yet. */
const WORTH_WAITING =
  /^(OCSP_|CRL_|REVOCATION_UNKNOWN$|OUTSIDE_UNREACHABLE$|STAMP_(UNREACHABLE|NOT_GIVEN|NONCE_MISMATCH|CLOCK_WRONG)$)/;

/** True where asking again later may bring another verdict. */
export function isWorthWaiting(code: SignatureCode): boolean {
  return verdictOf(code) === 'INDETERMINATE' && WORTH_WAITING.test(code);
}
