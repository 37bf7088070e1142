import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import {
  type AnswerBody,
  answerBody,
  draftRevision,
  draftSaved,
  followedPlaces,
  id,
  type RemarkDraftBody,
  type RemarkExportQuery,
  type RemarkRegister,
  type ReplyBody,
  remarkDraftBody,
  remarkExportQuery,
  remarkRegister,
  replyBody,
  type StepRemarks,
  stepRemarks,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, DOWNLOAD_POLICY, Rated } from '#kernel';
import { RemarkAnswers } from './remark-answers.js';
import { RemarkDrafts } from './remark-drafts.js';
import { RemarkPlaces } from './remark-places.js';
import { RemarkRegisterQueries } from './remark-register.js';
import { RemarkExport } from './table/remark-export.js';

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
    private readonly table: RemarkExport,
    private readonly places: RemarkPlaces,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: remarkRegister })
  read(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<RemarkRegister> {
    return this.register.of(actor, actId);
  }

  /** Remarks that are tied to a paragraph, and where it is now. */
  @Get('places')
  @ApiOkResponse({ standardSchema: followedPlaces })
  async follow(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
  ): Promise<z.infer<typeof followedPlaces>> {
    return { items: await this.places.of(actor, actId) };
  }

  @Get('export')
  @Rated('export')
  @Header('Content-Security-Policy', DOWNLOAD_POLICY)
  @ApiOkResponse({ description: 'The register in the usual table form, XLSX or DOCX.' })
  async export(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: remarkExportQuery }) query: RemarkExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { name, bytes } = await this.table.file(actor, actId, query);
    response.attachment(name).send(bytes);
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
