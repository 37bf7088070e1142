import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import {
  type ActivationBody,
  type ActivationCheck,
  type ActivationView,
  activationBody,
  activationCheck,
  activationView,
} from '#contracts';
import { ActivationCodes } from '#directory';
import { Allowed } from '#kernel';
import { AccountRequests } from './account-requests.service.js';

/** Where the owner of an account sets his password; open to whoever holds a code. */
@Controller('activation')
@Allowed('public')
export class ActivationController {
  constructor(
    private readonly codes: ActivationCodes,
    private readonly requests: AccountRequests,
  ) {}

  @Post()
  @HttpCode(204)
  @ApiNoContentResponse()
  activate(
    @Req() request: Request,
    @Body({ schema: activationBody }) { code, password }: ActivationBody,
  ): Promise<void> {
    return this.codes.use(code, password, request.ip ?? '', (accountId) =>
      this.requests.activated(accountId),
    );
  }

  /** Whose account it is, so that he sees that the slip is his. */
  @Post('check')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: activationView })
  check(
    @Req() request: Request,
    @Body({ schema: activationCheck }) { code }: ActivationCheck,
  ): Promise<ActivationView> {
    return this.codes.look(code, request.ip ?? '');
  }
}
