import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import {
  type ActCard,
  actCard,
  cardQuery,
  id,
  type LetterBody,
  type LetterDraft,
  letterBody,
  letterDraft,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, Rated } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { ActFiles } from '../official-use/act-files.js';
import { HandingOver } from './handing-over.js';
import { LetterRoute } from './letter-route.js';

type CardQuery = z.infer<typeof cardQuery>;

/** The cover letter and the package (775:22), and the sheets of single bodies (775:17.1). */
@Controller('agreements')
@Allowed('signed-in')
export class PackageController {
  constructor(
    private readonly letters: LetterRoute,
    private readonly handingOver: HandingOver,
    private readonly files: ActFiles,
    private readonly queries: DraftActsQueries,
  ) {}

  /** What the initiator goes on from. */
  @Get(':id/letter')
  @ApiOkResponse({ standardSchema: letterDraft })
  draft(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<LetterDraft> {
    return this.letters.draft(actor, actId);
  }

  @Put(':id/letter')
  @HttpCode(204)
  @ApiNoContentResponse()
  save(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: letterBody }) letter: LetterBody,
  ): Promise<void> {
    return this.letters.save(actor, actId, letter, false);
  }

  /** The letter as it is now goes to the head to be signed. */
  @Post(':id/letter/send')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: letterBody }) letter: LetterBody,
  ): Promise<ActCard> {
    await this.letters.save(actor, actId, letter, true);
    return this.queries.card(actor, actId);
  }

  @Post(':id/letter/recall')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async recall(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<ActCard> {
    await this.letters.recall(actor, actId);
    return this.queries.card(actor, actId);
  }

  @Get(':id/letter/file')
  @ApiOkResponse({ description: 'The cover letter, PDF.' })
  async letterFile(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: cardQuery }) query: CardQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.files.made(actor, actId, { kind: 'letter' }, query.version, response);
  }

  @Get(':id/package')
  @Rated('export')
  @ApiOkResponse({ description: 'The package as the EDMS gets it, ZIP (docs/edms).' })
  async package(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Query({ schema: cardQuery }) query: CardQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.files.made(actor, actId, { kind: 'package' }, query.version, response);
  }

  @Get(':id/reviews/:reviewId/sheet')
  @ApiOkResponse({ description: 'The sheet of one body for its paper copy, PDF (775:17.1).' })
  async bodySheet(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('reviewId', { schema: id }) reviewId: string,
    @Query({ schema: cardQuery }) query: CardQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.files.made(actor, actId, { kind: 'bodySheet', reviewId }, query.version, response);
  }

  /** Begins to hand the package to the body's EDMS, begins anew, or brings the next attempt forward. */
  @Post(':id/delivery')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async deliver(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<ActCard> {
    await this.handingOver.begin(actor, actId);
    return this.queries.card(actor, actId);
  }
}
