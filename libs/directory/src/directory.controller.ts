import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type BodyItem, bodyList, type OwnStructure, ownStructure } from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { DirectoryQueries } from './directory.queries.js';

@Controller('directory')
export class DirectoryController {
  constructor(private readonly queries: DirectoryQueries) {}

  @Get('bodies')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: bodyList })
  async bodies(): Promise<{ items: BodyItem[] }> {
    return { items: await this.queries.participants() };
  }

  @Get('own-structure')
  @Allowed('signed-in')
  @ApiOkResponse({ standardSchema: ownStructure })
  ownStructure(@CurrentActor() actor: Actor): Promise<OwnStructure> {
    return this.queries.structure(actor.body.id);
  }
}
