import { Body, Controller, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  type Board,
  type BoardExportBody,
  type BoardQuery,
  board,
  boardExportBody,
  boardQuery,
} from '#contracts';
import { type Actor, Allowed, CurrentActor, DOWNLOAD_POLICY, Rated, sendPieces } from '#kernel';
import { BoardQueries } from './board.queries.js';
import { BoardExport } from './board-export.js';

/** What a body agrees, and how, in figures: for whoever oversees its work. */
@Controller('agreement-board')
@Allowed('signed-in')
export class BoardController {
  constructor(
    private readonly queries: BoardQueries,
    private readonly exporting: BoardExport,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: board })
  show(@CurrentActor() actor: Actor, @Query({ schema: boardQuery }) { period }: BoardQuery): Promise<Board> {
    return this.queries.of(actor, period);
  }

  /** It writes into the record that it was done: hence no GET. */
  @Post('export')
  @HttpCode(200)
  @Rated('export')
  @Header('Content-Security-Policy', DOWNLOAD_POLICY)
  @ApiOkResponse({ description: 'A workbook (XLSX) of the figures, a row for each body and unit.' })
  async export(
    @CurrentActor() actor: Actor,
    @Body({ schema: boardExportBody }) body: BoardExportBody,
    @Res() response: Response,
  ): Promise<void> {
    const { name, pieces } = await this.exporting.begin(actor, body);
    response.attachment(name);
    await sendPieces(response, pieces);
  }
}
