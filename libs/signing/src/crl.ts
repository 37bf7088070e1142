import { createHash } from 'node:crypto';
import {
  type Certificate,
  certificateDigestOf,
  type Extension,
  type Name,
  readExtensionList,
  readExtensions,
  readName,
  rsaKeyOf,
  sameName,
} from './certificate.js';
import { SignatureRefusal } from './codes.js';
import { context, DerFields, type DerNode, parseDer, TAG } from './der.js';
import { LimitedCache } from './limited-cache.js';
import { assertSignatureValue } from './signature-value.js';
import { type AlgorithmIdentifier, readAlgorithm, readBitOctets, readSmall, readTime } from './values.js';

/** A list of 100,000 entries is about 4 MB. */
const LIMITS = { bytes: 64 * 1024 * 1024, depth: 12, elements: 20_000_000 };

/** Extensions that change nothing about which certificates a list covers. */
const HARMLESS: ReadonlySet<string> = new Set([
  '2.5.29.20', // number
  '2.5.29.35', // authority key identifier
  '2.5.29.18', // issuer's other names
  '2.5.29.46', // where deltas are
  '1.3.6.1.5.5.7.1.1', // where the issuer's certificate is
]);
/** A delta says "see the base list"; a distribution point narrows the scope, critical or not. */
const NARROWING: ReadonlySet<string> = new Set(['2.5.29.27', '2.5.29.28']);

/** A certificate revocation list, read but not yet judged. */
export interface Crl {
  /** SHA-256 of the DER, hex. */
  fingerprint: string;
  issuer: Name;
  thisUpdate: Date;
  nextUpdate: Date | undefined;
  /** When each serial (hex, as in the DER) was revoked. */
  revoked: ReadonlyMap<string, Date>;
  /** Why the list cannot be relied upon by this verifier; undefined when it can. */
  unsupported: string | undefined;
  signatureAlgorithm: AlgorithmIdentifier;
  tbs: Buffer;
  signature: Buffer;
}

/** @throws SignatureRefusal an encoding code or CERTIFICATE_MALFORMED */
export function readCrl(input: Buffer): Crl {
  const der = Buffer.from(input);
  const code = 'CERTIFICATE_MALFORMED';
  const outer = new DerFields(parseDer(der, LIMITS), code, 'CRL');
  const tbs = outer.take(TAG.sequence);
  const signatureAlgorithm = readAlgorithm(outer.take(TAG.sequence), code);
  const signature = readBitOctets(outer.take(TAG.bitString)) ?? outer.refuse('signature with unused bits');
  outer.done();

  const fields = new DerFields(tbs, code, 'TBSCertList');
  const version = fields.maybe(TAG.integer);
  if (version !== undefined && readSmall(version) !== 1) fields.refuse('unknown version');
  if (!readAlgorithm(fields.take(TAG.sequence), code).raw.equals(signatureAlgorithm.raw)) {
    fields.refuse('the two signature algorithms differ');
  }
  const issuer = readName(fields.take(TAG.sequence));
  const thisUpdate = readTime(fields.any(), code);
  const timed = fields.peek() === TAG.utcTime || fields.peek() === TAG.generalizedTime;
  const nextUpdate = timed ? readTime(fields.any(), code) : undefined;
  const entries = fields.maybe(TAG.sequence)?.children ?? [];
  const extensions = readExtensions(fields.maybe(context(0)));
  fields.done();
  const { revoked, unsupported } = readEntries(entries);
  return {
    fingerprint: createHash('sha256').update(der).digest('hex'),
    issuer,
    thisUpdate,
    nextUpdate,
    revoked,
    unsupported: unsupportedAmong(extensions) ?? unsupported,
    signatureAlgorithm,
    tbs: tbs.raw,
    signature,
  };
}

function unsupportedAmong(extensions: Extension[]): string | undefined {
  const found = extensions.find(
    ({ oid, critical }) => NARROWING.has(oid) || (critical && !HARMLESS.has(oid)),
  );
  return found && `extension ${found.oid}`;
}

