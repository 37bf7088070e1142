import type { CheckedSignature, SignedStatement, StatementCode } from '#contracts';
import type { SignatureCode, Verdict } from '../codes.js';
import type { SignatureReport } from '../report.js';

/** A report, and what was found out around it. */
export interface SignatureFindings {
  readonly name: string;
  readonly verdict: Verdict;
  readonly code: SignatureCode | StatementCode | null;
  /** Another signature that the code is about, by its path in the container. */
  readonly about: string | null;
  readonly report: SignatureReport;
  /** When the portal accepted it; null where the portal does not keep it. */
  readonly acceptedAt: Date | null;
  readonly statement: SignedStatement | null;
  readonly covers: readonly string[];
  readonly changed: readonly string[];
}

/**
 * A checked signature as readers are told of it: the checks by name and code, the signer by name and body. The individual
 * number and the reasons, which are for the administrator, stay out.
 */
export function signatureView(findings: SignatureFindings): CheckedSignature {
  const { name, verdict, code, about, report, acceptedAt, statement, covers, changed } = findings;
  const { signer } = report;
  return {
    name,
    verdict,
    code,
    about,
    checks: report.checks.map((check) => ({
      name: check.name,
      result: check.result,
      code: check.code ?? null,
    })),
    signer: signer && {
      name: [signer.commonName, signer.given].filter(Boolean).join(' '),
      organisation: signer.organisation,
      bin: signer.bin,
      serial: signer.serial,
    },
    statement,
    signedAt: momentOf(report, acceptedAt),
    covers: [...covers],
    changed: [...changed],
  };
}

/** A stamp proves when; next comes the portal's own record; else there is the signer's word. */
function momentOf(
  { timeSource, judgedAt, signingTime }: SignatureReport,
  acceptedAt: Date | null,
): CheckedSignature['signedAt'] {
  if (timeSource === 'stamp' && judgedAt !== null) return { at: judgedAt, clock: 'stamp' };
  if (acceptedAt !== null) return { at: acceptedAt.toISOString(), clock: 'portal' };
  return signingTime === null ? null : { at: signingTime, clock: 'signer' };
}
