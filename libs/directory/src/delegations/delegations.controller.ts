import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import {
  type Delegation,
  type DelegationBody,
  type DelegationList,
  type DelegationQuery,
  delegation,
  delegationBody,
  delegationList,
  delegationQuery,
  id,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { Delegations } from './delegations.js';
import { DelegationsQueries } from './delegations.queries.js';

/** Who acts in whose stead, and until when. */
@Controller('delegations')
@Allowed('signed-in')
export class DelegationsController {
  constructor(
    private readonly delegations: Delegations,
    private readonly queries: DelegationsQueries,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: delegationList })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: delegationQuery }) query: DelegationQuery,
  ): Promise<DelegationList> {
    return this.queries.list(actor, query);
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: delegation })
  async give(
    @CurrentActor() actor: Actor,
    @Body({ schema: delegationBody }) body: DelegationBody,
  ): Promise<Delegation> {
    await this.delegations.give(actor, body);
    return this.queries.one(actor, body.id);
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: delegation })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) delegationId: string,
  ): Promise<Delegation> {
    await this.delegations.end(actor, delegationId);
    return this.queries.one(actor, delegationId);
  }
}
