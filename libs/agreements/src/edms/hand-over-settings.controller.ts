import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  type EdmsTrial,
  type EdmsWayBody,
  edmsTrial,
  edmsWayBody,
  edmsWayRevision,
  type HandOverSettings,
  handOverSettings,
  id,
  type LetterTemplate,
  letterTemplate,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, Rated } from '#kernel';
import { HandOverKeeping } from './hand-over-keeping.js';

/** What a body keeps for 775:22: the templates of its letters and the way to its EDMS. */
@Controller('agreements/hand-over')
@Allowed('signed-in')
export class HandOverSettingsController {
  constructor(private readonly keeping: HandOverKeeping) {}

  @Get(':id')
  @ApiOkResponse({ standardSchema: handOverSettings })
  view(@CurrentActor() actor: Actor, @Param('id', { schema: id }) bodyId: string): Promise<HandOverSettings> {
    return this.keeping.view(actor, bodyId);
  }

  @Put(':id/template')
  @ApiOkResponse({ standardSchema: handOverSettings })
  template(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Body({ schema: letterTemplate }) body: LetterTemplate,
  ): Promise<HandOverSettings> {
    return this.keeping.saveTemplate(actor, bodyId, body);
  }

  @Put(':id/edms')
  @ApiOkResponse({ standardSchema: handOverSettings })
  way(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Body({ schema: edmsWayBody }) body: EdmsWayBody,
  ): Promise<HandOverSettings> {
    return this.keeping.saveWay(actor, bodyId, body);
  }

  /** Packages that are on their way stop, until a way is set again. */
  @Delete(':id/edms')
  @ApiOkResponse({ standardSchema: handOverSettings })
  removeWay(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Query({ schema: edmsWayRevision }) { revision }: z.infer<typeof edmsWayRevision>,
  ): Promise<HandOverSettings> {
    return this.keeping.removeWay(actor, bodyId, revision);
  }

  /** Tries the way as it is kept. */
  @Post(':id/edms/try')
  @Rated('export')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: edmsTrial })
  try(@CurrentActor() actor: Actor, @Param('id', { schema: id }) bodyId: string): Promise<EdmsTrial> {
    return this.keeping.try(actor, bodyId);
  }
}
