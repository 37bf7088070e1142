import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import {
  type AccountRequest,
  type AccountRequestList,
  type AccountRequestsQuery,
  type ActivationSlip,
  accountRequest,
  accountRequestList,
  accountRequestsQuery,
  activationSlip,
  type CandidateList,
  type CandidatesQuery,
  candidateList,
  candidatesQuery,
  type DecideRequestsBody,
  decideRequestsBody,
  id,
  type RequestAccountsBody,
  type RequestedAccounts,
  requestAccountsBody,
  requestedAccounts,
} from '#contracts';
import { Inbox } from '#inbox';
import { type Actor, Allowed, CurrentActor, Tx } from '#kernel';
import { AccountCandidates } from './account-candidates.js';
import { AccountRequestsQueries } from './account-requests.queries.js';
import { AccountRequests } from './account-requests.service.js';
import { AskForAccounts } from './ask-for-accounts.js';

@Controller('account-requests')
@Allowed('signed-in')
export class AccountRequestsController {
  constructor(
    private readonly asking: AskForAccounts,
    private readonly requests: AccountRequests,
    private readonly queries: AccountRequestsQueries,
    private readonly candidates: AccountCandidates,
    private readonly inbox: Inbox,
    private readonly tx: Tx,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: accountRequestList })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: accountRequestsQuery }) query: AccountRequestsQuery,
  ): Promise<AccountRequestList> {
    return this.queries.list(actor, query);
  }

  /** Employees of the actor's body without an account, each with a login of his own. */
  @Get('candidates')
  @ApiOkResponse({ standardSchema: candidateList })
  candidatesOf(
    @CurrentActor() actor: Actor,
    @Query({ schema: candidatesQuery }) query: CandidatesQuery,
  ): Promise<CandidateList> {
    return this.candidates.of(actor, query);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: accountRequest })
  one(@CurrentActor() actor: Actor, @Param('id', { schema: id }) requestId: string): Promise<AccountRequest> {
    return this.queries.one(actor, requestId);
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: requestedAccounts })
  async ask(
    @CurrentActor() actor: Actor,
    @Body({ schema: requestAccountsBody }) body: RequestAccountsBody,
  ): Promise<RequestedAccounts> {
    return { ids: await this.asking.ask(actor, body) };
  }

  @Post('decide')
  @HttpCode(204)
  @ApiNoContentResponse()
  decide(
    @CurrentActor() actor: Actor,
    @Body({ schema: decideRequestsBody }) body: DecideRequestsBody,
  ): Promise<void> {
    return this.requests.decide(actor, body);
  }

  /** The reader has seen it: it is new in his inbox no more. */
  @Post(':id/opened')
  @HttpCode(204)
  @ApiNoContentResponse()
  async opened(@CurrentActor() actor: Actor, @Param('id', { schema: id }) requestId: string): Promise<void> {
    await this.queries.one(actor, requestId);
    await this.tx.run(() => this.inbox.opened(requestId, actor.employeeId));
  }

  @Post(':id/withdraw')
  @HttpCode(204)
  @ApiNoContentResponse()
  withdraw(@CurrentActor() actor: Actor, @Param('id', { schema: id }) requestId: string): Promise<void> {
    return this.requests.withdraw(actor, requestId);
  }

  @Post(':id/code')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: activationSlip })
  giveCode(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) requestId: string,
  ): Promise<ActivationSlip> {
    return this.requests.giveCode(actor, requestId);
  }
}
