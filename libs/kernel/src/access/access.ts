import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AppError } from '../app-error.js';
import { CONFIG, type Config } from '../config.js';
import { RATE_CLASS, type RateClass, RateLimits } from '../http/rate-limits.js';
import type { Actor } from './actor.js';

/**
 * Who may call an address at all. What he may do with the thing behind it is the room's policy.
 * - `signed-in`: any employee with a session
 * - `public`: anybody
 */
export type Permission = 'signed-in' | 'public';

export const PERMISSION = 'kelisim:permission';

/** Opens an address. One without this decorator is closed to everybody, and a test fails on it. */
export const Allowed = (permission: Permission) => SetMetadata(PERMISSION, permission);

export interface SignedInRequest extends Request {
  actor?: Actor;
}

/** The signed-in employee. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return actor;
});

/** Finds the session behind a request; given by the directory room. */
export interface SessionSource {
  /**
   * The actor of the session that the request's cookie names and its CSRF token, or undefined.
   * @throws AppError SESSION_ENDED where its owner ended it from elsewhere
   */
  find(request: Request): Promise<{ actor: Actor; csrfToken: string } | undefined>;
}

export const SESSION_SOURCE = Symbol('session source');

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The origin of the portal's own page that a request comes from: as the browser names it, or else as the request is
 * addressed. A caller writes both as he likes: where the portal knows its own origins, no other is believed.
 * @throws AppError CSRF_REJECTED
 */
export function portalOrigin(
  request: Pick<Request, 'get' | 'protocol'>,
  { publicOrigins }: Pick<Config, 'publicOrigins'>,
): string {
  const host = request.get('host') ?? '';
  const origin = request.get('origin') ?? `${request.protocol}://${host}`;
  const isOwn =
    publicOrigins.length > 0
      ? publicOrigins.includes(origin)
      : URL.canParse(origin) && new URL(origin).host === host;
  if (!isOwn) throw new AppError('CSRF_REJECTED');
  return origin;
}

/** Deny by default: every request passes here. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SESSION_SOURCE) private readonly sessions: SessionSource,
    @Inject(CONFIG) private readonly config: Config,
    private readonly rates: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const places = [context.getHandler(), context.getClass()];
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, places);
    const rateClass =
      this.reflector.getAllAndOverride<RateClass | undefined>(RATE_CLASS, places) ?? 'ordinary';
    // Before anything is looked up: whoever asks without end costs as little as can be.
    this.rates.takeForAddress(rateClass, request.ip ?? '');
    const changes = !SAFE_METHODS.has(request.method);
    if (changes) this.refuseForeignOrigin(request);
    if (permission === 'public') return true;
    const session = await this.sessions.find(request);
    if (!session) throw new AppError('UNAUTHENTICATED');
    this.rates.takeForAccount(rateClass, session.actor.accountId);
    if (permission !== 'signed-in') throw new AppError('FORBIDDEN');
    if (changes && request.get('x-csrf-token') !== session.csrfToken) throw new AppError('CSRF_REJECTED');
    request.actor = session.actor;
    return true;
  }

  /** A browser names where a request comes from; one from another site is refused before anything else. */
  private refuseForeignOrigin(request: Request): void {
    const site = request.get('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('CSRF_REJECTED');
    if (request.get('origin') !== undefined) portalOrigin(request, this.config);
  }
}
