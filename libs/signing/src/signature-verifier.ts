import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '#kernel';
import { readCertificate } from './certificates/certificate.js';
import { attachStamp, readEncoding, readSignedData } from './cms/cms.js';
import { SignatureRefusal } from './codes.js';
import { type SignatureReport, unstampedReport } from './report.js';
import { readCrl } from './revocation/crl.js';
import { KeptAnswers, OcspClient, type OcspSource } from './revocation/ocsp-client.js';
import { isWorthWaiting } from './revocation/revocation.js';
import { StampTimeRefusal } from './stamps/stamp.js';
import { StampClient, type StampSource } from './stamps/stamp-client.js';
import { TrustFiles, type TrustOptions } from './trust-files.js';
import {
  type Evidence,
  type TrustMaterial,
  type VerificationRequest,
  verifySignature,
  verifyWithEvidence,
} from './verify.js';

/** What was kept with a signature, each DER. */
export interface KeptEvidence {
  chain: readonly Buffer[];
  answers: readonly Buffer[];
  crls: readonly Buffer[];
}

/** A signature with what its verdict rests on. */
export interface Proof {
  /** Detached CMS, DER: as it came, or with the time stamp that was taken for it. */
  cms: Buffer;
  report: SignatureReport;
  /** Null where the signature is not VALID, or another verifier vouches for it. */
  evidence: Evidence | null;
  /** How far the authority's clock is ahead of the portal's, in milliseconds; null where it gave no stamp. */
  clockGapMs: number | null;
}

/** Checks detached signatures. */
export interface SignatureVerifier {
  /** Never throws for what the signature holds; see `verifySignature`. */
  verify(request: VerificationRequest): Promise<SignatureReport>;
  /** As `verify`, for a signature that is about to be kept: takes a time stamp, and hands out the evidence. */
  prove(request: VerificationRequest): Promise<Proof>;
  /** As `verify`, by nothing but the roots and what was kept with the signature. */
  recheck(request: VerificationRequest, kept: KeptEvidence): Promise<SignatureReport>;
}

/** Injection token of the `SignatureVerifier` in use. */
export const SIGNATURE_VERIFIER = Symbol('SignatureVerifier');
/** Injection token of `SigningOptions`. */
export const SIGNING_OPTIONS = Symbol('SigningOptions');

/** Files, and the services that are asked; each is off where its address is left out. */
export interface SigningOptions extends TrustOptions {
  ocspUrl?: string;
  tsaUrl?: string;
  /** An outside verifier with NCANode's REST shape, for algorithms that are not ours. */
  ncanodeUrl?: string;
}

/** The verifier for RSA: node-forge and node:crypto, on trust material from files. */
@Injectable()
export class NodeForgeVerifier implements SignatureVerifier {
  private readonly logger = new Logger('signing');
  private readonly trust: TrustFiles;
  private readonly ocsp: OcspSource | undefined;
  private readonly stamps: StampSource | undefined;
  private isAlarmed = false;

  constructor(
    @Inject(SIGNING_OPTIONS) options: SigningOptions,
    private readonly clock: Clock,
  ) {
    this.trust = new TrustFiles(options);
    const tell = ({ message }: SignatureRefusal) => this.logger.warn(`No OCSP answer was had: ${message}`);
    this.ocsp = options.ocspUrl ? new OcspClient(options.ocspUrl, () => clock.now(), tell) : undefined;
    this.stamps = options.tsaUrl ? new StampClient(options.tsaUrl) : undefined;
  }

  async verify(request: VerificationRequest): Promise<SignatureReport> {
    return verifySignature(request, await this.material());
  }

  async prove(request: VerificationRequest): Promise<Proof> {
    const trust = await this.material();
    const found = await verifyWithEvidence(request, trust);
    const { report } = found;
    const unstamped: Proof = { cms: request.signature, ...found, clockGapMs: null };
    const wanted = report.verdict === 'VALID' || (report.code !== null && isWorthWaiting(report.code));
    const single = report.otherSigners.length === 0;
    if (this.stamps === undefined || !wanted || !single || report.timeSource === 'stamp') return unstamped;
    try {
      const [info] = readSignedData(readEncoding(request.signature)).signerInfos;
      const stampTrust = { ...trust, stampRoots: trust.stampRoots ?? trust.roots };
      const value = info?.signature ?? Buffer.alloc(0);
      const times = { ...request, at: this.clock.now() };
      const { token, time } = await this.stamps.stamp(value, stampTrust, times);
      const now = this.clock.now();
      const cms = attachStamp(request.signature, token);
      const proven = await verifyWithEvidence({ ...request, signature: cms, at: now }, trust);
      return { cms, ...proven, clockGapMs: time.getTime() - now.getTime() };
    } catch (error) {
      if (!(error instanceof SignatureRefusal)) throw error;
      this.logger.warn(`No time stamp was had: ${error.message}`);
      const clockGapMs =
        error instanceof StampTimeRefusal ? error.time.getTime() - this.clock.now().getTime() : null;
      return { ...unstamped, report: unstampedReport(report, error), evidence: null, clockGapMs };
    }
  }

  async recheck(request: VerificationRequest, kept: KeptEvidence): Promise<SignatureReport> {
    const current = await this.fromFiles();
    const trust: TrustMaterial = {
      ...current,
      intermediates: [...kept.chain.map(readCertificate), ...current.intermediates],
      crls: kept.crls.map(readCrl),
      hasMalformedCrl: false,
      ocsp: new KeptAnswers(kept.answers),
    };
    return verifySignature(request, trust);
  }

  private async material(): Promise<TrustMaterial> {
    const trust = await this.fromFiles();
    return this.ocsp === undefined ? trust : { ...trust, ocsp: this.ocsp };
  }

  /** What the files hold; where they cannot be relied upon nothing is trusted, and the administrator is told once. */
  private async fromFiles(): Promise<TrustMaterial> {
    try {
      const trust = await this.trust.current();
      this.isAlarmed = false;
      return trust;
    } catch (error) {
      if (!(error instanceof SignatureRefusal)) throw error;
      if (!this.isAlarmed) this.logger.error(`No signature can be judged: ${error.message}`);
      this.isAlarmed = true;
      return {
        roots: [],
        intermediates: [],
        crls: [],
        hasMalformedCrl: false,
        refuseTestRoots: true,
        missing: error,
      };
    }
  }
}
