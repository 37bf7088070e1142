import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PROVIDER_RETURN_PATH, type ProviderVisit, type SignInWaysView } from '#contracts';
import { AppError, Clock, CONFIG, type Config, portalOrigin, SecretBox } from '#kernel';
import type { ProvenAccount } from '../sessions/sessions.js';
import { AccountOwners, type OwnerMark } from './account-owners.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { OidcClient } from './oidc-client.js';
import { ProviderAttempts } from './provider-attempts.js';

const MINUTE_MS = 60_000;
/** As for the other ways: a body's whole staff may sit behind one address. */
const MOST_FAILURES_OF_ADDRESS = 60;
/** Visits that one address may begin in a minute; each that ends well is given back. */
const MOST_VISITS_OF_ADDRESS = 120;

/**
 * Signing in by an OpenID Connect provider: it vouches for a person, who has to have an open account already. The page
 * that the provider sends the browser back to hands the answer over by itself, from the portal's own origin: so the
 * session's cookie stays SameSite=Strict, and nobody is redirected by the server.
 */
@Injectable()
export class ProviderSignIn {
  private readonly failures = new AttemptLimiter(MOST_FAILURES_OF_ADDRESS, MINUTE_MS);
  private readonly visits = new AttemptLimiter(MOST_VISITS_OF_ADDRESS, MINUTE_MS);

  constructor(
    private readonly oidc: OidcClient,
    private readonly attempts: ProviderAttempts,
    private readonly owners: AccountOwners,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  ways(): SignInWaysView {
    const { settings } = this.oidc;
    return { provider: settings ? { label: settings.label } : null };
  }

  /** @throws AppError PROVIDER_DOWN, TOO_MANY_REQUESTS (`seconds`); NOT_FOUND where no provider is configured */
  async begin(request: Request, response: Response): Promise<ProviderVisit> {
    this.count(this.visits, request);
    const { attempt, url } = await this.oidc.visit(
      `${portalOrigin(request, this.config)}${PROVIDER_RETURN_PATH}`,
    );
    await this.attempts.keep(attempt, request, response);
    return { url };
  }

  /**
   * The account of whom the provider vouches for.
   * @param query that the provider gave the browser on its way back
   * @throws AppError PROVIDER_ATTEMPT_OVER, PROVIDER_REFUSED, PROVIDER_ANSWER_INVALID, PROVIDER_DOWN,
   *   PROVIDER_PERSON_UNKNOWN, ACCOUNT_DISABLED, ACCOUNT_NOT_ACTIVATED, TOO_MANY_REQUESTS (`seconds`)
   */
  async check(query: string, request: Request): Promise<ProvenAccount> {
    this.count(this.failures, request);
    const state = new URLSearchParams(query).get('state') ?? '';
    const attempt = await this.attempts.take(state, request);
    const person = await this.oidc.personOf(attempt, query);
    const account = await this.owners.find(this.markOf(person.name));
    if (!account) throw new AppError('PROVIDER_PERSON_UNKNOWN');
    const refusal = this.owners.refusalOf(account);
    if (refusal) {
      await this.owners.noteRefusal(account, { way: 'provider', code: refusal.code });
      throw refusal;
    }
    for (const limiter of [this.failures, this.visits]) limiter.giveBack(request.ip ?? '');
    const { subject, sid, idToken } = person;
    const sealedToken = this.box.seal(Buffer.from(idToken), subject);
    return { id: account.id, way: 'provider', provided: { subject, sid, sealedToken } };
  }

  private markOf(name: string): OwnerMark {
    // Latin letters alone: lower case makes a "k" of the Kelvin sign, and somebody's name of another's.
    const login = name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
    return this.oidc.settings?.claim.is === 'iin' ? { iin: name } : { login };
  }

  private count(limiter: AttemptLimiter, request: Request): void {
    const seconds = limiter.take(request.ip ?? '', this.clock.now().getTime());
    if (seconds !== undefined) throw new AppError('TOO_MANY_REQUESTS', { seconds });
  }
}
