import { createHash, timingSafeEqual } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import type { DigestName } from './algorithms/algorithms.js';
import { assertSignatureValue, ENGINES } from './algorithms/signature-value.js';
import { type Certificate, identityOf, rsaKeyOf } from './certificates/certificate.js';
import {
  certificateOf,
  checkAttributes,
  readCertificates,
  readEncoding,
  readSignedData,
  type SignedData,
  type SignerInfo,
  signerDigestOf,
} from './cms/cms.js';
import type { SignedAttributes } from './cms/signed-attributes.js';
import { type SignatureCode, SignatureRefusal } from './codes.js';
import { assertPurpose, type Purpose, policyInputsOf } from './path/leaf.js';
import { assertPassengers, findPaths, type Paths } from './path/path.js';
import { assertLeaf } from './path/path-rules.js';
import { Findings, reportOf, type SignatureReport, worstOf } from './report.js';
import { checkRevocation, type RevocationProof, type RevocationSources } from './revocation/revocation.js';
import { type CheckedStamp, checkStamp } from './stamps/stamp.js';
import { COST, WorkBudget } from './work-budget.js';

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
  /** What was signed did not exist before: no stamp can be older. Not known where it was not prepared here. */
  madeAfter?: Date;
  /** NCALayer may leave out signingCertificateV2; our own client never does. */
  origin: 'key-file' | 'ncalayer';
  purpose?: Purpose;
  /** What the check may take of: shared by all signatures of one request; the signature's own where left out. */
  work?: WorkBudget;
}

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

/** One signer of a file, and what is found out about him. */
interface Signer {
  readonly info: SignerInfo;
  readonly certificate: Certificate;
  readonly found: Findings;
  digest?: DigestName | undefined;
  attributes?: SignedAttributes | undefined;
  stamp?: CheckedStamp | undefined;
  paths?: Paths | undefined;
}

/**
 * Steps 1 to 9 of checking one detached signature. Never throws for what the signature holds: whatever is
 * wrong with it is in the report. Every signer is judged; the worst verdict counts, whatever their order.
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
  const shared = new Findings();
  const work = (request.work ?? WorkBudget.ofRequest()).forSignature();
  const root = shared.run('encoding', () => {
    work.spend(Math.ceil(request.signature.length / COST.bytes));
    return readEncoding(request.signature);
  });
  const signedData = root && shared.run('structure', () => readSignedData(root));
  const read =
    signedData &&
    shared.run('certificate', () => {
      work.spend(signedData.certificates.length * COST.certificate);
      const certificates = readCertificates(signedData);
      const owners = signedData.signerInfos.map((info) => certificateOf(info, certificates));
      return { certificates, owners };
    });
  if (signedData === undefined || read === undefined) {
    return { report: reportOf(shared, { signers: [] }), evidence: null };
  }
  const signers = signedData.signerInfos.map((info, index): Signer => {
    return { info, certificate: read.owners[index] as Certificate, found: new Findings(shared) };
  });
  const check = new SignersCheck({ ...request, work }, trust, engines, signedData, read.certificates);
  const proofs = await check.run(signers);

  const [first] = signers;
  const time = first?.found.checks.find(({ name }) => name === 'time');
  const judged = {
    at: first?.stamp?.time ?? request.at,
    source: first?.stamp ? 'stamp' : 'request',
  } as const;
  const report = reportOf(worstOf(signers.map(({ found }) => found)), {
    signers: signers.map(({ certificate }) => identityOf(certificate)),
    signingTime: first?.attributes?.signingTime,
    judged: time?.result === 'passed' ? judged : undefined,
  });
  if (report.verdict !== 'VALID') return { report, evidence: null };
  const ofStamps = signers.flatMap(({ stamp }) => stamp?.path ?? []);
  return { report, evidence: evidenceOf(proofs, ofStamps) };
}

/** Of these codes one is no fault of a signature whose time is not known. */
const ENDED: ReadonlySet<SignatureCode> = new Set(['CERTIFICATE_EXPIRED', 'ISSUER_EXPIRED']);

/** Steps 4 to 9, for all signers of a file. */
class SignersCheck {
  constructor(
    private readonly request: VerificationRequest & { work: WorkBudget },
    private readonly trust: TrustMaterial,
    private readonly engines: typeof ENGINES,
    private readonly signedData: SignedData,
    private readonly certificates: Certificate[],
  ) {}

  /** @returns the proof about each signer with whom nothing is wrong */
  async run(signers: readonly Signer[]): Promise<RevocationProof[]> {
    for (const signer of signers) this.checkAttributes(signer);
    const digests = signers.flatMap(({ digest, found }) => (digest && found.isSound ? [digest] : []));
    const hashes = await hashContent(this.request.content, new Set(digests));
    for (const signer of signers) {
      await breathe();
      this.checkValue(signer, hashes);
    }
    await this.checkPaths(signers);
    for (const signer of signers) this.checkPurpose(signer);
    // what is wrong already is wrong whatever others answer
    if (signers.some(({ found }) => found.verdict === 'INVALID')) return [];
    const proofs = await Promise.all(signers.map((signer) => this.checkRevocation(signer)));
    return proofs.filter((proof) => proof !== undefined);
  }

