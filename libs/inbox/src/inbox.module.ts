import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { InboxController } from './inbox.controller.js';
import { Inbox } from './inbox.js';
import { InboxQueries } from './inbox.queries.js';

/** What waits for whom. Gives every room the `Inbox`. */
@Global()
@Module({})
export class InboxModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    const api = options.process === 'api';
    return {
      module: InboxModule,
      controllers: api ? [InboxController] : [],
      providers: api ? [Inbox, InboxQueries] : [Inbox],
      exports: [Inbox],
    };
  }
}
