import { CONTAINER_CHECKS, type ContainerCode, type SignedStatement, type StatementCode } from '#contracts';
import type { SignatureCode, Verdict } from '../codes.js';
import type { SignatureReport } from '../report.js';
import type { ContainerRefusal } from './refusal.js';

export interface ContainerCheck {
  name: (typeof CONTAINER_CHECKS)[number];
  result: 'passed' | 'failed' | 'unknown' | 'skipped';
  code?: ContainerCode | SignatureCode | StatementCode;
  /** English, for the administrator; readers get the code translated. */
  reason?: string;
}

/** One signature of a container, and what it covers. */
export interface ContainerSignature {
  /** Path of the signature within the container. */
  file: string;
  manifest: string;
  verdict: Verdict;
  /** Of the signature itself, CONTENT_CHANGED where something that it covers is not what was signed, or of its statement. */
  code: SignatureCode | StatementCode | null;
  /** Another signature that the code is about. */
  about: string | null;
  /** Paths, in the order of the manifest. */
  covers: string[];
  /** Those that are missing, or other than when they were signed. */
  changed: string[];
  /** What the signer said by it, where it is the portal's kind of statement and unchanged. */
  statement: SignedStatement | null;
  report: SignatureReport;
}

export interface ContainerFile {
  path: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex; null where the content is damaged. */
  sha256: string | null;
  /** Places in `signatures`. */
  signedBy: number[];
}

export interface ContainerReport {
  verdict: Verdict;
  /** The first refusal; null when the container is VALID. */
  code: ContainerCode | SignatureCode | StatementCode | null;
  /** The entry that the code is about. */
  subject: string | null;
  /** All named checks in their order; what comes after a refusal of the archive is skipped. */
  checks: ContainerCheck[];
  signatures: ContainerSignature[];
  files: ContainerFile[];
}

/** Gathers what the checks of a container find, in their order. */
export class ReportBuilder {
  readonly signatures: ContainerSignature[] = [];
  readonly files: ContainerFile[] = [];
  private readonly done: ContainerCheck[] = [];
  private refusal: ContainerRefusal | undefined;

  pass(name: ContainerCheck['name']): void {
    this.done.push({ name, result: 'passed' });
  }

  fail(name: ContainerCheck['name'], refusal: ContainerRefusal): void {
    this.refusal ??= refusal;
    const { code, reason, subject } = refusal;
    this.done.push({ name, result: 'failed', code, reason: subject ? `${subject}: ${reason}` : reason });
  }

  /** The check under way failed, and those after it cannot be made. */
  refuse(refusal: ContainerRefusal): void {
    const name = CONTAINER_CHECKS[this.done.length];
    if (name) this.fail(name, refusal);
  }

  judgeSignatures(): void {
    const worst = this.worst();
    if (!worst) {
      this.pass('signatures');
      return;
    }
    const { code, verdict, file } = worst;
    const result = verdict === 'INVALID' ? 'failed' : 'unknown';
    this.done.push({ name: 'signatures', result, ...(code && { code }), reason: `${file}: ${code}` });
  }

  build(): ContainerReport {
    const skipped = CONTAINER_CHECKS.slice(this.done.length).map(
      (name) => ({ name, result: 'skipped' }) as const,
    );
    const checks = [...this.done, ...skipped];
    const { refusal, signatures, files } = this;
    if (refusal) {
      return { verdict: 'INVALID', code: refusal.code, subject: refusal.subject, checks, signatures, files };
    }
    const worst = this.worst();
    return {
      verdict: worst?.verdict ?? 'VALID',
      code: worst?.code ?? null,
      subject: worst?.file ?? null,
      checks,
      signatures,
      files,
    };
  }

  private worst(): ContainerSignature | undefined {
    const not = this.signatures.filter(({ verdict }) => verdict !== 'VALID');
    return not.find(({ verdict }) => verdict === 'INVALID') ?? not[0];
  }
}
