import { assertSignatureValue } from '../algorithms/signature-value.js';
import { type Certificate, certificateDigestOf, rsaKeyOf } from '../certificates/certificate.js';
import { ALL_REASONS } from '../certificates/distribution-points.js';
import { sameName } from '../certificates/names.js';
import { SignatureRefusal } from '../codes.js';
import { LimitedCache } from '../limited-cache.js';
import { findPaths } from '../path/path.js';
import { describe } from '../path/path-rules.js';
import type { Crl } from './crl.js';
import { namesIssuer, reasonsCovered } from './crl-scope.js';

/** The lists at hand, and what is needed to find out who signed them. */
export interface RevocationLists {
  crls: readonly Crl[];
  /** True where a list was given that cannot be read. */
  hasMalformedCrl: boolean;
  /** The pinned roots: whoever signs lists must lead to the same one as the certificate. */
  roots: readonly Certificate[];
  intermediates: readonly Certificate[];
  /** True in production: a root whose subject says TEST is refused. */
  refuseTestRoots: boolean;
}

/**
 * Step 9, by lists alone (RFC 5280 section 6.3), for one certificate of a path: current lists of its issuer, or of
 * whom it names for that, say for all reasons that it is not revoked. A revocation is believed from an outdated
 * list too; that there is none, only from a current one. A delta list counts together with its base.
 * @param path leaf first, root last
 * @param index of the certificate; 0 is the leaf
 * @returns why it cannot be relied upon: CERTIFICATE_REVOKED, ISSUER_REVOKED; or, indeterminate,
 *   REVOCATION_UNKNOWN, CRL_MALFORMED, CRL_STALE, CRL_NOT_YET_VALID, CRL_SIGNATURE_WRONG,
 *   CRL_ISSUER_NOT_ALLOWED, CRL_OUT_OF_SCOPE, CRL_REASONS_MISSING, CRL_UNSUPPORTED; undefined where it can
 */
export function findListFault(
  path: readonly Certificate[],
  index: number,
  lists: RevocationLists,
  at: Date,
): SignatureRefusal | undefined {
  const check = new CrlCheck(lists, at, path);
  const fault = check.findFault(path[index] as Certificate, path[index + 1] as Certificate, index === 0);
  if (fault?.code === 'REVOCATION_UNKNOWN' && lists.hasMalformedCrl) {
    return new SignatureRefusal('CRL_MALFORMED', 'a list was given that cannot be read');
  }
  return fault;
}

/** A list together with the certificate that its signature was checked by. */
interface GenuineCrl {
  crl: Crl;
  signer: Certificate;
}

class CrlCheck {
  /**
   * Signers of lists whose status is being looked for. One whose status only its own lists tell is believed
   * unless they call it revoked, as a root is.
   */
  private readonly inProgress = new Set<string>();

  constructor(
    private readonly lists: RevocationLists,
    private readonly at: Date,
    private readonly path: readonly Certificate[],
  ) {}

  /** Why the certificate cannot be relied upon: it is revoked, or its status is not known. */
  findFault(certificate: Certificate, issuer: Certificate, isLeaf: boolean): SignatureRefusal | undefined {
    const faults: SignatureRefusal[] = [];
    let covered = 0;
    const inScope = this.listsFor(certificate, faults);
    const genuine = inScope.flatMap((crl) => this.authenticate(crl, issuer, faults) ?? []);
    const deltas = genuine.filter(({ crl }) => crl.baseNumber !== undefined);
    const bases = genuine.filter(({ crl }) => crl.baseNumber === undefined);
    for (const base of bases) {
      const newer = deltas.filter((delta) => isNewer(delta, base));
      const revoked = this.findRevocation(
        certificate,
        base.crl,
        newer.map(({ crl }) => crl),
        faults,
      );
      if (revoked === 'unsupported') continue;
      if (revoked !== undefined) return revokedRefusal(certificate, revoked, isLeaf);
      const fault = findFreshnessFault(base.crl, this.at);
      const updated = newer.some(({ crl }) => isUpdateOf(crl, base.crl) && !findFreshnessFault(crl, this.at));
      if (fault === undefined || updated) covered |= reasonsCovered(base.crl, certificate);
      else faults.push(fault);
    }
    if (bases.length === 0) {
      for (const { crl } of deltas) {
        const revoked = this.findRevocation(certificate, crl, [], faults);
        if (revoked instanceof Date) return revokedRefusal(certificate, revoked, isLeaf);
        faults.push(new SignatureRefusal('CRL_UNSUPPORTED', 'a delta list without its base'));
      }
    }
    if (covered === ALL_REASONS) return undefined;
    if (covered !== 0) return new SignatureRefusal('CRL_REASONS_MISSING', `for ${describe(certificate)}`);
    // a list for other certificates says least
    const telling = faults.find(({ code }) => code !== 'CRL_OUT_OF_SCOPE') ?? faults[0];
    return telling ?? new SignatureRefusal('REVOCATION_UNKNOWN', `no list covers ${describe(certificate)}`);
  }

