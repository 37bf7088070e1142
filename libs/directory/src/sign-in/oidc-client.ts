import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type IDToken,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { AppError, CONFIG, type Config, type OidcConfig } from '#kernel';
import type { ProviderAttempt } from './provider-attempts.js';

/** A provider that does not answer must not hold the page for long. */
export const PROVIDER_TIMEOUT_S = 5;
/** How long what the provider says of itself is believed. */
const METADATA_MS = 60 * 60_000;
const LONGEST_NAME = 200;

/** Whom the provider vouches for, and by which session there. */
export interface VouchedPerson {
  /** By the configured claim. */
  readonly name: string;
  readonly subject: string;
  /** Null where the provider names no sessions. */
  readonly sid: string | null;
  /** As it was signed (JWT). */
  readonly idToken: string;
}

/** No answer, none in time, or one of a provider that is out of order. */
class ProviderDown extends Error {
  override readonly name = 'ProviderDown';
}

/**
 * The talk with the OpenID Connect provider: authorization code with PKCE, state and nonce; the ID token and its signature
 * are checked by openid-client (OpenID Connect Core 3.1.3.7).
 */
@Injectable()
export class OidcClient {
  private readonly logger = new Logger('OpenIdConnect');
  private known: { configuration: Promise<Configuration>; at: number } | undefined;
  readonly settings: OidcConfig | undefined;

  constructor(@Inject(CONFIG) { oidc }: Config) {
    this.settings = oidc;
  }

  /**
   * A new visit to the provider.
   * @param returnUrl of the portal, registered at the provider
   * @returns what to keep of it, and where the browser has to go
   * @throws AppError PROVIDER_DOWN; NOT_FOUND where no provider is configured
   */
  async visit(returnUrl: string): Promise<{ attempt: ProviderAttempt; url: string }> {
    const configuration = await this.configuration();
    const attempt = {
      state: randomState(),
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
      returnUrl,
    };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: returnUrl,
      scope: this.own().scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { attempt, url: url.href };
  }

  /**
   * Whom the provider vouches for.
   * @param query that the browser brought back
   * @returns by the value of the configured claim, trimmed
   * @throws AppError PROVIDER_REFUSED, PROVIDER_ANSWER_INVALID, PROVIDER_DOWN, PROVIDER_PERSON_UNKNOWN for an answer
   *   without that claim
   */
  async personOf(attempt: ProviderAttempt, query: string): Promise<VouchedPerson> {
    const configuration = await this.configuration();
    try {
      const tokens = await authorizationCodeGrant(configuration, new URL(`${attempt.returnUrl}?${query}`), {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      const name =
        this.nameIn(claims) ?? (await this.nameByUserInfo(configuration, tokens.access_token, claims));
      const idToken = tokens.id_token;
      if (name === undefined || !claims || !idToken) throw new AppError('PROVIDER_PERSON_UNKNOWN');
      const { sub: subject, sid } = claims;
      return { name, subject, sid: typeof sid === 'string' ? sid : null, idToken };
    } catch (error) {
      throw this.refusalOf(error);
    }
  }

  /** Many providers put claims beside the ID token (OpenID Connect Core 5.3). */
  private async nameByUserInfo(
    configuration: Configuration,
    accessToken: string,
    claims: IDToken | undefined,
  ): Promise<string | undefined> {
    if (!claims || configuration.serverMetadata().userinfo_endpoint === undefined) return undefined;
    return this.nameIn(await fetchUserInfo(configuration, accessToken, claims.sub));
  }

  private nameIn(claims: Readonly<Record<string, unknown>> | undefined): string | undefined {
    const { name: claim } = this.own().claim;
    // Whoever types an address into his profile is not its owner (OpenID Connect Core 5.1, 5.7).
    if (claim === 'email' && claims?.['email_verified'] !== true) return undefined;
    const value = claims?.[claim];
    const name = typeof value === 'string' ? value.trim() : '';
    return name === '' || name.length > LONGEST_NAME || name.includes('\0') ? undefined : name;
  }

  /**
   * What the provider says of itself: asked when it is needed, so that the portal starts without it.
   * @throws AppError PROVIDER_DOWN; NOT_FOUND where no provider is configured
   */
  async configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.own();
    const now = performance.now();
    if (!this.known || now - this.known.at >= METADATA_MS) {
      const configuration = discovery(issuer, clientId, clientSecret, undefined, {
        timeout: PROVIDER_TIMEOUT_S,
        [customFetch]: fetchOrDown,
        // Only outside production: the settings take no plain address there.
        execute: [
          enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : []),
        ],
      });
      this.known = { configuration, at: now };
      configuration.catch(() => {
        this.known = undefined;
      });
    }
    try {
      return await this.known.configuration;
    } catch (error) {
      this.logger.error(`The provider ${issuer.href} does not tell of itself: ${reasonOf(error)}`);
      throw new AppError('PROVIDER_DOWN');
    }
  }

  private own(): OidcConfig {
    if (!this.settings) throw new AppError('NOT_FOUND');
    return this.settings;
  }

  private refusalOf(error: unknown): AppError {
    if (error instanceof AppError) return error;
    if (error instanceof AuthorizationResponseError) return new AppError('PROVIDER_REFUSED');
    this.logger.warn(`The answer of the provider does not hold: ${reasonOf(error)}`);
    return new AppError(causesOf(error).some(isDown) ? 'PROVIDER_DOWN' : 'PROVIDER_ANSWER_INVALID');
  }
}

const fetchOrDown: CustomFetch = async (url, { body, ...options }) => {
  const bytes = body instanceof Uint8Array ? Buffer.from(body) : (body ?? null);
  const response = await fetch(url, { ...options, body: bytes }).catch((cause: unknown) => {
    throw new ProviderDown('no answer', { cause });
  });
  if (response.status >= 500) throw new ProviderDown(`answered ${response.status}`);
  return response;
};

const isDown = (error: Error): boolean => error instanceof ProviderDown;

/** The error and what it was caused by. */
function causesOf(error: unknown): Error[] {
  const found: Error[] = [];
  for (let at = error; at instanceof Error && found.length < 10; at = at.cause) found.push(at);
  return found;
}

/** For the operator's log: no token, code or name is in it. */
function reasonOf(error: unknown): string {
  return causesOf(error)
    .map(({ message }) => message)
    .join(': ');
}
