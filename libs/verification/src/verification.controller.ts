import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type VerificationReport, verificationReport } from '#contracts';
import { Allowed } from '#kernel';
import { CONTAINER_FIELD, CONTENT_FIELD, Intake, SIGNATURE_FIELD } from './intake.js';
import { Turnstile } from './turnstile.js';
import { Verification } from './verification.js';

/** Milliseconds in which nothing of an answer is read: a number. */
export const ANSWER_READ_MS = Symbol('time to read an answer');

const file = { type: 'string', format: 'binary' };

/** Open to anybody: a signed result can be trusted without trusting the portal, and without an account in it. */
@Controller('verify')
export class VerificationController {
  constructor(
    private readonly turnstile: Turnstile,
    private readonly intake: Intake,
    @Inject(Verification) private readonly verification: Pick<Verification, 'check'>,
    @Inject(ANSWER_READ_MS) private readonly answerReadMs: number,
  ) {}

  /** Checks a container, or a file with its detached signature; nothing of them is kept. */
  @Post()
  @Allowed('public')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    description: 'Either a container, or a content and its signature.',
    schema: {
      type: 'object',
      properties: { [CONTAINER_FIELD]: file, [CONTENT_FIELD]: file, [SIGNATURE_FIELD]: file },
    },
  })
  @ApiOkResponse({ standardSchema: verificationReport })
  check(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VerificationReport> {
    const answer = this.turnstile.pass(request.ip ?? '', (place) =>
      this.intake.take({ request, response, place }, (files) =>
        place.check(() => this.verification.check(files)),
      ),
    );
    return answer.finally(() => {
      // Who does not read his answer is not waited for: it would lie in memory. Only now: a long check moves nothing.
      response.setTimeout(this.answerReadMs, () => response.destroy());
      // Whoever is refused while he still sends is listened to, so that he gets to see the answer.
      request.resume();
    });
  }
}
