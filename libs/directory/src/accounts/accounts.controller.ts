import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import {
  type AccountList,
  type AccountReasonBody,
  type AccountsQuery,
  type ActivationSlip,
  accountList,
  accountReasonBody,
  accountsQuery,
  activationSlip,
  type BodySecondFactor,
  bodySecondFactor,
  id,
  type SecondFactorPolicyBody,
  secondFactorPolicyBody,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { AccountKeeper } from './account-keeper.js';
import { AccountSecrets } from './account-secrets.js';
import { AccountsQueries } from './accounts.queries.js';

/** The accounts of a body, for its coordinator; of all, for the administrator and the authorised body's officer. */
@Controller('accounts')
@Allowed('signed-in')
export class AccountsController {
  constructor(
    private readonly keeper: AccountKeeper,
    private readonly secrets: AccountSecrets,
    private readonly queries: AccountsQueries,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: accountList })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: accountsQuery }) query: AccountsQuery,
  ): Promise<AccountList> {
    return this.queries.list(actor, query);
  }

  @Post(':id/block')
  @HttpCode(204)
  @ApiNoContentResponse()
  block(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: accountReasonBody }) { reason }: AccountReasonBody,
  ): Promise<void> {
    return this.keeper.block(actor, accountId, reason);
  }

  @Post(':id/unblock')
  @HttpCode(204)
  @ApiNoContentResponse()
  unblock(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: accountReasonBody }) { reason }: AccountReasonBody,
  ): Promise<void> {
    return this.keeper.unblock(actor, accountId, reason);
  }

  @Post(':id/reset-password')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: activationSlip })
  resetPassword(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: accountReasonBody }) { reason }: AccountReasonBody,
  ): Promise<ActivationSlip> {
    return this.secrets.resetPassword(actor, accountId, reason);
  }

  @Post(':id/reset-second-factor')
  @HttpCode(204)
  @ApiNoContentResponse()
  resetSecondFactor(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: accountReasonBody }) { reason }: AccountReasonBody,
  ): Promise<void> {
    return this.secrets.resetSecondFactor(actor, accountId, reason);
  }

  @Get('bodies/:id/second-factor')
  @ApiOkResponse({ standardSchema: bodySecondFactor })
  secondFactor(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
  ): Promise<BodySecondFactor> {
    return this.queries.secondFactorOf(actor, bodyId);
  }

  @Put('bodies/:id/second-factor')
  @ApiOkResponse({ standardSchema: bodySecondFactor })
  async setSecondFactor(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) bodyId: string,
    @Body({ schema: secondFactorPolicyBody }) { policy }: SecondFactorPolicyBody,
  ): Promise<BodySecondFactor> {
    await this.keeper.setPolicy(actor, bodyId, policy);
    return this.queries.secondFactorOf(actor, bodyId);
  }
}
