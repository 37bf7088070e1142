import { type DynamicModule, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { AccountCandidates } from './account-candidates.js';
import { AccountRequestsController } from './account-requests.controller.js';
import { AccountRequestsQueries } from './account-requests.queries.js';
import { AccountRequests } from './account-requests.service.js';
import { AccountsChores } from './accounts-chores.js';
import { ActivationController } from './activation.controller.js';
import { AskForAccounts } from './ask-for-accounts.js';
import { OfficersTurn } from './officers-turn.js';
import { RequestChanges } from './request-changes.js';
import { RequestNames } from './request-names.js';

const everywhere = [AccountRequests, AccountsChores, OfficersTurn, RequestChanges];
const http = [AccountCandidates, AccountRequestsQueries, AskForAccounts, RequestNames];

/** How an account comes to be: asked for by the body, approved by the authorised body, activated by its owner (617:20). */
@Module({})
export class AccountsModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    const api = options.process === 'api';
    return {
      module: AccountsModule,
      controllers: api ? [AccountRequestsController, ActivationController] : [],
      providers: [...everywhere, ...(api ? http : [])],
    };
  }
}
