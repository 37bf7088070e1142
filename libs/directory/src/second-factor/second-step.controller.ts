import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  type EnrolledSession,
  type Enrolment,
  enrolledSession,
  enrolment,
  type PendingToken,
  pendingToken,
  type SecondStepBody,
  type SessionView,
  secondStepBody,
  sessionView,
} from '#contracts';
import { Allowed } from '#kernel';
import { SessionOpening } from '../sessions/session-opening.js';
import { SecondStep } from './second-step.js';

/** The second step of signing in: open to whoever holds the token of a first step. */
@Controller('session')
@Allowed('public')
export class SecondStepController {
  constructor(
    private readonly step: SecondStep,
    private readonly opening: SessionOpening,
  ) {}

  @Post('code')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionView })
  async prove(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: secondStepBody }) { token, code }: SecondStepBody,
  ): Promise<SessionView> {
    return this.opening.begin(request, response, await this.step.prove(token, code));
  }

  @Post('enrolment')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: enrolment })
  enrol(@Body({ schema: pendingToken }) { token }: PendingToken): Promise<Enrolment> {
    return this.step.enrol(token);
  }

  @Post('enrolment/confirm')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: enrolledSession })
  async confirm(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: secondStepBody }) { token, code }: SecondStepBody,
  ): Promise<EnrolledSession> {
    const { account, codes } = await this.step.confirm(token, code);
    return { session: await this.opening.begin(request, response, account), codes };
  }
}
