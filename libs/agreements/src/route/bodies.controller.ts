import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  type ActCard,
  type AddBodyBody,
  actCard,
  addBodyBody,
  type DecideSuggestionBody,
  decideSuggestionBody,
  id,
  type SendBackBody,
  type SuggestBodyBody,
  sendBackBody,
  suggestBodyBody,
  type WithdrawBodyBody,
  withdrawBodyBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { BodyList } from './body-list.js';

/** The list of approving bodies while a version is with them (775:14, 16). */
@Controller('agreements')
@Allowed('signed-in')
export class BodiesController {
  constructor(
    private readonly bodies: BodyList,
    private readonly queries: DraftActsQueries,
  ) {}

  @Post(':id/bodies')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: addBodyBody }) body: AddBodyBody,
  ): Promise<ActCard> {
    await this.bodies.add(actor, actId, body);
    return this.queries.card(actor, actId);
  }

  @Post(':id/bodies/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: withdrawBodyBody }) body: WithdrawBodyBody,
  ): Promise<ActCard> {
    await this.bodies.withdraw(actor, actId, body);
    return this.queries.card(actor, actId);
  }

  @Post('reviews/:id/suggest')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async suggest(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) reviewId: string,
    @Body({ schema: suggestBodyBody }) body: SuggestBodyBody,
  ): Promise<ActCard> {
    return this.queries.card(actor, await this.bodies.suggest(actor, reviewId, body));
  }

  @Post('suggestions/:id/decide')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) suggestionId: string,
    @Body({ schema: decideSuggestionBody }) body: DecideSuggestionBody,
  ): Promise<ActCard> {
    return this.queries.card(actor, await this.bodies.decide(actor, suggestionId, body));
  }

  /** The documentation officer: the act is not meant for his body. */
  @Post('steps/:id/send-back')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async sendBack(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: sendBackBody }) body: SendBackBody,
  ): Promise<ActCard> {
    await this.bodies.sendBack(actor, stepId, body);
    return this.queries.cardOfStep(actor, stepId);
  }
}
