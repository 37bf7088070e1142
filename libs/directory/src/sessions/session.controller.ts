import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  type CertificateSignInBody,
  certificateSignInBody,
  type PendingSignIn,
  pendingSignIn,
  type SessionView,
  type SignedOut,
  type SignInBody,
  type SignInChallenge,
  sessionView,
  signedOut,
  signInBody,
  signInChallenge,
} from '#contracts';
import { Allowed, AppError, CONFIG, type Config, portalOrigin } from '#kernel';
import { CertificateSignIn } from '../sign-in/certificate-sign-in.js';
import { ProviderLogout } from '../sign-in/provider-logout.js';
import { SignInWays } from '../sign-in/sign-in-ways.js';
import { clearToken } from './session-cookie.js';
import { SessionOpening } from './session-opening.js';
import { type OpenSession, Sessions } from './sessions.js';

/** Sign-in, sign-out, and who is signed in (775:6, 61). */
@Controller('session')
export class SessionController {
  constructor(
    private readonly ways: SignInWays,
    private readonly certificates: CertificateSignIn,
    private readonly sessions: Sessions,
    private readonly opening: SessionOpening,
    private readonly logout: ProviderLogout,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(200)
  @Allowed('public')
  @ApiOkResponse({ standardSchema: sessionView })
  @ApiAcceptedResponse({ standardSchema: pendingSignIn })
  async signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    // Only checked here: passport reads the body itself.
    @Body({ schema: signInBody }) _body: SignInBody,
  ): Promise<SessionView | PendingSignIn> {
    return this.opening.beginOrAsk(request, response, await this.ways.byPassword(request, response));
  }

  /** What to sign in order to sign in by certificate. */
  @Post('challenge')
  @HttpCode(200)
  @Allowed('public')
  @ApiOkResponse({ standardSchema: signInChallenge })
  challenge(@Req() request: Request): Promise<SignInChallenge> {
    return this.certificates.challenge(portalOrigin(request, this.config), request.ip ?? '');
  }

  @Post('certificate')
  @HttpCode(200)
  @Allowed('public')
  @ApiOkResponse({ standardSchema: sessionView })
  async signInByCertificate(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    // Only checked here: passport reads the body itself.
    @Body({ schema: certificateSignInBody }) _body: CertificateSignInBody,
  ): Promise<SessionView> {
    return this.opening.begin(request, response, await this.ways.byCertificate(request, response));
  }

  @Get()
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: sessionView })
  async current(@Req() request: Request): Promise<SessionView> {
    return this.opening.viewOf(await this.sessionOf(request));
  }

  /** Ends the session; where a provider began it, the answer tells where to be signed out there too. */
  @Delete()
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: signedOut })
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedOut> {
    const session = await this.sessionOf(request);
    const provided = await this.logout.of(session.id);
    await this.sessions.end(session);
    clearToken(response);
    return { providerUrl: provided ? await this.logout.addressFor(provided, request) : null };
  }

  private async sessionOf(request: Request): Promise<OpenSession> {
    const session = await this.sessions.find(request);
    if (!session) throw new AppError('UNAUTHENTICATED');
    return session;
  }
}
