import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import {
  type DoneQuery,
  donePage,
  doneQuery,
  type InboxAboutQuery,
  type InboxIds,
  type InboxNarrowing,
  type InboxQuery,
  inboxAbout,
  inboxAboutQuery,
  inboxFilters,
  inboxFiltersQuery,
  inboxIds,
  inboxPage,
  inboxQuery,
} from '#contracts';
import { type Actor, Allowed, AppError, CurrentActor, Tx } from '#kernel';
import { DoneQueries } from './done.queries.js';
import { Inbox } from './inbox.js';
import { InboxQueries } from './inbox.queries.js';

const JSON_TEXT = 'application/json; charset=utf-8';

@Controller('inbox')
@Allowed('signed-in')
export class InboxController {
  constructor(
    private readonly tx: Tx,
    private readonly inbox: Inbox,
    private readonly queries: InboxQueries,
    private readonly doneQueries: DoneQueries,
  ) {}

  /** What waits for the reader, searched and narrowed, and how much of it there is in all (775:11). */
  @Get()
  @Header('content-type', JSON_TEXT)
  @ApiOkResponse({ standardSchema: inboxPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: inboxQuery }) query: InboxQuery): Promise<string> {
    return this.queries.page(actor, query);
  }

  /** What the list can be narrowed to, with how many items each would show. */
  @Get('filters')
  @Header('content-type', JSON_TEXT)
  @ApiOkResponse({ standardSchema: inboxFilters })
  filters(
    @CurrentActor() actor: Actor,
    @Query({ schema: inboxFiltersQuery }) query: InboxNarrowing,
  ): Promise<string> {
    return this.queries.filters(actor, query);
  }

  /** What is asked of the reader about one thing; of what he may not read nothing is. */
  @Get('about')
  @Header('content-type', JSON_TEXT)
  @ApiOkResponse({ standardSchema: inboxAbout })
  about(
    @CurrentActor() actor: Actor,
    @Query({ schema: inboxAboutQuery }) { subject }: InboxAboutQuery,
  ): Promise<string> {
    return this.queries.about(actor, subject);
  }

  /** What left the reader's inbox in the last 90 days, and how. */
  @Get('done')
  @Header('content-type', JSON_TEXT)
  @ApiOkResponse({ standardSchema: donePage })
  done(@CurrentActor() actor: Actor, @Query({ schema: doneQuery }) query: DoneQuery): Promise<string> {
    return this.doneQueries.page(actor.employeeId, query);
  }

  /** The reader has read what was for his information; it leaves his inbox. */
  @Post('read')
  @HttpCode(204)
  @ApiNoContentResponse()
  async read(@CurrentActor() actor: Actor, @Body({ schema: inboxIds }) { ids }: InboxIds): Promise<void> {
    const read = await this.tx.run(() => this.inbox.read(ids, actor.employeeId));
    if (read === 0) throw new AppError('NOT_FOUND');
  }

  /** What the reader has read comes back to his inbox. */
  @Post('unread')
  @HttpCode(204)
  @ApiNoContentResponse()
  async unread(@CurrentActor() actor: Actor, @Body({ schema: inboxIds }) { ids }: InboxIds): Promise<void> {
    const back = await this.tx.run(() => this.inbox.unread(ids, actor.employeeId));
    if (back === 0) throw new AppError('NOT_FOUND');
  }
}
