import { Body, Controller, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  type RecordExportBody,
  type RecordOverview,
  type RecordPage,
  type RecordQuery,
  recordExportBody,
  recordOverview,
  recordPage,
  recordQuery,
} from '#contracts';
import {
  type Actor,
  Allowed,
  AppError,
  CurrentActor,
  DOWNLOAD_POLICY,
  Rated,
  type RecordReach,
  recordReach,
  sendPieces,
} from '#kernel';
import { RecordQueries } from './record.queries.js';
import { RecordExport } from './record-export.js';
import { RecordProof } from './record-proof.js';

/** The record, read by a body's coordinator and by the administrator of the portal. */
@Controller('record')
@Allowed('signed-in')
export class RecordController {
  constructor(
    private readonly queries: RecordQueries,
    private readonly exporting: RecordExport,
    private readonly proof: RecordProof,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: recordPage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: recordQuery }) query: RecordQuery,
  ): Promise<RecordPage> {
    return this.queries.page(actor, reachOf(actor), query);
  }

  /** What the reader may read, and whether the record holds. */
  @Get('overview')
  @ApiOkResponse({ standardSchema: recordOverview })
  async overview(@CurrentActor() actor: Actor): Promise<RecordOverview> {
    const { all } = reachOf(actor);
    return { reach: all ? 'all' : 'body', proof: all ? await this.proof.now() : null };
  }

  /** All entries that answer to the filters, as a table. It writes into the record that it was done: hence no GET. */
  @Post('export')
  @HttpCode(200)
  @Rated('export')
  @Header('Content-Security-Policy', DOWNLOAD_POLICY)
  @ApiOkResponse({
    description:
      'CSV, UTF-8 with a byte order mark (RFC 4180), or a workbook (XLSX); the newest entry first.',
  })
  async export(
    @CurrentActor() actor: Actor,
    @Body({ schema: recordExportBody }) body: RecordExportBody,
    @Res() response: Response,
  ): Promise<void> {
    const { name, type, pieces } = await this.exporting.begin(actor, reachOf(actor), body);
    response.attachment(name).type(type);
    await sendPieces(response, pieces);
  }
}

function reachOf(actor: Actor): RecordReach {
  const reach = recordReach(actor);
  if (!reach) throw new AppError('FORBIDDEN');
  return reach;
}