  private listsFor(certificate: Certificate, faults: SignatureRefusal[]): Crl[] {
    const named = certificate.crlDistributionPoints.flatMap(({ crlIssuer }) => crlIssuer ?? []);
    return this.lists.crls.filter((crl) => {
      if (!sameName(crl.issuer, certificate.issuer) && !namesIssuer(named, crl.issuer)) return false;
      if (reasonsCovered(crl, certificate) !== 0) return true;
      faults.push(new SignatureRefusal('CRL_OUT_OF_SCOPE', `not for ${describe(certificate)}`));
      return false;
    });
  }

  /** When the certificate was revoked by a list and the deltas that go with it. */
  private findRevocation(
    certificate: Certificate,
    base: Crl,
    deltas: readonly Crl[],
    faults: SignatureRefusal[],
  ): Date | 'unsupported' | undefined {
    const newestFirst = deltas.toSorted((a, b) => Number((b.number ?? 0n) - (a.number ?? 0n)));
    for (const delta of newestFirst) {
      const entry = entryOf(delta, certificate);
      if (entry === undefined) continue;
      if (!entry.removed && entry.date <= this.at) return entry.date;
      const counts = isUpdateOf(delta, base) && findFreshnessFault(delta, this.at) === undefined;
      if (entry.removed && counts) return undefined;
    }
    const entry = entryOf(base, certificate);
    if (entry?.removed) {
      faults.push(new SignatureRefusal('CRL_UNSUPPORTED', 'an entry that takes back what is not listed'));
      return 'unsupported';
    }
    return entry !== undefined && entry.date <= this.at ? entry.date : undefined;
  }

  /** The list with its signer: the issuer itself, or another key for lists with a path of its own. */
  private authenticate(crl: Crl, issuer: Certificate, faults: SignatureRefusal[]): GenuineCrl | undefined {
    if (crl.unsupported !== undefined) {
      faults.push(new SignatureRefusal('CRL_UNSUPPORTED', crl.unsupported));
      return undefined;
    }
    let fault = new SignatureRefusal('CRL_ISSUER_NOT_ALLOWED', 'who signed the list is not known');
    if (sameName(crl.issuer, issuer.subject)) {
      const found = findSigningFault(crl, issuer);
      if (found === null) return { crl, signer: issuer };
      fault = found;
    }
    for (const signer of [...this.lists.roots, ...this.lists.intermediates]) {
      if (!sameName(signer.subject, crl.issuer) || signer.fingerprint === issuer.fingerprint) continue;
      // a key that is for lists alone must say so
      if (!signer.keyUsage?.includes('cRLSign') || findSigningFault(crl, signer) !== null) continue;
      const found = this.findSignerFault(signer);
      if (found === undefined) return { crl, signer };
      fault = found;
    }
    faults.push(fault);
    return undefined;
  }

  /** Whether a signer of lists leads to the same root, by a path on which nothing is revoked. */
  private findSignerFault(signer: Certificate): SignatureRefusal | undefined {
    const refuse = (reason: string) =>
      new SignatureRefusal('CRL_ISSUER_NOT_ALLOWED', `${describe(signer)}: ${reason}`);
    const isOnPath = this.path.slice(1).some(({ fingerprint }) => fingerprint === signer.fingerprint);
    if (isOnPath || this.inProgress.has(signer.fingerprint)) return undefined;
    this.inProgress.add(signer.fingerprint);
    try {
      let fault = 'another root';
      for (const path of this.pathsOf(signer)) {
        if (path.at(-1)?.fingerprint !== this.path.at(-1)?.fingerprint) continue;
        const found = this.findFaultOn(path);
        if (found === undefined) return undefined;
        fault = found.message;
      }
      return refuse(fault);
    } catch (error) {
      if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
      return refuse(error.message);
    } finally {
      this.inProgress.delete(signer.fingerprint);
    }
  }

