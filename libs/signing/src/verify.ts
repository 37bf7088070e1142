import { createHash, timingSafeEqual } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DigestName } from './algorithms.js';
import { type Certificate, type CertificateIdentity, identityOf, rsaKeyOf } from './certificate.js';
import {
  certificateOf,
  checkAttributes,
  readCertificates,
  readEncoding,
  readSignedData,
  type SignerInfo,
  signerDigestOf,
} from './cms.js';
import {
  CHECK_NAMES,
  type CheckName,
  type SignatureCode,
  SignatureRefusal,
  type Verdict,
  verdictOf,
} from './codes.js';
import { assertPurpose, type Purpose, policyInputsOf } from './leaf.js';
import { assertPassengers, findPaths, type Paths } from './path.js';
import { checkRevocation, type RevocationProof, type RevocationSources } from './revocation.js';
import { assertSignatureValue, ENGINES } from './signature-value.js';
import type { SignedAttributes } from './signed-attributes.js';
import { type CheckedStamp, checkStamp } from './stamp.js';

/** What a verification may rely on. */
export interface TrustMaterial extends RevocationSources {
  /** The pinned roots: the only certificates that are trusted by themselves. */
  roots: readonly Certificate[];
  /** The pinned roots of time-stamp authorities; those of signers where no others are given. */
  stampRoots?: readonly Certificate[];
  intermediates: readonly Certificate[];
  /** True in production: a root whose subject says TEST is refused. */
  refuseTestRoots: boolean;
  /** Why there is nothing to judge by; what is sound so far is then left open. */
  missing?: SignatureRefusal;
}

/** The signed content: bytes, or a way to stream them, which is used once per digest algorithm. */
export type Content = Buffer | (() => Readable);

export interface VerificationRequest {
  /** Detached CMS, DER. */
  signature: Buffer;
  content: Content;
  /** The trusted time of checking. A signature that carries a stamp is judged by the stamp's time instead. */
  at: Date;
  /** NCALayer may leave out signingCertificateV2; our own client never does. */
  origin: 'key-file' | 'ncalayer';
  purpose?: Purpose;
}

export interface Check {
  name: CheckName;
  result: 'passed' | 'failed' | 'unknown' | 'skipped';
  /** Present where `result` is failed or unknown. */
  code?: SignatureCode;
  /** English, for the administrator; readers get the code translated. */
  reason?: string;
}

export interface SignatureReport {
  verdict: Verdict;
  /** The first refusal; null when the signature is VALID. */
  code: SignatureCode | null;
  /** All named checks in their order; what comes after a refusal is skipped. */
  checks: Check[];
  /** The (first) signer, as soon as the certificate was found. */
  signer: CertificateIdentity | null;
  /** Further signers of the same signature file. */
  otherSigners: CertificateIdentity[];
  /** The signer's own claim, ISO 8601; proves nothing by itself. */
  signingTime: string | null;
  /** By which time the signature was judged, ISO 8601; null where the check ended before that was known. */
  judgedAt: string | null;
  /** Whose time that is: of a checked stamp, or of whoever asked for the check. */
  timeSource: TimeSource | null;
}

export type TimeSource = 'stamp' | 'request';

/** What a VALID verdict rests on, to be kept with the signature: with it the verdict can be had again at any time. */
export interface Evidence extends Omit<RevocationProof, 'path'> {
  /** Each certificate that was used once, those of stamps included. */
  chain: Certificate[];
}

export interface Verification {
  report: SignatureReport;
  /** Null where the signature is not VALID. */
  evidence: Evidence | null;
}

interface Signer {
  info: SignerInfo;
  certificate: Certificate;
}

/**
 * Steps 1 to 9 of checking one detached signature. Never throws for what the signature holds: whatever is
 * wrong with it is in the report.
 * @throws only what reading the content throws
 */
export async function verifySignature(
  request: VerificationRequest,
  trust: TrustMaterial,
): Promise<SignatureReport> {
  return (await verifyWithEvidence(request, trust)).report;
}

/**
 * As `verifySignature`, and hands out what the verdict rests on.
 * @param engines who verifies the signers' values
 */
