import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import {
  type BothProofs,
  bothProofs,
  type ConfirmFactorBody,
  confirmFactorBody,
  type Enrolment,
  enrolment,
  type OwnSecondFactor,
  ownSecondFactor,
  type PasswordProof,
  passwordProof,
  type RecoveryCodes,
  recoveryCodes,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { PasswordSignIn } from '../sign-in/password-sign-in.js';
import { SecondFactors } from './second-factors.js';

/**
 * One's own second factor. Whatever changes it asks for the password first, and for a code where there is one already: an
 * open screen is not enough.
 */
@Controller('account/second-factor')
@Allowed('signed-in')
export class OwnSecondFactorController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly passwords: PasswordSignIn,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ownSecondFactor })
  view(@CurrentActor() actor: Actor): Promise<OwnSecondFactor> {
    return this.factors.own(actor.accountId);
  }

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: enrolment })
  async begin(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body({ schema: passwordProof }) proof: PasswordProof,
  ): Promise<Enrolment> {
    await this.prove(actor, request, proof);
    return this.factors.begin(actor.accountId);
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: recoveryCodes })
  async confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: confirmFactorBody }) { code }: ConfirmFactorBody,
  ): Promise<RecoveryCodes> {
    return { codes: await this.factors.confirm(actor.accountId, code, actor) };
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: recoveryCodes })
  async renewRecoveryCodes(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body({ schema: bothProofs }) { code, ...proof }: BothProofs,
  ): Promise<RecoveryCodes> {
    await this.prove(actor, request, proof);
    return { codes: await this.factors.renewRecoveryCodes(actor, code) };
  }

  @Post('remove')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body({ schema: bothProofs }) { code, ...proof }: BothProofs,
  ): Promise<void> {
    await this.prove(actor, request, proof);
    await this.factors.remove(actor, code);
  }

  private async prove({ login }: Actor, request: Request, { password }: PasswordProof): Promise<void> {
    await this.passwords.check(login, password, request.ip ?? '');
  }
}
