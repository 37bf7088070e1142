import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import {
  id,
  type OwnAccount,
  ownAccount,
  type PasswordChange,
  passwordChange,
  type SessionsEnded,
  sessionsEnded,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { OwnSessions } from '../sessions/own-sessions.js';
import { ChangePassword } from './change-password.js';

/** One's own account: where one is signed in, and the password (775:6, 61). */
@Controller('account')
@Allowed('signed-in')
export class OwnAccountController {
  constructor(
    private readonly ownSessions: OwnSessions,
    private readonly password: ChangePassword,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ownAccount })
  view(@CurrentActor() actor: Actor): Promise<OwnAccount> {
    return this.ownSessions.view(actor);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  end(@CurrentActor() actor: Actor, @Param('id', { schema: id }) sessionId: string): Promise<void> {
    return this.ownSessions.end(actor, sessionId);
  }

  @Post('sessions/end-others')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionsEnded })
  async endOthers(@CurrentActor() actor: Actor): Promise<SessionsEnded> {
    return { ended: await this.ownSessions.endOthers(actor) };
  }

  @Put('password')
  @ApiOkResponse({ standardSchema: sessionsEnded })
  async changePassword(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body({ schema: passwordChange }) change: PasswordChange,
  ): Promise<SessionsEnded> {
    return { ended: await this.password.change(actor, change, request.ip ?? '') };
  }
}
