import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  type ActCard,
  type AskProlongationBody,
  actCard,
  askProlongationBody,
  type DecideProlongationBody,
  decideProlongationBody,
  id,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { Prolongations } from './prolongations.js';

/** More time for an approving body (775:20). */
@Controller('agreements')
@Allowed('signed-in')
export class ProlongationsController {
  constructor(
    private readonly prolongations: Prolongations,
    private readonly queries: DraftActsQueries,
  ) {}

  @Post('reviews/:id/ask-prolongation')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) reviewId: string,
    @Body({ schema: askProlongationBody }) body: AskProlongationBody,
  ): Promise<ActCard> {
    return this.queries.card(actor, await this.prolongations.ask(actor, reviewId, body));
  }

  @Post('prolongations/:id/decide')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) prolongationId: string,
    @Body({ schema: decideProlongationBody }) body: DecideProlongationBody,
  ): Promise<ActCard> {
    return this.queries.card(actor, await this.prolongations.decide(actor, prolongationId, body));
  }
}
