import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type ActCard, actCard, id } from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { GoingOn } from './going-on.js';

/** Past units of a body that do not answer (775:17). */
@Controller('agreements/reviews')
@Allowed('signed-in')
export class GoingOnController {
  constructor(
    private readonly goingOn: GoingOn,
    private readonly queries: DraftActsQueries,
  ) {}

  /** The executor sums up without the units whose term has passed. */
  @Post(':id/go-on')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async goOn(@CurrentActor() actor: Actor, @Param('id', { schema: id }) reviewId: string): Promise<ActCard> {
    return this.queries.card(actor, await this.goingOn.withoutSilent(actor, reviewId));
  }
}
