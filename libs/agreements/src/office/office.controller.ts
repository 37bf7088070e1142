import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type ActCard, actCard, id, type PassOnBody, passOnBody } from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { OfficeRoute } from './office-route.js';

/** In the Prime Minister's Office (775:23); accepting and returning are asked for as "agree" and "return". */
@Controller('agreements/steps')
@Allowed('signed-in')
export class OfficeController {
  constructor(
    private readonly office: OfficeRoute,
    private readonly queries: DraftActsQueries,
  ) {}

  @Post(':id/pass-on')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async passOn(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: passOnBody }) body: PassOnBody,
  ): Promise<ActCard> {
    await this.office.passOn(actor, stepId, body);
    return this.queries.cardOfStep(actor, stepId);
  }
}