  private checkAttributes(signer: Signer): void {
    const { info, certificate, found } = signer;
    const read = () => checkAttributes(info, certificate, this.request.origin === 'key-file');
    signer.digest = found.run('algorithms', () => signerDigestOf(info, certificate, this.signedData));
    signer.attributes = found.run('attributes', read);
    found.object('attributes', read);
  }

  private checkValue(signer: Signer, hashes: ReadonlyMap<DigestName, Buffer>): void {
    const { info, certificate, found, digest, attributes } = signer;
    if (digest === undefined || attributes === undefined) return;
    found.run('content', () => assertContent(attributes, hashes.get(digest) as Buffer));
    found.run('signature', () => {
      this.request.work.spend(COST.value);
      const key = rsaKeyOf(certificate);
      assertSignatureValue(key, digest, attributes.signedBytes, info.signature, this.engines);
    });
    signer.stamp = found.run('time', () => this.stampOf(info));
  }

  /** The stamp of a signer, checked; undefined for one who has none. */
  private stampOf(info: SignerInfo): CheckedStamp | undefined {
    if (this.trust.missing !== undefined) throw this.trust.missing;
    const stampTrust = { ...this.trust, stampRoots: this.trust.stampRoots ?? this.trust.roots };
    return info.stamp && checkStamp(info.stamp, info.signature, stampTrust, this.request);
  }

  private async checkPaths(signers: readonly Signer[]): Promise<void> {
    const found = new Map<Signer, Paths | SignatureRefusal | undefined>();
    for (const signer of signers) {
      await breathe();
      found.set(signer, this.tryPaths(signer));
    }
    const stranger =
      signers.every(({ found: { isSound } }) => isSound) && this.findStranger([...found.values()]);
    for (const signer of signers) {
      const paths = found.get(signer);
      signer.paths = signer.found.run('path', () => {
        if (paths instanceof SignatureRefusal) throw paths;
        if (stranger) throw stranger;
        return paths;
      });
      if (this.trust.missing === undefined)
        signer.found.object('path', () => this.assertNoOtherFault(signer));
    }
  }

  private tryPaths({ found, certificate, stamp }: Signer): Paths | SignatureRefusal | undefined {
    if (!found.isSound) return undefined;
    return attempt(() => this.pathsOf(certificate, stamp?.time ?? this.request.at));
  }

  private pathsOf(leaf: Certificate, at: Date): Paths {
    const { roots, refuseTestRoots } = this.trust;
    const { purpose, work } = this.request;
    const policies = policyInputsOf(purpose ?? {});
    return findPaths({ leaf, intermediates: this.intermediates, roots, at, refuseTestRoots, policies, work });
  }

  /** Which certificate that came along belongs to nobody's path and is unproven. */
  private findStranger(
    found: readonly (Paths | SignatureRefusal | undefined)[],
  ): SignatureRefusal | undefined {
    const used = new Set(found.flatMap((paths) => (paths && 'first' in paths ? paths.first : [])));
    const passengers = this.certificates.filter((certificate) => !used.has(certificate));
    const fault = attempt(() =>
      assertPassengers(passengers, [...this.trust.roots, ...this.intermediates], this.request.work),
    );
    return fault instanceof SignatureRefusal ? fault : undefined;
  }

  /** What is wrong with the certificate of a signature that has to be left open for its algorithm, or its stamp's. */
  private assertNoOtherFault({ certificate, info }: Signer): void {
    const { at } = this.request;
    const fault = attempt(() => {
      if (certificate.rsaKey === undefined) assertLeaf(certificate, at);
      else this.pathsOf(certificate, at);
    });
    if (!(fault instanceof SignatureRefusal)) return;
    if (info.stamp === undefined || !ENDED.has(fault.code)) throw fault;
  }

  private checkPurpose({ found, certificate }: Signer): void {
    const check = () => assertPurpose(certificate, this.request.purpose ?? {});
    found.run('purpose', check);
    found.object('purpose', check);
  }

  private checkRevocation({ found, paths, stamp }: Signer): Promise<RevocationProof | undefined> {
    const { at: now } = this.request;
    return found.wait('revocation', () =>
      checkRevocation(paths ?? [], this.trust, { at: stamp?.time ?? now, now }),
    );
  }

  private get intermediates(): Certificate[] {
    return [...this.certificates, ...this.trust.intermediates];
  }
}

/** What comes of a check, or why it is not passed. */
function attempt<T>(check: () => T): T | SignatureRefusal {
  try {
    return check();
  } catch (error) {
    if (error instanceof SignatureRefusal) return error;
    throw error;
  }
}

function assertContent({ messageDigest }: SignedAttributes, hash: Buffer): void {
  if (hash.length !== messageDigest.length || !timingSafeEqual(hash, messageDigest)) {
    throw new SignatureRefusal('CONTENT_CHANGED', 'the content is not the one that was signed');
  }
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
