import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError, Clock, Sql } from '#kernel';
import { hashToken, newToken } from '../sessions/session-cookie.js';

/** Long enough to sign in at the provider, a second factor included. */
const LIFETIME_MS = 10 * 60_000;
/** The browser's own secret: of several tabs that sign in at once, each finds its attempt. */
const COOKIE = '__Host-kelisim-provider';
const GIVEN = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`);

/** What has to come back from the provider, and to whom. */
export interface ProviderAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** The portal's page to return to. */
  readonly returnUrl: string;
}

/**
 * Visits to the provider that browsers are on. Each belongs to the browser that began it (RFC 6749 10.12): a return that
 * was begun elsewhere would sign its victim in as somebody else.
 */
@Injectable()
export class ProviderAttempts {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** Keeps the attempt, and marks the browser that the response goes to. */
  async keep(attempt: ProviderAttempt, request: Request, response: Response): Promise<void> {
    const secret = secretOf(request) ?? newToken();
    await this.sql.execute(
      `INSERT INTO directory.provider_attempt (state_hash, browser_hash, nonce, code_verifier, return_url, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        hashToken(attempt.state),
        hashToken(secret),
        attempt.nonce,
        attempt.codeVerifier,
        attempt.returnUrl,
        new Date(this.clock.now().getTime() + LIFETIME_MS),
      ],
    );
    response.cookie(COOKIE, secret, {
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
      path: '/',
      maxAge: LIFETIME_MS,
    });
  }

  /**
   * Uses an attempt up, whatever comes of it.
   * @throws AppError PROVIDER_ATTEMPT_OVER for one that is used, too old, unknown, or another browser's
   */
  async take(state: string, request: Request): Promise<ProviderAttempt> {
    const secret = secretOf(request);
    const attempt = await this.sql.row<Omit<ProviderAttempt, 'state'>>(
      `DELETE FROM directory.provider_attempt WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3
       RETURNING nonce, code_verifier AS "codeVerifier", return_url AS "returnUrl"`,
      [hashToken(state), hashToken(secret ?? ''), this.clock.now()],
    );
    if (!attempt) throw new AppError('PROVIDER_ATTEMPT_OVER');
    return { state, ...attempt };
  }

  /** Removes those of browsers that never came back. */
  async clearExpired(): Promise<void> {
    await this.sql.execute('DELETE FROM directory.provider_attempt WHERE expires_at <= $1', [
      this.clock.now(),
    ]);
  }
}

function secretOf(request: Request): string | undefined {
  return GIVEN.exec(request.headers.cookie ?? '')?.[1];
}
