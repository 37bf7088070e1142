import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  type ProviderNotice,
  type ProviderSignInBody,
  type ProviderVisit,
  providerNotice,
  providerSignInBody,
  providerVisit,
  type SessionView,
  type SignInWaysView,
  sessionView,
  signInWaysView,
} from '#contracts';
import { Allowed } from '#kernel';
import { SessionOpening } from '../sessions/session-opening.js';
import { ProviderLogout } from './provider-logout.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { SignInWays } from './sign-in-ways.js';

/** Signing in at the OpenID Connect provider, and out where it says so (775:6, 61). */
@Controller('session')
@Allowed('public')
export class ProviderController {
  constructor(
    private readonly ways: SignInWays,
    private readonly providers: ProviderSignIn,
    private readonly logout: ProviderLogout,
    private readonly opening: SessionOpening,
  ) {}

  /** Which ways to sign in the page has to offer. */
  @Get('ways')
  @ApiOkResponse({ standardSchema: signInWaysView })
  waysThere(): SignInWaysView {
    return this.providers.ways();
  }

  /** Begins a visit to the OpenID Connect provider, to which the page then goes. */
  @Post('provider-visit')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: providerVisit })
  visit(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<ProviderVisit> {
    return this.providers.begin(request, response);
  }

  /** The browser is back from the provider. */
  @Post('provider')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionView })
  async signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    // Only checked here: passport reads the body itself.
    @Body({ schema: providerSignInBody }) _body: ProviderSignInBody,
  ): Promise<SessionView> {
    return this.opening.begin(request, response, await this.ways.byProvider(request, response));
  }

  /** The provider itself, no browser, tells that somebody's session ended there. */
  @Post('provider-logout')
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiOkResponse()
  async hear(@Body({ schema: providerNotice }) { logout_token }: ProviderNotice): Promise<void> {
    await this.logout.hear(logout_token);
  }
}
