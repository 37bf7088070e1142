import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import {
  type LetterMending,
  letterMending,
  type MailStatus,
  mailStatus,
  type NoticeSettings,
  type NoticeSettingsView,
  noticeSettings,
  noticeSettingsView,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { MailWatch } from './mail-watch.js';
import { OwnNotices } from './own-notices.js';
import { RefusedLetters } from './refused-letters.js';

/** How notices come to the reader by e-mail, and how the portal's e-mail goes (775:11, 59.8). */
@Controller('notices')
@Allowed('signed-in')
export class NoticesController {
  constructor(
    private readonly own: OwnNotices,
    private readonly mail: MailWatch,
    private readonly refused: RefusedLetters,
  ) {}

  @Get('settings')
  @ApiOkResponse({ standardSchema: noticeSettingsView })
  settings(@CurrentActor() actor: Actor): Promise<NoticeSettingsView> {
    return this.own.view(actor);
  }

  @Put('settings')
  @ApiOkResponse({ standardSchema: noticeSettingsView })
  change(
    @CurrentActor() actor: Actor,
    @Body({ schema: noticeSettings }) settings: NoticeSettings,
  ): Promise<NoticeSettingsView> {
    return this.own.change(actor, settings);
  }

  /** For whoever keeps the portal: what waits, what was refused, and why. */
  @Get('mail')
  @ApiOkResponse({ standardSchema: mailStatus })
  status(@CurrentActor() actor: Actor): Promise<MailStatus> {
    return this.mail.status(actor);
  }

  /** Has refused letters sent again, or gives them up. */
  @Post('mail/refused')
  @HttpCode(204)
  @ApiNoContentResponse()
  mend(@CurrentActor() actor: Actor, @Body({ schema: letterMending }) mending: LetterMending): Promise<void> {
    return this.refused.mend(actor, mending);
  }
}