function readEntries(entries: DerNode[]): Pick<Crl, 'revoked' | 'unsupported'> {
  const revoked = new Map<string, Date>();
  let unsupported: string | undefined;
  for (const entry of entries) {
    const fields = new DerFields(entry, 'CERTIFICATE_MALFORMED', 'CRL entry');
    const serial = fields.take(TAG.integer).content.toString('hex');
    const date = readTime(fields.any(), 'CERTIFICATE_MALFORMED');
    const list = fields.maybe(TAG.sequence);
    fields.done();
    // an entry may speak for another issuer's certificate; it says so in a critical extension
    const critical = list && readExtensionList(list).find((extension) => extension.critical);
    unsupported ??= critical && `entry extension ${critical.oid}`;
    revoked.set(serial, date);
  }
  return { revoked, unsupported };
}

/** The lists at hand. */
export interface RevocationLists {
  crls: readonly Crl[];
  /** True where a list was given that cannot be read. */
  hasMalformedCrl: boolean;
}

/**
 * Step 9, by lists alone: no certificate of the path is revoked, and a current list of its issuer says so.
 * A revocation is believed from an outdated list too; that there is none, only from a current one.
 * @param path leaf first, root last
 * @throws SignatureRefusal CERTIFICATE_REVOKED, ISSUER_REVOKED; or, indeterminate, REVOCATION_UNKNOWN,
 *   CRL_MALFORMED, CRL_STALE, CRL_NOT_YET_VALID, CRL_SIGNATURE_WRONG, CRL_ISSUER_NOT_ALLOWED, CRL_UNSUPPORTED
 */
export function assertNotRevoked(path: readonly Certificate[], lists: RevocationLists, at: Date): void {
  let unknown: SignatureRefusal | undefined;
  for (let i = 0; i + 1 < path.length; i += 1) {
    const certificate = path[i] as Certificate;
    const fault = findRevocationFault(certificate, path[i + 1] as Certificate, lists.crls, at, i === 0);
    unknown ??= fault;
  }
  if (unknown?.code === 'REVOCATION_UNKNOWN' && lists.hasMalformedCrl) {
    throw new SignatureRefusal('CRL_MALFORMED', 'a list was given that cannot be read');
  }
  if (unknown !== undefined) throw unknown;
}

function findRevocationFault(
  certificate: Certificate,
  issuer: Certificate,
  crls: readonly Crl[],
  at: Date,
  isLeaf: boolean,
): SignatureRefusal | undefined {
  let covered = false;
  let fault: SignatureRefusal | undefined;
  for (const crl of crls) {
    if (!sameName(crl.issuer, certificate.issuer)) continue;
    const untrusted = findGenuineFault(crl, issuer);
    if (untrusted !== null) {
      fault ??= untrusted;
      continue;
    }
    const date = crl.revoked.get(certificate.serial);
    if (date !== undefined && date <= at) {
      const code = isLeaf ? 'CERTIFICATE_REVOKED' : 'ISSUER_REVOKED';
      throw new SignatureRefusal(code, `${certificate.serial} on ${date.toISOString()}`);
    }
    const stale = findFreshnessFault(crl, at);
    if (stale === undefined) covered = true;
    else fault ??= stale;
  }
  if (covered) return undefined;
  return fault ?? new SignatureRefusal('REVOCATION_UNKNOWN', `no list covers ${certificate.serial}`);
}

const genuine = new LimitedCache<SignatureRefusal | null>(1000);

function findGenuineFault(crl: Crl, issuer: Certificate): SignatureRefusal | null {
  const key = `${crl.fingerprint}:${issuer.fingerprint}`;
  let fault = genuine.get(key);
  if (fault === undefined) {
    fault = judge(crl, issuer);
    genuine.set(key, fault);
  }
  return fault;
}

function judge(crl: Crl, issuer: Certificate): SignatureRefusal | null {
  if (crl.unsupported !== undefined) return new SignatureRefusal('CRL_UNSUPPORTED', crl.unsupported);
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.includes('cRLSign')) {
    return new SignatureRefusal('CRL_ISSUER_NOT_ALLOWED', 'the issuer lacks cRLSign');
  }
  try {
    const digest = certificateDigestOf(crl.signatureAlgorithm);
    assertSignatureValue(rsaKeyOf(issuer), digest, crl.tbs, crl.signature);
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
