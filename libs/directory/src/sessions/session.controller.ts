import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  type CertificateSignInBody,
  certificateSignInBody,
  type PendingSignIn,
  type ProviderSignInBody,
  type ProviderVisit,
  pendingSignIn,
  providerSignInBody,
  providerVisit,
  type SessionView,
  type SignInBody,
  type SignInChallenge,
  type SignInWaysView,
  sessionView,
  signInBody,
  signInChallenge,
  signInWaysView,
} from '#contracts';
import { Allowed, AppError, CONFIG, type Config, portalOrigin } from '#kernel';
import { CertificateSignIn } from '../sign-in/certificate-sign-in.js';
import { ProviderSignIn } from '../sign-in/provider-sign-in.js';
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
    private readonly providers: ProviderSignIn,
    private readonly sessions: Sessions,
    private readonly opening: SessionOpening,
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

  /** Which ways to sign in the page has to offer. */
  @Get('ways')
  @Allowed('public')
  @ApiOkResponse({ standardSchema: signInWaysView })
  waysThere(): SignInWaysView {
    return this.providers.ways();
  }

  /** Begins a visit to the OpenID Connect provider, to which the page then goes. */
  @Post('provider-visit')
  @HttpCode(200)
  @Allowed('public')
  @ApiOkResponse({ standardSchema: providerVisit })
  visitProvider(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProviderVisit> {
    return this.providers.begin(request, response);
  }

  /** The browser is back from the provider. */
  @Post('provider')
  @HttpCode(200)
  @Allowed('public')
  @ApiOkResponse({ standardSchema: sessionView })
  async signInByProvider(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    // Only checked here: passport reads the body itself.
    @Body({ schema: providerSignInBody }) _body: ProviderSignInBody,
  ): Promise<SessionView> {
    return this.opening.begin(request, response, await this.ways.byProvider(request, response));
  }

  @Get()
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: sessionView })
  async current(@Req() request: Request): Promise<SessionView> {
    return this.opening.viewOf(await this.sessionOf(request));
  }

  @Delete()
  @HttpCode(204)
  @Allowed('signed-in')
  @ApiNoContentResponse()
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.end(await this.sessionOf(request));
    clearToken(response);
  }

  private async sessionOf(request: Request): Promise<OpenSession> {
    const session = await this.sessions.find(request);
    if (!session) throw new AppError('UNAUTHENTICATED');
    return session;
  }
}
