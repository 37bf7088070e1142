import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import {
  type ActCard,
  actCard,
  actReadings,
  id,
  type NameReaderBody,
  nameReaderBody,
  type RemoveMarkBody,
  removeMarkBody,
} from '#contracts';
import { type Actor, Allowed, AppError, CurrentActor, Rated } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { ActFiles } from './act-files.js';
import { NO_PREVIEW } from './mark-words.js';
import { NamedReaders } from './named-readers.js';
import { OfficialUse } from './official-use.js';
import { Readings } from './readings.js';

/** A browser shows a PDF, and nothing in it runs or is fetched. */
const PREVIEW_POLICY =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** Acts for official use (775:3): who may open them, previews, who looked at what. */
@Controller('agreements')
@Allowed('signed-in')
export class OfficialUseController {
  constructor(
    private readonly queries: DraftActsQueries,
    private readonly officialUse: OfficialUse,
    private readonly named: NamedReaders,
    private readonly readings: Readings,
    private readonly files: ActFiles,
  ) {}

  @Post(':id/official-use/remove')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: actCard })
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: removeMarkBody }) body: RemoveMarkBody,
  ): Promise<ActCard> {
    await this.officialUse.remove(actor, actId, body);
    return this.queries.card(actor, actId);
  }

  @Post(':id/readers')
  @ApiCreatedResponse({ standardSchema: actCard })
  async name(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Body({ schema: nameReaderBody }) { employeeId }: NameReaderBody,
  ): Promise<ActCard> {
    await this.named.name(actor, actId, employeeId);
    return this.queries.card(actor, actId);
  }

  @Delete(':id/readers/:employeeId')
  @ApiOkResponse({ standardSchema: actCard })
  async unname(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('employeeId', { schema: id }) employeeId: string,
  ): Promise<ActCard> {
    await this.named.remove(actor, actId, employeeId);
    return this.queries.card(actor, actId);
  }

  @Get(':id/readings')
  @ApiOkResponse({ standardSchema: actReadings })
  async whoRead(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
  ): Promise<z.infer<typeof actReadings>> {
    return { items: await this.readings.of(actor, actId) };
  }

  @Get(':id/files/:fileId/preview')
  @Rated('export')
  @ApiOkResponse({
    description: 'A file of a marked act for reading, PDF, with the reader’s name across each page.',
  })
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) actId: string,
    @Param('fileId', { schema: id }) fileId: string,
    @Res() response: Response,
    @Headers('sec-fetch-dest') destination?: string,
  ): Promise<void> {
    try {
      const { name, pdf } = await this.files.preview(actor, actId, fileId);
      response.attachment(name).type('application/pdf').setHeader('Content-Security-Policy', PREVIEW_POLICY);
      response.setHeader(
        'Content-Disposition',
        String(response.getHeader('Content-Disposition')).replace('attachment', 'inline'),
      );
      response.send(Buffer.from(pdf));
    } catch (error) {
      // It is opened in a tab of its own, where no page says refusals in words.
      if (!(error instanceof AppError && error.code === 'PREVIEW_IMPOSSIBLE' && destination === 'document'))
        throw error;
      response.status(error.status).type('text/plain').send(NO_PREVIEW);
    }
  }
}
