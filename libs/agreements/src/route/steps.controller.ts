import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import {
  type ActCard,
  type AssignBody,
  actCard,
  agreeBody,
  assignBody,
  countedTerm,
  type HandOverBody,
  handOverBody,
  id,
  instant,
  type OutcomeBody,
  outcomeBody,
  type Preparation,
  preparation,
  type RegisterBody,
  registerBody,
  returnBody,
  type SignBody,
  signBody,
  type TermPreviewBody,
  termPreviewBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, WorkingCalendar } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { SignedSteps } from '../signing/signed-steps.js';
import { ReviewRoute } from './review-route.js';
import { StepDecisions } from './step-decisions.js';
import { Steps } from './steps.js';

/** Without arithmetic where a day was named. */
const termPreview = z.object({ dueAt: instant, term: countedTerm.nullable() });

/** Decisions on the route of a draft act; each answers with the card as it is afterwards (775:15-18, 20). */
@Controller('agreements')
@Allowed('signed-in')
export class StepsController {
  constructor(
    private readonly steps: Steps,
    private readonly decisions: StepDecisions,
    private readonly review: ReviewRoute,
    private readonly signed: SignedSteps,
    private readonly queries: DraftActsQueries,
    private readonly calendar: WorkingCalendar,
  ) {}

  /** How a term would be counted from today in the reader's body, and when its working day ends. */
  @Post('term-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: termPreview })
  async termPreview(
    @CurrentActor() actor: Actor,
    @Body({ schema: termPreviewBody }) body: TermPreviewBody,
  ): Promise<z.infer<typeof termPreview>> {
    if ('until' in body) {
      const end = await this.calendar.endOf(actor.body.id, body.until);
      return { dueAt: end.toISOString(), term: null };
    }
    const { dueAt, term } = await this.calendar.termFromToday(actor.body.id, body.workingDays);
    return { dueAt: dueAt.toISOString(), term };
  }

  /** The assignee has the act before his eyes. */
  @Post('steps/:id/opened')
  @HttpCode(204)
  @ApiNoContentResponse()
  opened(@CurrentActor() actor: Actor, @Param('id', { schema: id }) stepId: string): Promise<void> {
    return this.steps.opened(actor, stepId);
  }

  @Post('steps/:id/agree')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async agree(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: agreeBody }) body: z.infer<typeof agreeBody>,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.decisions.agree(actor, stepId, body.comment));
  }

  @Post('steps/:id/return')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async return(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: returnBody }) body: z.infer<typeof returnBody>,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.decisions.return(actor, stepId, body.reason));
  }

  /** Who decided takes it back, as long as the next has not opened what came of it. */
  @Post('steps/:id/take-back')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async takeBack(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.decisions.takeBack(actor, stepId));
  }

  /** The executor returns an opinion to its unit while he sums up. */
  @Post('steps/:id/rework')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async rework(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: returnBody }) body: z.infer<typeof returnBody>,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.decisions.rework(actor, stepId, body.reason));
  }

  @Post('steps/:id/register')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async register(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: registerBody }) body: RegisterBody,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.review.register(actor, stepId, body));
  }

  @Post('steps/:id/assign')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async assign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: assignBody }) body: AssignBody,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.review.assign(actor, stepId, body));
  }

  @Post('steps/:id/opinion')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async opinion(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: outcomeBody }) body: OutcomeBody,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.review.giveOpinion(actor, stepId, body));
  }

  @Post('steps/:id/outcome')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async outcome(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: outcomeBody }) body: OutcomeBody,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.review.propose(actor, stepId, body));
  }

  @Post('steps/:id/prepare')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: preparation })
  prepare(@CurrentActor() actor: Actor, @Param('id', { schema: id }) stepId: string): Promise<Preparation> {
    return this.signed.prepare(actor, stepId);
  }

  @Post('steps/:id/sign')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async sign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) stepId: string,
    @Body({ schema: signBody }) body: SignBody,
  ): Promise<ActCard> {
    return this.cardAfter(actor, stepId, this.signed.sign(actor, stepId, body));
  }

  @Post('reviews/:id/hand-over')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async handOver(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) reviewId: string,
    @Body({ schema: handOverBody }) body: HandOverBody,
  ): Promise<ActCard> {
    const actId = await this.review.handOver(actor, reviewId, body);
    return this.queries.card(actor, actId);
  }

  private async cardAfter(actor: Actor, stepId: string, decision: Promise<void>): Promise<ActCard> {
    await decision;
    return this.queries.cardOfStep(actor, stepId);
  }
}
