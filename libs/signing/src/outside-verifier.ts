import { z } from 'zod';
import { type SignatureCode, SignatureRefusal, verdictOf } from './codes.js';
import { post, Unreachable } from './post.js';
import type { Check, SignatureReport } from './report.js';
import type { KeptEvidence, Proof, SignatureVerifier } from './signature-verifier.js';
import type { Content, VerificationRequest } from './verify.js';

/** Larger content is not sent on: anyone may upload some, and it would be held in memory whole. */
const MAX_CONTENT = 16 * 1024 * 1024;

/** What NCANode 3 answers to `POST /cms/verify`, as far as it is needed. */
const answerShape = z.object({
  valid: z.boolean(),
  signers: z.array(
    z.object({
      certificates: z.array(
        z.object({ valid: z.boolean(), subject: z.object({ iin: z.string().optional() }) }),
      ),
    }),
  ),
});

/**
 * Our verifier with an outside one behind it, which has NCANode's REST shape. It is asked only where a single signer's
 * key and algorithms are GOST and ours finds nothing wrong besides, so that it can never overrule a refusal of ours. It
 * judges at its own time, and what it vouches for has no evidence.
 */
export class VerifierWithOutside implements SignatureVerifier {
  /** @param url of NCANode, e.g. http://127.0.0.1:14579 */
  constructor(
    private readonly own: SignatureVerifier,
    private readonly url: string,
  ) {}

  async verify(request: VerificationRequest): Promise<SignatureReport> {
    return this.complete(request, await this.own.verify(request));
  }

  async prove(request: VerificationRequest): Promise<Proof> {
    const proof = await this.own.prove(request);
    return { ...proof, report: await this.complete(request, proof.report) };
  }

  recheck(request: VerificationRequest, kept: KeptEvidence): Promise<SignatureReport> {
    return this.own.recheck(request, kept);
  }

  private async complete(request: VerificationRequest, report: SignatureReport): Promise<SignatureReport> {
    if (!isGostAlone(report)) return report;
    try {
      await this.ask(request, report);
      return completed(report, request.at);
    } catch (error) {
      if (!(error instanceof SignatureRefusal)) throw error;
      return refused(report, error);
    }
  }

  /** @throws SignatureRefusal where the outside verifier does not vouch for the signature */
  private async ask(request: VerificationRequest, report: SignatureReport): Promise<void> {
    const { content, signature } = request;
    const data = await readContent(content);
    const question = {
      cms: signature.toString('base64'),
      data: data.toString('base64'),
      revocationCheck: ['OCSP', 'CRL'],
    };
    const answer = await this.post(Buffer.from(JSON.stringify(question)));
    const [signer, ...others] = answer.signers;
    const certificate = signer?.certificates[0];
    if (!answer.valid || certificate?.valid !== true || others.length > 0) throw refusal('OUTSIDE_REFUSED');
    // what was found there must be what is shown and compared here
    if (report.signer === null || certificate.subject.iin !== report.signer.iin)
      throw refusal('OUTSIDE_REFUSED');
  }

  private async post(question: Buffer): Promise<z.infer<typeof answerShape>> {
    try {
      const text = (
        await post(new URL('/cms/verify', this.url).href, 'application/json', question)
      ).toString();
      return answerShape.parse(JSON.parse(text));
    } catch (error) {
      if (error instanceof Unreachable) throw refusal('OUTSIDE_UNREACHABLE', error.message);
      throw refusal('OUTSIDE_UNREACHABLE', 'an answer of another shape');
    }
  }
}

/** Nothing else is to be asked than what one signer's own algorithms and key are for. */
function isGostAlone({ code, checks, otherSigners }: SignatureReport): boolean {
  const isOwn = checks.some((check) => check.name === 'algorithms' && check.code === code);
  return code === 'UNSUPPORTED_ALGORITHM' && isOwn && otherSigners.length === 0;
}

/** The outside verifier wants the content in one piece. @throws SignatureRefusal UNSUPPORTED_ALGORITHM beyond a limit */
async function readContent(content: Content): Promise<Buffer> {
  if (Buffer.isBuffer(content)) return content;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content()) {
    size += chunk.length;
    if (size > MAX_CONTENT) throw refusal('UNSUPPORTED_ALGORITHM', 'the content is too large to be sent on');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refusal(
  code: SignatureCode,
  reason = 'the outside verifier does not vouch for it',
): SignatureRefusal {
  return new SignatureRefusal(code, reason);
}

/** What ours could not check is vouched for. */
function completed(report: SignatureReport, at: Date): SignatureReport {
  const checks = report.checks.map(
    (check): Check =>
      check.result === 'passed' ? check : { name: check.name, result: 'passed', reason: 'outside' },
  );
  return {
    ...report,
    verdict: 'VALID',
    code: null,
    checks,
    judgedAt: at.toISOString(),
    timeSource: 'request',
  };
}

function refused(report: SignatureReport, { code, reason }: SignatureRefusal): SignatureReport {
  const verdict = verdictOf(code);
  const result = verdict === 'INVALID' ? 'failed' : 'unknown';
  const checks = report.checks.map(
    (check): Check => (check.code === undefined ? check : { name: check.name, result, code, reason }),
  );
  return { ...report, verdict, code, checks };
}
