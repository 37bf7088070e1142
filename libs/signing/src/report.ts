import type { CertificateIdentity } from './certificates/certificate.js';
import {
  CHECK_NAMES,
  type CheckName,
  type SignatureCode,
  SignatureRefusal,
  type Verdict,
  verdictOf,
} from './codes.js';

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
  /** Why the signature is not VALID; null where it is. Of several signers: of the first among the worst. */
  code: SignatureCode | null;
  /** All named checks in their order; what comes after a refusal is skipped. Of the signer whom `code` is about. */
  checks: Check[];
  /** The (first) signer, as soon as the certificate was found. */
  signer: CertificateIdentity | null;
  /** Further signers of the same signature file. */
  otherSigners: CertificateIdentity[];
  /** The signer's own claim, ISO 8601; proves nothing by itself. */
  signingTime: string | null;
  /** By which time the signature was judged, ISO 8601; null where the check ended before that was known. */
  judgedAt: string | null;
  /** Whose time that is: of a checked stamp (its genTime), or of whoever asked for the check. */
  timeSource: TimeSource | null;
}

export type TimeSource = 'stamp' | 'request';

/** What the checks of a file, or of one of its signers, have found: after the first refusal no more are made. */
export class Findings {
  private readonly done: Map<CheckName, Check>;
  private refusal: SignatureRefusal | undefined;

  /** @param before what was found out already */
  constructor(before?: Findings) {
    this.done = new Map(before?.done);
  }

  get code(): SignatureCode | null {
    return this.refusal?.code ?? null;
  }

  get verdict(): Verdict {
    return verdictOf(this.code);
  }

  /** True as long as nothing was refused. */
  get isSound(): boolean {
    return this.refusal === undefined;
  }

  /** Makes one check; undefined where it is not passed, or not made. */
  run<T>(name: CheckName, check: () => T): T | undefined {
    if (!this.isSound) return undefined;
    try {
      const result = check();
      this.done.set(name, { name, result: 'passed' });
      return result;
    } catch (error) {
      return this.refuse(name, error);
    }
  }

  /** As `run`, for a check that asks others. */
  async wait<T>(name: CheckName, check: () => Promise<T>): Promise<T | undefined> {
    if (!this.isSound) return undefined;
    try {
      const result = await check();
      this.done.set(name, { name, result: 'passed' });
      return result;
    } catch (error) {
      return this.refuse(name, error);
    }
  }

  /** Looks for what is wrong with what has to be left open: that it is right so far changes nothing. */
  object(name: CheckName, check: () => void): void {
    if (this.verdict !== 'INDETERMINATE') return;
    try {
      check();
    } catch (error) {
      if (!(error instanceof SignatureRefusal)) throw error;
      if (verdictOf(error.code) === 'INVALID') this.refuse(name, error);
    }
  }

  private refuse(name: CheckName, error: unknown): undefined {
    if (!(error instanceof SignatureRefusal)) throw error;
    this.refusal = error;
    const { code, reason } = error;
    this.done.set(name, { name, result: this.verdict === 'INVALID' ? 'failed' : 'unknown', code, reason });
    return undefined;
  }

  get checks(): Check[] {
    return CHECK_NAMES.map((name) => this.done.get(name) ?? { name, result: 'skipped' });
  }
}

const GRAVITY: readonly Verdict[] = ['INVALID', 'INDETERMINATE', 'VALID'];

/** Of the findings about several signers those that count: the first among the worst. @param all at least one */
export function worstOf(all: readonly Findings[]): Findings {
  return all.toSorted((a, b) => GRAVITY.indexOf(a.verdict) - GRAVITY.indexOf(b.verdict))[0] as Findings;
}

/** Who signed, and when: what a report says beside the checks. */
export interface Signed {
  signers: readonly CertificateIdentity[];
  signingTime?: Date | undefined;
  judged?: { at: Date; source: TimeSource } | undefined;
}

export function reportOf(found: Findings, { signers, signingTime, judged }: Signed): SignatureReport {
  const { verdict, code, checks } = found;
  const [signer = null, ...otherSigners] = signers;
  return {
    verdict,
    code,
    checks,
    signer,
    otherSigners,
    signingTime: signingTime?.toISOString() ?? null,
    judgedAt: judged?.at.toISOString() ?? null,
    timeSource: judged?.source ?? null,
  };
}

/** A report for a signature that could not even be read, e.g. a PEM file that holds two. */
export function refusedReport(refusal: SignatureRefusal): SignatureReport {
  const found = new Findings();
  found.run('encoding', () => {
    throw refusal;
  });
  return reportOf(found, { signers: [] });
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