export async function verifyWithEvidence(
  request: VerificationRequest,
  trust: TrustMaterial,
  engines = ENGINES,
): Promise<Verification> {
  const report = new ReportBuilder();
  const proven = await check(request, trust, engines, report);
  return { report: report.build(), evidence: proven ?? null };
}

async function check(
  request: VerificationRequest,
  trust: TrustMaterial,
  engines: typeof ENGINES,
  report: ReportBuilder,
): Promise<Evidence | undefined> {
  const root = report.run('encoding', () => readEncoding(request.signature));
  const signedData = root && report.run('structure', () => readSignedData(root));
  if (signedData === undefined) return undefined;

  const found = report.run('certificate', () => {
    const certificates = readCertificates(signedData);
    const signers = signedData.signerInfos.map((info): Signer => {
      return { info, certificate: certificateOf(info, certificates) };
    });
    return { certificates, signers };
  });
  if (found === undefined) return undefined;
  const { certificates, signers } = found;
  report.signers = signers.map(({ certificate }) => identityOf(certificate));

  const digests = report.run('algorithms', () => signers.map(({ info }) => signerDigestOf(info, signedData)));
  const attributes =
    digests &&
    report.run('attributes', () =>
      signers.map(({ info, certificate }) =>
        checkAttributes(info, certificate, request.origin === 'key-file'),
      ),
    );
  if (digests === undefined || attributes === undefined) return undefined;
  report.signingTime = attributes[0]?.signingTime;

  const hashes = await hashContent(request.content, new Set(digests));
  const sound =
    report.run('content', () => assertContent(digests, attributes, hashes)) &&
    report.run('signature', () => assertSignatures(signers, digests, attributes, engines));
  const stamps = sound && report.run('time', () => checkStamps(signers, request.at, trust));
  if (stamps === undefined) return undefined;
  const times = stamps.map((stamp) => stamp?.time ?? request.at);
  report.judged = { at: times[0] as Date, source: stamps[0] ? 'stamp' : 'request' };

  const paths = report.run('path', () =>
    pathsOfAll(signers, certificates, times, trust, request.purpose ?? {}),
  );
  const fit =
    paths &&
    report.run('purpose', () => {
      for (const { certificate } of signers) assertPurpose(certificate, request.purpose ?? {});
      return true;
    });
  if (!fit) return undefined;
  const proofs = await report.wait('revocation', () =>
    Promise.all(
      paths.map((some, index) => checkRevocation(some, trust, { at: times[index] as Date, now: request.at })),
    ),
  );
  return (
    proofs &&
    evidenceOf(
      proofs,
      stamps.flatMap((stamp) => stamp?.path ?? []),
    )
  );
}

/** The stamp of each signer, checked; undefined for one who has none. */
function checkStamps(signers: Signer[], at: Date, trust: TrustMaterial): (CheckedStamp | undefined)[] {
  if (trust.missing !== undefined) throw trust.missing;
  const stampTrust = { ...trust, stampRoots: trust.stampRoots ?? trust.roots };
  return signers.map(({ info }) => info.stamp && checkStamp(info.stamp, info.signature, stampTrust, at));
}

function evidenceOf(proofs: RevocationProof[], ofStamps: Certificate[]): Evidence {
  const used = [...proofs.flatMap(({ path }) => path), ...ofStamps];
  const chain = new Map(used.map((certificate) => [certificate.fingerprint, certificate]));
  return {
    chain: [...chain.values()],
    answers: proofs.flatMap(({ answers }) => answers),
    crls: [...new Set(proofs.flatMap(({ crls }) => crls))],
  };
}

function assertContent(
  digests: DigestName[],
  attributes: SignedAttributes[],
  hashes: ReadonlyMap<DigestName, Buffer>,
): true {
  digests.forEach((digest, index) => {
    const hash = hashes.get(digest) as Buffer;
    const signed = (attributes[index] as SignedAttributes).messageDigest;
    if (hash.length !== signed.length || !timingSafeEqual(hash, signed)) {
      throw new SignatureRefusal('CONTENT_CHANGED', 'the content is not the one that was signed');
    }
  });
  return true;
}

