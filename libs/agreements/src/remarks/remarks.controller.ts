import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  type AnswerBody,
  answerBody,
  draftRevision,
  draftSaved,
  id,
  type RemarkDraftBody,
  type RemarkRegister,
  type ReplyBody,
  remarkDraftBody,
  remarkRegister,
  replyBody,
  type StepRemarks,
  stepRemarks,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { RemarkAnswers } from './remark-answers.js';
import { RemarkDrafts } from './remark-drafts.js';
import { RemarkRegisterQueries } from './remark-register.js';

/** Remarks while they are written at a step (775:17). */
@Controller('agreements/steps/:id/remarks')
@Allowed('signed-in')
export class StepRemarksController {
  constructor(private readonly drafts: RemarkDrafts) {}

  @Get()
  @ApiOkResponse({ standardSchema: stepRemarks })
  read(@CurrentActor() actor: Actor, @Param('id', { schema: id }) stepId: string): Promise<StepRemarks> {
    return this.drafts.read(actor, stepId);
  }

  /** The browser chose its id: a repeated request makes one. */
  @Put(':remarkId')
  @ApiOkResponse({ standardSchema: draftSaved })
  save(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Param('remarkId', { schema: id }) remarkId: string,
    @Body({ schema: remarkDraftBody }) body: RemarkDraftBody,
  ): Promise<z.infer<typeof draftSaved>> {
    return this.drafts.save(actor, stepId, remarkId, body);
  }

  @Delete(':remarkId')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Param('remarkId', { schema: id }) remarkId: string,
    @Query({ schema: draftRevision }) { revision }: z.infer<typeof draftRevision>,
  ): Promise<void> {
    return this.drafts.remove(actor, stepId, remarkId, revision);
  }
}

/** The remarks of an act and the talk about them (775:17-19, 21); each deed answers with the register as it is afterwards. */
@Controller('agreements/:id/remarks')
@Allowed('signed-in')
export class RemarksController {
  constructor(
    private readonly register: RemarkRegisterQueries,
    private readonly answers: RemarkAnswers,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: remarkRegister })
  read(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<RemarkRegister> {
    return this.register.of(actor, actId);
  }

  @Put('answers')
  @ApiOkResponse({ standardSchema: remarkRegister })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: answerBody }) body: AnswerBody,
  ): Promise<RemarkRegister> {
    await this.answers.draft(actor, actId, body);
    return this.register.of(actor, actId);
  }

  @Post('answers/send')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: remarkRegister })
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
  ): Promise<RemarkRegister> {
    await this.answers.send(actor, actId);
    return this.register.of(actor, actId);
  }

  @Post('replies')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: remarkRegister })
  async reply(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: replyBody }) body: ReplyBody,
  ): Promise<RemarkRegister> {
    await this.answers.reply(actor, actId, body);
    return this.register.of(actor, actId);
  }
}
