import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { VerificationReport } from '#contracts';
import { Clock } from '#kernel';
import {
  type ContainerReport,
  checkContainer,
  type Judgement,
  readSignatureFile,
  refusedReport,
  SIGNATURE_VERIFIER,
  SignatureChecks,
  SignatureRefusal,
  type SignatureReport,
  type SignatureVerifier,
  signatureView,
  WorkBudget,
} from '#signing';
import type { Received, Submission } from './intake.js';

/** A signature has at most 1 MiB; in PEM, with its lines, no more than this. */
const MAX_SIGNATURE_FILE = 1.5 * 1024 * 1024;

/** Checks what somebody brought, against the portal's own trust, and explains it. */
@Injectable()
export class Verification {
  constructor(
    @Inject(SIGNATURE_VERIFIER) private readonly verifier: SignatureVerifier,
    private readonly checks: SignatureChecks,
    private readonly clock: Clock,
  ) {}

  async check(files: Submission): Promise<VerificationReport> {
    const at = this.clock.now();
    if ('container' in files) {
      const judgements = new Map<SignatureReport, Judgement>();
      const work = WorkBudget.ofRequest();
      const report = await checkContainer(
        files.container.path,
        async (signature, manifest) => {
          const judgement = await this.checks.judge(signature, manifest, work);
          judgements.set(judgement.report, judgement);
          return judgement.report;
        },
        (found) => judgements.get(found)?.keptOtherwise ?? false,
      );
      return reportOfContainer(report, judgements, at);
    }
    return reportOfFile(files.content, await this.checkPair(files.content, files.signature, at), at);
  }

  private async checkPair(content: Received, signature: Received, at: Date): Promise<SignatureReport> {
    try {
      if (signature.size > MAX_SIGNATURE_FILE)
        throw new SignatureRefusal('TOO_LARGE', `${signature.size} bytes`);
      return await this.verifier.verify({
        signature: readSignatureFile(await readFile(signature.path)),
        content: () => createReadStream(content.path),
        at,
        // Nothing tells with which program it was made: NCALayer may leave signingCertificateV2 out.
        origin: 'ncalayer',
      });
    } catch (error) {
      if (!(error instanceof SignatureRefusal)) throw error;
      return refusedReport(error);
    }
  }
}

function reportOfContainer(
  report: ContainerReport,
  judgements: ReadonlyMap<SignatureReport, Judgement>,
  at: Date,
): VerificationReport {
  const { verdict, code, subject } = report;
  return {
    kind: 'container',
    verdict,
    code,
    subject,
    checks: report.checks.map(({ name, result, code: why }) => ({ name, result, code: why ?? null })),
    signatures: report.signatures.map(({ file, ...findings }) => {
      const acceptedAt = judgements.get(findings.report)?.acceptedAt ?? null;
      return signatureView({ ...findings, acceptedAt, name: file });
    }),
    files: report.files.map(({ path, ...file }) => ({ name: path, ...file })),
    checkedAt: at.toISOString(),
  };
}

function reportOfFile({ name, size }: Received, report: SignatureReport, at: Date): VerificationReport {
  const { verdict, code } = report;
  const changed = code === 'CONTENT_CHANGED' ? [name] : [];
  const findings = { name, verdict, code, about: null, report, acceptedAt: null, statement: null, changed };
  const signature = signatureView({ ...findings, covers: [name] });
  return {
    kind: 'file',
    verdict,
    code,
    subject: null,
    checks: [],
    signatures: [signature],
    files: [{ name, size, sha256: null, signedBy: [0] }],
    checkedAt: at.toISOString(),
  };
}
