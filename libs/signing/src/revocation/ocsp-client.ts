import { randomBytes } from 'node:crypto';
import type { Certificate } from '../certificates/certificate.js';
import { SignatureRefusal } from '../codes.js';
import { LimitedCache } from '../limited-cache.js';
import { post, Unreachable } from '../post.js';
import {
  assertAnswers,
  assertBegun,
  assertGenuine,
  holdsUntil,
  makeOcspRequest,
  type ResponderCheck,
  statusOf,
} from './ocsp.js';
import { type OcspAnswer, readOcspAnswer } from './ocsp-answer.js';

/** How long an answer is used again at most, so that a revocation is not missed for longer. */
const CACHED_MS = 3 * 60_000;
/** How long a failure is taken for what would come again: twenty signatures in a row wait once, not twenty times. */
const FAILED_MS = 5_000;
const CACHE_LIMIT = 5_000;

/** Gives genuine answers about certificates. */
export interface OcspSource {
  /**
   * @param checkResponder whether the responder's own certificate is revoked, where it has to be asked
   * @throws SignatureRefusal OCSP_* where there is no answer to rely on
   */
  ask(certificate: Certificate, issuer: Certificate, checkResponder: ResponderCheck): Promise<OcspAnswer>;
}

interface Remembered {
  answer: Promise<OcspAnswer>;
  /** Milliseconds since 1970. */
  until: number;
}

/**
 * Asks one configured responder. The address inside a certificate is never called: whoever made the certificate
 * would choose where the portal connects to.
 */
export class OcspClient implements OcspSource {
  private readonly remembered = new LimitedCache<Remembered>(CACHE_LIMIT);
  /** Of the fault that was told last; undefined while answers come. */
  private trouble: string | undefined;

  /**
   * @param url of the responder
   * @param now the clock by which answers are fresh
   * @param onTrouble told once when no answer to rely on comes any more, and again when the reason becomes another
   */
  constructor(
    private readonly url: string,
    private readonly now: () => Date,
    private readonly onTrouble: (refusal: SignatureRefusal) => void = () => undefined,
  ) {}

  ask(certificate: Certificate, issuer: Certificate, checkResponder: ResponderCheck): Promise<OcspAnswer> {
    const key = `${certificate.fingerprint}:${issuer.fingerprint}`;
    const found = this.remembered.get(key);
    if (found !== undefined && this.now().getTime() < found.until) return found.answer;
    const entry: Remembered = {
      answer: this.fetch(certificate, issuer, checkResponder),
      // whoever asks meanwhile waits for the same answer
      until: Number.POSITIVE_INFINITY,
    };
    this.remembered.set(key, entry);
    entry.answer.then(
      (answer) => {
        this.trouble = undefined;
        const { status, ...times } = statusOf(answer, certificate, issuer);
        const longest = this.now().getTime() + (status === 'unknown' ? FAILED_MS : CACHED_MS);
        entry.until = Math.min(holdsUntil({ status, ...times }).getTime(), longest);
      },
      (error: unknown) => {
        entry.until = this.now().getTime() + FAILED_MS;
        if (!(error instanceof SignatureRefusal) || error.code === this.trouble) return;
        this.trouble = error.code;
        this.onTrouble(error);
      },
    );
    return entry.answer;
  }

  private async fetch(
    certificate: Certificate,
    issuer: Certificate,
    checkResponder: ResponderCheck,
  ): Promise<OcspAnswer> {
    const nonce = randomBytes(16);
    const request = makeOcspRequest(certificate, issuer, nonce);
    const answer = readOcspAnswer(await this.post(request));
    assertGenuine(answer, issuer, checkResponder);
    assertAnswers(answer, nonce, this.now());
    // looked up here already, so that an answer about somebody else is not remembered as one
    assertBegun(statusOf(answer, certificate, issuer), this.now());
    return answer;
  }

  private async post(request: Buffer): Promise<Buffer> {
    try {
      return await post(this.url, 'application/ocsp-request', request);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      throw new SignatureRefusal('OCSP_UNREACHABLE', `${this.url}: ${error.message}`);
    }
  }
}

/** The answers that were kept with a signature. */
export class KeptAnswers implements OcspSource {
  constructor(private readonly answers: readonly Buffer[]) {}

  async ask(
    certificate: Certificate,
    issuer: Certificate,
    checkResponder: ResponderCheck,
  ): Promise<OcspAnswer> {
    for (const der of this.answers) {
      const answer = readOcspAnswer(der);
      const isAbout = answer.statuses.some(({ certId }) => certId.serial === certificate.serial);
      if (!isAbout) continue;
      statusOf(answer, certificate, issuer);
      assertGenuine(answer, issuer, checkResponder);
      return answer;
    }
    throw new SignatureRefusal('REVOCATION_UNKNOWN', `no answer about ${certificate.serial} was kept`);
  }
}
