import { Inject, Injectable } from '@nestjs/common';
import type { CertificateSignInBody, SignInChallenge } from '#contracts';
import { AppError, Clock } from '#kernel';
import { SIGNATURE_VERIFIER, type SignatureReport, type SignatureVerifier } from '#signing';
import type { ProvenAccount } from '../sessions/sessions.js';
import { AccountOwners, type OwnedAccount } from './account-owners.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { SignInChallenges } from './sign-in-challenges.js';

const MINUTE_MS = 60_000;
/** Failures that one address may have in a minute: a body's whole staff may sit behind one. */
const MOST_FAILURES_OF_ADDRESS = 60;
/** Challenges that one address may ask for in a minute; each that is answered well is given back. */
const MOST_CHALLENGES_OF_ADDRESS = 120;

/**
 * Signing in by certificate (775:6, 61): a challenge signed with the authentication key; the account is found by the
 * IIN and BIN of the certificate. Bad signatures lock no account, for anybody may send them in anybody's name; nor
 * do wrong passwords lock the key out.
 */
@Injectable()
export class CertificateSignIn {
  private readonly failures = new AttemptLimiter(MOST_FAILURES_OF_ADDRESS, MINUTE_MS);
  private readonly asked = new AttemptLimiter(MOST_CHALLENGES_OF_ADDRESS, MINUTE_MS);

  constructor(
    @Inject(SIGNATURE_VERIFIER) private readonly verifier: SignatureVerifier,
    private readonly challenges: SignInChallenges,
    private readonly owners: AccountOwners,
    private readonly clock: Clock,
  ) {}

  /**
   * @param origin of the page that asks
   * @param address where the question comes from
   * @throws AppError TOO_MANY_REQUESTS (`seconds`)
   */
  async challenge(origin: string, address: string): Promise<SignInChallenge> {
    this.count(this.asked, address);
    return this.challenges.give(origin);
  }

  /**
   * The account whose owner signed the challenge.
   * @throws AppError CHALLENGE_USED, CHALLENGE_EXPIRED; SIGNATURE_REFUSED or SIGNATURE_INDETERMINATE with
   *   `params.code`, one of SIGNATURE_CODES; CERTIFICATE_OWNER_UNKNOWN, ACCOUNT_DISABLED,
   *   ACCOUNT_NOT_ACTIVATED, TOO_MANY_REQUESTS (`seconds`)
   */
  async check(body: CertificateSignInBody, origin: string, address: string): Promise<ProvenAccount> {
    this.count(this.failures, address);
    const content = await this.challenges.take(body.challengeId, origin);
    const report = await this.verifier.verify({
      signature: Buffer.from(body.signature, 'base64'),
      content,
      at: this.clock.now(),
      origin: body.origin,
      purpose: { use: 'authentication' },
    });
    const account = await this.accountOf(report);
    const refusal =
      refusalOf(report) ??
      (account ? this.owners.refusalOf(account) : new AppError('CERTIFICATE_OWNER_UNKNOWN'));
    if (refusal) {
      if (account && isGenuine(report)) await this.note(account, report, refusal);
      throw refusal;
    }
    this.failures.giveBack(address);
    this.asked.giveBack(address);
    return { id: account?.id ?? '', way: 'certificate', certificateSerial: report.signer?.serial ?? '' };
  }

  private count(limiter: AttemptLimiter, address: string): void {
    const seconds = limiter.take(address, this.clock.now().getTime());
    if (seconds !== undefined) throw new AppError('TOO_MANY_REQUESTS', { seconds });
  }

  /** Nobody's where the certificate names no IIN or no BIN. */
  private async accountOf({ signer }: SignatureReport): Promise<OwnedAccount | undefined> {
    if (!signer?.iin || !signer.bin) return undefined;
    return this.owners.find({ iin: signer.iin, bin: signer.bin });
  }

  private note(account: OwnedAccount, { signer }: SignatureReport, refusal: AppError): Promise<void> {
    return this.owners.noteRefusal(account, {
      certificateSerial: signer?.serial ?? null,
      code: String(refusal.params['code'] ?? refusal.code),
    });
  }
}

/**
 * The certificate is of a trusted centre and its key was used: what is refused then concerns its owner. Or the two engines
 * differ on that, which the administrator has to hear of.
 */
function isGenuine({ checks, code }: SignatureReport): boolean {
  return (
    code === 'ENGINES_DISAGREE' || checks.some(({ name, result }) => name === 'path' && result === 'passed')
  );
}

/** What is wrong with the signature or its certificate. */
function refusalOf({ verdict, code, otherSigners }: SignatureReport): AppError | null {
  if (verdict === 'INDETERMINATE') return new AppError('SIGNATURE_INDETERMINATE', { code });
  if (verdict === 'INVALID') return new AppError('SIGNATURE_REFUSED', { code });
  if (otherSigners.length > 0) return new AppError('SIGNATURE_REFUSED', { code: 'MORE_THAN_ONE_SIGNER' });
  return null;
}
