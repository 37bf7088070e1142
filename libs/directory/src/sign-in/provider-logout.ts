import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { buildEndSessionUrl, type Configuration } from 'openid-client';
import { PROVIDER_LEFT_PATH } from '#contracts';
import { AppError, CONFIG, type Config, portalOrigin, SecretBox } from '#kernel';
import type { ProvidedSession } from '../sessions/sessions.js';
import { OidcClient, PROVIDER_TIMEOUT_S } from './oidc-client.js';
import { type EndedAtProvider, ProviderSessions } from './provider-sessions.js';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Signatures that the provider alone can make; a secret that is shared with it is none of them. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** A notice that is older is not believed. */
const OLDEST = '2m';
const CLOCKS_DIFFER_S = 30;
/** A token that would make the address too long for servers on the way; the provider then asks whom to sign out. */
const LONGEST_HINT = 4_000;

/** The end of sessions together with those at the OpenID Connect provider, whichever ends first. */
@Injectable()
export class ProviderLogout {
  private readonly logger = new Logger('OpenIdConnect');
  private keys: { readonly url: string; readonly set: ReturnType<typeof createRemoteJWKSet> } | undefined;

  constructor(
    private readonly oidc: OidcClient,
    private readonly sessions: ProviderSessions,
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What to keep of a session before it ends, for `addressFor`; undefined where no provider began it. */
  of(sessionId: string): Promise<ProvidedSession | undefined> {
    return this.sessions.of(sessionId);
  }

  /**
   * Where the browser goes to be signed out at the provider too (OpenID Connect RP-Initiated Logout 1.0, 2).
   * @param ended of the session that is over here already: whatever is wrong there does not keep it open
   * @returns null where the provider has no such address, or is down
   */
  async addressFor({ subject, sealedToken }: ProvidedSession, request: Request): Promise<string | null> {
    try {
      const configuration = await this.oidc.configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      const left = `${portalOrigin(request, this.config)}${PROVIDER_LEFT_PATH}`;
      const idToken = this.box.open(sealedToken, subject).toString();
      const hint = idToken.length > LONGEST_HINT ? undefined : { id_token_hint: idToken };
      return buildEndSessionUrl(configuration, { ...hint, post_logout_redirect_uri: left }).href;
    } catch (error) {
      this.logger.warn(
        `Nobody is signed out at the provider: ${error instanceof Error ? error.message : ''}`,
      );
      return null;
    }
  }

  /**
   * The provider tells that a session ended there (OpenID Connect Back-Channel Logout 1.0, 2.5): what came out of it ends
   * here, in every process.
   * @throws AppError PROVIDER_NOTICE_INVALID for whatever is not its fresh word to this portal, PROVIDER_DOWN, NOT_FOUND
   *   where no provider is configured
   */
  async hear(logoutToken: string): Promise<void> {
    const configuration = await this.oidc.configuration();
    await this.sessions.end(endedBy(await this.checked(configuration, logoutToken)));
  }

  private async checked(configuration: Configuration, token: string): Promise<JWTPayload> {
    const { issuer, jwks_uri: url } = configuration.serverMetadata();
    try {
      const { payload } = await jwtVerify(token, this.keysAt(url ?? ''), {
        issuer,
        audience: configuration.clientMetadata().client_id,
        algorithms: ALGORITHMS,
        maxTokenAge: OLDEST,
        clockTolerance: CLOCKS_DIFFER_S,
        requiredClaims: ['jti', 'events'],
      });
      return payload;
    } catch (error) {
      this.logger.warn(`A notice of a logout does not hold: ${error instanceof Error ? error.message : ''}`);
      throw new AppError(isOfKeys(error) ? 'PROVIDER_DOWN' : 'PROVIDER_NOTICE_INVALID');
    }
  }

  private keysAt(url: string): ReturnType<typeof createRemoteJWKSet> {
    if (this.keys?.url !== url) {
      const set = createRemoteJWKSet(new URL(url), { timeoutDuration: PROVIDER_TIMEOUT_S * 1_000 });
      this.keys = { url, set };
    }
    return this.keys.set;
  }
}

/** Whether the provider did not give its keys: nothing is known of the notice then, and it may be sent again. */
function isOfKeys(error: unknown): boolean {
  const isNoAnswer = !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout;
  return isNoAnswer || error.code === errors.JOSEError.code;
}

/** Back-Channel Logout 2.6, steps 4 to 6; an ID token, which has a nonce and no event, is none. */
function endedBy({ sub, sid, events, nonce }: JWTPayload): EndedAtProvider {
  const named = typeof events === 'object' && events !== null && Object.hasOwn(events, LOGOUT_EVENT);
  const ended = { subject: sub, sid: typeof sid === 'string' ? sid : undefined };
  if (!named || nonce !== undefined || (ended.subject ?? ended.sid) === undefined) {
    throw new AppError('PROVIDER_NOTICE_INVALID');
  }
  return ended;
}