  private findFaultOn(path: readonly Certificate[]): SignatureRefusal | undefined {
    for (let index = 0; index + 1 < path.length; index += 1) {
      const fault = this.findFault(path[index] as Certificate, path[index + 1] as Certificate, false);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  private pathsOf(leaf: Certificate): Iterable<readonly Certificate[]> {
    const { roots, refuseTestRoots } = this.lists;
    const intermediates = [...this.lists.intermediates, ...this.path];
    const { at } = this;
    const isRoot = roots.some(({ fingerprint }) => fingerprint === leaf.fingerprint);
    return isRoot ? [[leaf]] : findPaths({ leaf, intermediates, roots, at, refuseTestRoots });
  }
}

function entryOf(crl: Crl, certificate: Certificate) {
  const entries = crl.find(certificate.serial).filter(({ issuer }) => {
    return issuer === undefined
      ? sameName(crl.issuer, certificate.issuer)
      : namesIssuer(issuer, certificate.issuer);
  });
  return entries.find(({ removed }) => !removed) ?? entries[0];
}

/** A delta that says more than a list of the same kind, by the same key (RFC 5280 section 6.3.3 c and h). */
function isNewer(delta: GenuineCrl, base: GenuineCrl): boolean {
  const { crl } = delta;
  return (
    crl.family === base.crl.family &&
    sameName(crl.issuer, base.crl.issuer) &&
    delta.signer.fingerprint === base.signer.fingerprint &&
    base.crl.number !== undefined &&
    crl.number !== undefined &&
    crl.number > base.crl.number
  );
}

/** A delta that begins no later than the list ends: together they are the whole. */
function isUpdateOf(delta: Crl, base: Crl): boolean {
  return base.number !== undefined && delta.baseNumber !== undefined && base.number >= delta.baseNumber;
}

function revokedRefusal(certificate: Certificate, date: Date, isLeaf: boolean): SignatureRefusal {
  const code = isLeaf ? 'CERTIFICATE_REVOKED' : 'ISSUER_REVOKED';
  return new SignatureRefusal(code, `${describe(certificate)} on ${date.toISOString()}`);
}

const genuine = new LimitedCache<SignatureRefusal | null>(1000);

function findSigningFault(crl: Crl, signer: Certificate): SignatureRefusal | null {
  const key = `${crl.fingerprint}:${signer.fingerprint}`;
  let fault = genuine.get(key);
  if (fault === undefined) {
    fault = judge(crl, signer);
    genuine.set(key, fault);
  }
  return fault;
}

function judge(crl: Crl, signer: Certificate): SignatureRefusal | null {
  if (signer.keyUsage !== undefined && !signer.keyUsage.includes('cRLSign')) {
    return new SignatureRefusal('CRL_ISSUER_NOT_ALLOWED', `${describe(signer)} lacks cRLSign`);
  }
  try {
    const digest = certificateDigestOf(crl.signatureAlgorithm);
    assertSignatureValue(rsaKeyOf(signer), digest, crl.tbs, crl.signature);
    return null;
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
    return new SignatureRefusal('CRL_SIGNATURE_WRONG', error.reason);
  }
}

function findFreshnessFault(crl: Crl, at: Date): SignatureRefusal | undefined {
  if (at < crl.thisUpdate) {
    return new SignatureRefusal('CRL_NOT_YET_VALID', `from ${crl.thisUpdate.toISOString()}`);
  }
  if (crl.nextUpdate === undefined) return new SignatureRefusal('CRL_STALE', 'says not how long it holds');
  if (at > crl.nextUpdate) return new SignatureRefusal('CRL_STALE', `until ${crl.nextUpdate.toISOString()}`);
  return undefined;
}
