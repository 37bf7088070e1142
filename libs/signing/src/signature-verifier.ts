import { Inject, Injectable } from '@nestjs/common';
import { TrustFiles, type TrustOptions } from './trust-files.js';
import { type SignatureReport, type VerificationRequest, verifySignature } from './verify.js';

/** Checks detached signatures. One implementation is ours; another may ask an outside verifier. */
export interface SignatureVerifier {
  /** Never throws for what the signature holds; see `verifySignature`. */
  verify(request: VerificationRequest): Promise<SignatureReport>;
}

/** Injection token of the `SignatureVerifier` in use. */
export const SIGNATURE_VERIFIER = Symbol('SignatureVerifier');
/** Injection token of `TrustOptions`. */
export const TRUST_OPTIONS = Symbol('TrustOptions');

/** The verifier for RSA: node-forge and node:crypto, on trust material from files. */
@Injectable()
export class NodeForgeVerifier implements SignatureVerifier {
  private readonly trust: TrustFiles;

  constructor(@Inject(TRUST_OPTIONS) options: TrustOptions) {
    this.trust = new TrustFiles(options);
  }

  async verify(request: VerificationRequest): Promise<SignatureReport> {
    return verifySignature(request, await this.trust.current());
  }
}
