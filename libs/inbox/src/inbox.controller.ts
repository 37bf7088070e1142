import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { type InboxQuery, id, inboxPage, inboxQuery } from '#contracts';
import { type Actor, Allowed, AppError, CurrentActor, Tx } from '#kernel';
import { Inbox } from './inbox.js';
import { InboxQueries } from './inbox.queries.js';

@Controller('inbox')
@Allowed('signed-in')
export class InboxController {
  constructor(
    private readonly tx: Tx,
    private readonly inbox: Inbox,
    private readonly queries: InboxQueries,
  ) {}

  /** What waits for the reader, and how much of it there is (775:11). */
  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOkResponse({ standardSchema: inboxPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: inboxQuery }) query: InboxQuery): Promise<string> {
    return this.queries.page(actor.employeeId, query);
  }

  /** The reader has read what was for his information; it leaves his inbox. */
  @Post(':id/read')
  @HttpCode(204)
  @ApiNoContentResponse()
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: id }) taskId: string): Promise<void> {
    const found = await this.tx.run(() => this.inbox.read(taskId, actor.employeeId));
    if (!found) throw new AppError('NOT_FOUND');
  }
}
