import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  type ActViewCounts,
  actViewCounts,
  id,
  type RenameViewBody,
  renameViewBody,
  type SavedViews as SavedViewsView,
  type SaveViewBody,
  savedViews,
  saveViewBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { ActListQueries } from './act-list.queries.js';
import { SavedViews } from './saved-views.js';

/** How much stands in the views of the list, and the reader's own; a change answers with all of those afterwards. */
@Controller('agreement-views')
@Allowed('signed-in')
export class ActViewsController {
  constructor(
    private readonly list: ActListQueries,
    private readonly saved: SavedViews,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: actViewCounts })
  counts(@CurrentActor() actor: Actor): Promise<ActViewCounts> {
    return this.list.counts(actor);
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
