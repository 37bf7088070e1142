import type { Certificate } from './certificate.js';
import { type SignatureCode, SignatureRefusal, verdictOf } from './codes.js';
import type { Crl } from './crl.js';
import { assertNotRevoked, type RevocationLists } from './crl-check.js';
import { namesIssuer } from './crl-scope.js';
import { sameName } from './names.js';
import { type ResponderCheck, revocationAt, statusOf } from './ocsp.js';
import type { OcspSource } from './ocsp-client.js';

/** Where it can be learnt whether a certificate is revoked. */
export interface RevocationSources extends RevocationLists {
  /** Asked first; absent where no responder is configured. */
  ocsp?: OcspSource;
}

/** What showed that no certificate of a path is revoked. */
export interface RevocationProof {
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
 * Step 9: no certificate of the path is revoked. For each of them the responder is asked first; where it gives
 * no answer to rely on, a list counts. A revocation known from either counts at once, whatever the other says.
 * @param path leaf first, root last
 * @throws SignatureRefusal CERTIFICATE_REVOKED, ISSUER_REVOKED; or, indeterminate, OCSP_* or CRL_* or
 *   REVOCATION_UNKNOWN with the reason of each source
 */
export async function checkRevocation(
  path: readonly Certificate[],
  sources: RevocationSources,
  times: RevocationTimes,
): Promise<RevocationProof> {
  const links = path.slice(0, -1).map((certificate, index) => ({
    certificate,
    issuer: path[index + 1] as Certificate,
  }));
  // lists first: they are at hand, and a certificate they call revoked needs no answer
  const listFaults = links.map(({ certificate, issuer }, index) =>
    findListFault(certificate, issuer, sources, times, index === 0),
  );
  const findings = await Promise.all(
    links.map(({ certificate, issuer }, index) =>
      find(certificate, issuer, sources, times, index === 0, listFaults[index]),
    ),
  );
  const faults = findings.flatMap((finding) => ('fault' in finding ? [finding.fault] : []));
  const revoked = faults.find(({ code }) => isRevoked(code));
  const [first] = faults;
  if (revoked ?? first) throw revoked ?? first;
  return {
    answers: findings.flatMap((finding) => ('answer' in finding ? [finding.answer] : [])),
    crls: findings.flatMap((finding) => ('byList' in finding ? listsFor(finding.byList, sources) : [])),
  };
}

async function find(
  certificate: Certificate,
  issuer: Certificate,
  sources: RevocationSources,
  times: RevocationTimes,
  isLeaf: boolean,
  listFault: SignatureRefusal | undefined,
): Promise<Finding> {
  const byList: Finding = listFault === undefined ? { byList: certificate } : { fault: listFault };
  if (sources.ocsp === undefined || (listFault && isRevoked(listFault.code))) return byList;
  try {
    const answer = await sources.ocsp.ask(certificate, issuer, responderCheck(sources, times));
    const revokedAt = revocationAt(statusOf(answer, certificate, issuer), certificate, times.at);
    if (revokedAt === undefined) return { answer: answer.der };
    return { fault: revokedRefusal(certificate, revokedAt, isLeaf) };
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
    if (listFault === undefined) return byList;
    return { fault: new SignatureRefusal(error.code, `${error.reason}; and by lists ${listFault.message}`) };
  }
}

function findListFault(
  certificate: Certificate,
  issuer: Certificate,
  lists: RevocationLists,
  { at, now }: RevocationTimes,
  isLeaf: boolean,
): SignatureRefusal | undefined {
  const fault = findListFaultAt(certificate, issuer, lists, at, isLeaf);
  if (fault?.code !== 'CRL_NOT_YET_VALID' || now > certificate.notAfter) return fault;
  const later = findListFaultAt(certificate, issuer, lists, now, isLeaf);
  // what was revoked by then was found above: this one was revoked only afterwards
  return later === undefined || isRevoked(later.code) ? undefined : fault;
}

function findListFaultAt(
  certificate: Certificate,
  issuer: Certificate,
  lists: RevocationLists,
  at: Date,
  isLeaf: boolean,
): SignatureRefusal | undefined {
  try {
    assertNotRevoked([certificate, issuer], lists, at);
    return undefined;
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
    const isIssuers = error.code === 'CERTIFICATE_REVOKED' && !isLeaf;
    return isIssuers ? new SignatureRefusal('ISSUER_REVOKED', error.reason) : error;
  }
}

/**
 * A responder that may not go unchecked: a list that says it is revoked refuses it, and so does a list of its
 * centre that cannot be relied upon. Where its centre gives no lists at all, its appointment counts: RFC 6960
 * 4.2.2.2.1 leaves that to local policy, and the same centre's word is what is asked for.
 */
function responderCheck(lists: RevocationLists, times: RevocationTimes): ResponderCheck {
  return (responder, issuer) => {
    const fault = findListFault(responder, issuer, lists, times, true);
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

/** True where a list at hand says that a certificate of the path was revoked by then. */
export function isKnownRevoked(path: readonly Certificate[], lists: RevocationLists, at: Date): boolean {
  return path.slice(0, -1).some((certificate, index) => {
    const fault = findListFault(certificate, path[index + 1] as Certificate, lists, { at, now: at }, true);
    return fault !== undefined && isRevoked(fault.code);
  });
}

/** Codes of what others may answer otherwise in a while: out of reach, outdated, not known yet. */
const WORTH_WAITING =
  /^(OCSP_|CRL_|REVOCATION_UNKNOWN$|OUTSIDE_UNREACHABLE$|STAMP_(UNREACHABLE|NOT_GIVEN|NONCE_MISMATCH)$)/;

/** True where asking again later may bring another verdict. */
export function isWorthWaiting(code: SignatureCode): boolean {
  return verdictOf(code) === 'INDETERMINATE' && WORTH_WAITING.test(code);
}
