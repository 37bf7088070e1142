import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  type ActCard,
  type AskUnitBody,
  actCard,
  askUnitBody,
  id,
  type ReaddressBody,
  readdressBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { Readdressing } from './readdressing.js';

/** To whom an act goes inside an approving body, while it is on its way there (775:16, 17). */
@Controller('agreements/reviews')
@Allowed('signed-in')
export class ReaddressingController {
  constructor(
    private readonly readdressing: Readdressing,
    private readonly queries: DraftActsQueries,
  ) {}

  /** The documentation officer corrects the addressee. */
  @Post(':id/readdress')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async readdress(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) reviewId: string,
    @Body({ schema: readdressBody }) body: ReaddressBody,
  ): Promise<ActCard> {
    return this.queries.card(actor, await this.readdressing.correct(actor, reviewId, body));
  }

  /** The executor asks one more unit. */
  @Post(':id/ask-unit')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async askUnit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) reviewId: string,
    @Body({ schema: askUnitBody }) body: AskUnitBody,
  ): Promise<ActCard> {
    return this.queries.card(actor, await this.readdressing.askUnit(actor, reviewId, body));
  }
}
