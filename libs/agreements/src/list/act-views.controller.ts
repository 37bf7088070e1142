import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type ActViewCounts, actViewCounts } from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { ActListQueries } from './act-list.queries.js';

/** How much stands in the views of the list. */
@Controller('agreement-views')
@Allowed('signed-in')
export class ActViewsController {
  constructor(private readonly list: ActListQueries) {}

  @Get()
  @ApiOkResponse({ standardSchema: actViewCounts })
  counts(@CurrentActor() actor: Actor): Promise<ActViewCounts> {
    return this.list.counts(actor);
  }
}
