import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  type ActViewCounts,
  actViewCounts,
  id,
  type ListExportBody,
  listExportBody,
  type RenameViewBody,
  renameViewBody,
  type SavedViews as SavedViewsView,
  type SaveViewBody,
  savedViews,
  saveViewBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, DOWNLOAD_POLICY, Rated, sendPieces } from '#kernel';
import { ActListQueries } from './act-list.queries.js';
import { ListExport } from './list-export.js';
import { SavedViews } from './saved-views.js';

/** How much stands in the views of the list, and the reader's own; a change answers with all of those afterwards. */
@Controller('agreement-views')
@Allowed('signed-in')
export class ActViewsController {
  constructor(
    private readonly list: ActListQueries,
    private readonly saved: SavedViews,
    private readonly exporting: ListExport,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: actViewCounts })
  counts(@CurrentActor() actor: Actor): Promise<ActViewCounts> {
    return this.list.counts(actor);
  }

  /** The acts that answer to the filters, as a table. It writes into the record that it was done: hence no GET. */
  @Post('export')
  @HttpCode(200)
  @Rated('export')
  @Header('Content-Security-Policy', DOWNLOAD_POLICY)
  @ApiOkResponse({ description: 'A workbook (XLSX), the act that was changed last first.' })
  async export(
    @CurrentActor() actor: Actor,
    @Body({ schema: listExportBody }) body: ListExportBody,
    @Res() response: Response,
  ): Promise<void> {
    const { name, pieces } = await this.exporting.begin(actor, body);
    response.attachment(name);
    await sendPieces(response, pieces);
  }

  @Get('saved')
  @ApiOkResponse({ standardSchema: savedViews })
  own(@CurrentActor() actor: Actor): Promise<SavedViewsView> {
    return this.saved.list(actor);
  }

  @Post('saved')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: savedViews })
  async save(
    @CurrentActor() actor: Actor,
    @Body({ schema: saveViewBody }) body: SaveViewBody,
  ): Promise<SavedViewsView> {
    await this.saved.save(actor, body);
    return this.saved.list(actor);
  }

  @Put('saved/:id')
  @ApiOkResponse({ standardSchema: savedViews })
  async rename(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) viewId: string,
    @Body({ schema: renameViewBody }) { name }: RenameViewBody,
  ): Promise<SavedViewsView> {
    await this.saved.rename(actor, viewId, name);
    return this.saved.list(actor);
  }

  @Delete('saved/:id')
  @ApiOkResponse({ standardSchema: savedViews })
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) viewId: string,
  ): Promise<SavedViewsView> {
    await this.saved.remove(actor, viewId);
    return this.saved.list(actor);
  }
}
