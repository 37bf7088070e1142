import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '#kernel';
import { AccountRequests } from './account-requests.service.js';

/** Ends requests whose time is over. */
@Injectable()
export class AccountsChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly requests: AccountRequests,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('expired account requests', () => this.requests.expire());
  }
}
