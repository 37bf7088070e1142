import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type ActCard, actCard, id, type WithdrawBody, withdrawBody } from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { Withdrawals } from './withdrawal.js';

/** How an act ends: withdrawn by its initiator, and put into the archive. */
@Controller('agreements')
@Allowed('signed-in')
export class ClosingController {
  constructor(
    private readonly withdrawals: Withdrawals,
    private readonly queries: DraftActsQueries,
  ) {}

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: withdrawBody }) { reason }: WithdrawBody,
  ): Promise<ActCard> {
    await this.withdrawals.withdraw(actor, actId, reason);
    return this.queries.card(actor, actId);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async archive(@CurrentActor() actor: Actor, @Param('id', { schema: id }) actId: string): Promise<ActCard> {
    await this.withdrawals.archiveNow(actor, actId);
    return this.queries.card(actor, actId);
  }
}
