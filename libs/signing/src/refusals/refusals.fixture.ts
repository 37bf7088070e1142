import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  contentType,
  makeSignedData,
  makeSignerInfo,
  messageDigest,
  type SignedDataRequest,
  type SignerRequest,
  type SigningIdentity,
  signingCertificate,
  signingTime,
  TestPki,
} from '#certification-centre';
import { readCertificate } from '../certificates/certificate.js';
import { readCrl } from '../revocation/crl.js';
import { type TrustMaterial, type VerificationRequest, verifySignature } from '../verify.js';

export const CONTENT = Buffer.from('Қаулы жобасы: осының мәтініне қол қойылады.\n');

/** Makes signatures, right and wrong ones, over CONTENT. */
export class SigningKit {
  readonly signer: SigningIdentity;

  private constructor(
    private readonly directory: string,
    readonly pki: TestPki,
  ) {
    this.signer = pki.employee();
  }

  static async create(): Promise<SigningKit> {
    const directory = mkdtempSync(join(tmpdir(), 'signing-'));
    return new SigningKit(directory, await TestPki.create(directory));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  /** Trust that finds nothing to complain about in a right signature. */
  trust(): TrustMaterial {
    const { root, issuing } = this.pki.centre;
    return {
      roots: [readCertificate(root.certificate)],
      intermediates: [readCertificate(issuing.certificate)],
      crls: [readCrl(this.pki.crl(root)), readCrl(this.pki.crl(issuing))],
      hasMalformedCrl: false,
      refuseTestRoots: false,
    };
  }

  attributes(signer: SigningIdentity = this.signer): Buffer[] {
    return [
      contentType(),
      messageDigest(CONTENT),
      signingTime(this.pki.now),
      signingCertificate(signer.certificate),
    ];
  }

  signerInfo(oddity: Partial<SignerRequest> = {}, signer: SigningIdentity = this.signer): Buffer {
    const { key, issuer, serial } = signer;
    return makeSignerInfo({
      key,
      issuer,
      serial,
      content: CONTENT,
      attributes: this.attributes(signer),
      ...oddity,
    });
  }

  /** A signature with an odd SignerInfo or outer structure. */
  sign(
    signerInfo: Partial<SignerRequest> = {},
    outer: Partial<SignedDataRequest> = {},
    signer: SigningIdentity = this.signer,
  ): Buffer {
    return makeSignedData({
      signerInfos: [this.signerInfo(signerInfo, signer)],
      certificates: [signer.certificate],
      ...outer,
    });
  }

  /** A right signature by somebody else. */
  signBy(signer: SigningIdentity, further: Buffer[] = []): Buffer {
    return this.sign({}, { certificates: [signer.certificate, ...further] }, signer);
  }

  async verify(
    request: Partial<VerificationRequest> & { trust?: Partial<TrustMaterial> } = {},
  ): ReturnType<typeof verifySignature> {
    const { trust, ...rest } = request;
    return verifySignature(
      { signature: this.sign(), content: CONTENT, at: this.pki.now, origin: 'key-file', ...rest },
      { ...this.trust(), ...trust },
    );
  }
}

/** mulberry32: the same sequence in every run, so that a failure can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The thread's own time for this work, in milliseconds: what else the machine does is not counted. */
export function ownTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