function assertSignatures(
  signers: Signer[],
  digests: DigestName[],
  attributes: SignedAttributes[],
  engines: typeof ENGINES,
): true {
  signers.forEach(({ info, certificate }, index) => {
    const { signedBytes } = attributes[index] as SignedAttributes;
    assertSignatureValue(
      rsaKeyOf(certificate),
      digests[index] as DigestName,
      signedBytes,
      info.signature,
      engines,
    );
  });
  return true;
}

function pathsOfAll(
  signers: Signer[],
  certificates: Certificate[],
  times: readonly Date[],
  trust: TrustMaterial,
  purpose: Purpose,
): Paths[] {
  const policies = policyInputsOf(purpose);
  const intermediates = [...certificates, ...trust.intermediates];
  const { roots, refuseTestRoots } = trust;
  const paths = signers.map(({ certificate }, index) =>
    findPaths({
      leaf: certificate,
      intermediates,
      roots,
      at: times[index] as Date,
      refuseTestRoots,
      policies,
    }),
  );
  const used = new Set(paths.flatMap(({ first }) => first));
  assertPassengers(
    certificates.filter((certificate) => !used.has(certificate)),
    [...roots, ...intermediates],
  );
  return paths;
}

async function hashContent(
  content: Content,
  algorithms: ReadonlySet<DigestName>,
): Promise<Map<DigestName, Buffer>> {
  const hashes = new Map<DigestName, Buffer>();
  for (const algorithm of algorithms) {
    const hash = createHash(algorithm);
    if (Buffer.isBuffer(content)) hash.update(content);
    else await pipeline(content(), hash);
    hashes.set(algorithm, hash.digest());
  }
  return hashes;
}

class ReportBuilder {
  signers: CertificateIdentity[] = [];
  signingTime: Date | undefined;
  judged: { at: Date; source: TimeSource } | undefined;
  private refusal: SignatureRefusal | undefined;
  private readonly done: Check[] = [];

  /** Runs one check; undefined when it was not passed. */
  run<T>(name: CheckName, check: () => T): T | undefined {
    try {
      const result = check();
      this.done.push({ name, result: 'passed' });
      return result;
    } catch (error) {
      return this.refuse(name, error);
    }
  }

  /** As `run`, for a check that asks others. */
  async wait<T>(name: CheckName, check: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await check();
      this.done.push({ name, result: 'passed' });
      return result;
    } catch (error) {
      return this.refuse(name, error);
    }
  }

  private refuse(name: CheckName, error: unknown): undefined {
    if (!(error instanceof SignatureRefusal)) throw error;
    this.refusal = error;
    const result = verdictOf(error.code) === 'INVALID' ? 'failed' : 'unknown';
    this.done.push({ name, result, code: error.code, reason: error.reason });
    return undefined;
  }

  build(): SignatureReport {
    const code = this.refusal?.code ?? null;
    const skipped = CHECK_NAMES.slice(this.done.length).map((name): Check => ({ name, result: 'skipped' }));
    const [signer, ...otherSigners] = this.signers;
    return {
      verdict: verdictOf(code),
      code,
      checks: [...this.done, ...skipped],
      signer: signer ?? null,
      otherSigners,
      signingTime: this.signingTime?.toISOString() ?? null,
      judgedAt: this.judged?.at.toISOString() ?? null,
      timeSource: this.judged?.source ?? null,
    };
  }
}

/** A report for a signature that could not even be read, e.g. a PEM file that holds two. */
export function refusedReport(refusal: SignatureRefusal): SignatureReport {
  const report = new ReportBuilder();
  report.run('encoding', () => {
    throw refusal;
  });
  return report.build();
}

/**
 * The report of a signature that needs a stamp and was given none: sound as far as that goes, and what comes
 * after is left open, since the time to judge by is not known.
 */
export function unstampedReport(report: SignatureReport, refusal: SignatureRefusal): SignatureReport {
  const at = report.checks.findIndex(({ name }) => name === 'time');
  const checks = report.checks.map((one, index): Check => {
    if (index < at) return one;
    if (index > at) return { name: one.name, result: 'skipped' };
    return { name: one.name, result: 'unknown', code: refusal.code, reason: refusal.reason };
  });
  const { code } = refusal;
  return { ...report, verdict: verdictOf(code), code, checks, judgedAt: null, timeSource: null };
}
