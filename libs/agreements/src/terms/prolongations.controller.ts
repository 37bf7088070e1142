import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import {
  type ActCard,
  type AskProlongationBody,
  actCard,
  askProlongationBody,
  countedTerm,
  type DecideProlongationBody,
  decideProlongationBody,
  id,
  instant,
  type ProlongedTermBody,
  prolongedTermBody,
} from '#contracts';
import { type Actor, Allowed, AppError, CurrentActor } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { Prolongations } from './prolongations.js';
import { ReviewTerms } from './review-terms.js';

const prolongedTerm = z.object({ dueAt: instant, term: countedTerm.nullable() });

/** More time for an approving body (775:20). */
@Controller('agreements')
@Allowed('signed-in')
export class ProlongationsController {
  constructor(
    private readonly prolongations: Prolongations,
    private readonly queries: DraftActsQueries,
    private readonly terms: ReviewTerms,
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

  /** For whoever asks for more time, and whoever decides: both are told until when it would be. */
  @Post(':id/prolonged-term')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: prolongedTerm })
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: prolongedTermBody }) { reviewId, workingDays }: ProlongedTermBody,
  ): Promise<z.infer<typeof prolongedTerm>> {
    const { developerBody, version } = await this.queries.card(actor, actId);
    const review = version.reviews.find(({ id }) => id === reviewId);
    // It is between the body and the developer.
    const isParty = [developerBody.id, review?.body.id].includes(actor.body.id);
    if (!review?.dueAt || !isParty) throw new AppError('NOT_FOUND');
    const of = { bodyId: review.body.id, dueAt: new Date(review.dueAt) };
    const { dueAt, term } = await this.terms.prolonged(of, workingDays);
    return { dueAt: dueAt.toISOString(), term };
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
