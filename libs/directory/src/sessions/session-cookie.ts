import { createHash, randomBytes } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';

/** The prefix makes browsers refuse it from another host, without TLS, or for a part of the site only. */
const NAME = '__Host-kelisim';
const OPTIONS: CookieOptions = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' };
const TOKEN_BYTES = 32;
const TOKEN = new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]{43})(?:;|$)`);

/** 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What the database keeps of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The token that the request's cookie carries; undefined where there is none that could be one. */
export function readToken(request: Request): string | undefined {
  return TOKEN.exec(request.headers.cookie ?? '')?.[1];
}

export function setToken(response: Response, token: string): void {
  response.cookie(NAME, token, OPTIONS);
}

export function clearToken(response: Response): void {
  response.clearCookie(NAME, OPTIONS);
}
