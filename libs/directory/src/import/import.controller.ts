import { join } from 'node:path';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import {
  type ExportLanguage,
  type ExportQuery,
  exportLanguage,
  exportQuery,
  type ImportPreviewBody,
  type ImportQuery,
  type ImportRows,
  type ImportRowsQuery,
  type ImportView,
  id,
  importPreviewBody,
  importQuery,
  importRows,
  importRowsQuery,
  importView,
} from '#contracts';
import { type Actor, Allowed, CONFIG, type Config, CurrentActor, Rated } from '#kernel';
import { DirectoryExport } from './export.js';
import { Imports } from './imports.js';
import { SHEET_FIELD, withSheet } from './receive-sheet.js';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Import into the directory, and export, by those who keep it (617:20-22). */
@Controller('directory')
@Allowed('signed-in')
export class ImportController {
  constructor(
    private readonly imports: Imports,
    private readonly exports: DirectoryExport,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Brings a sheet; nothing of the directory is changed. */
  @Post('imports')
  @Rated('upload')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { [SHEET_FIELD]: { type: 'string', format: 'binary' } } },
  })
  @ApiOkResponse({ standardSchema: importView })
  @HttpCode(200)
  read(
    @CurrentActor() actor: Actor,
    @Query({ schema: importQuery }) query: ImportQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportView> {
    return withSheet(request, response, join(this.config.dataDir, 'imports'), (sheet) =>
      this.imports.read(actor, query, sheet),
    ).finally(() => request.resume());
  }

  @Get('imports/:id')
  @ApiOkResponse({ standardSchema: importView })
  view(@CurrentActor() actor: Actor, @Param('id', { schema: id }) importId: string): Promise<ImportView> {
    return this.imports.view(actor, importId);
  }

  /** Compares the rows with the directory, by the columns that are told. */
  @Post('imports/:id/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: importView })
  preview(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) importId: string,
    @Body({ schema: importPreviewBody }) { mapping }: ImportPreviewBody,
  ): Promise<ImportView> {
    return this.imports.check(actor, importId, mapping);
  }

  @Get('imports/:id/rows')
  @ApiOkResponse({ standardSchema: importRows })
  rows(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) importId: string,
    @Query({ schema: importRowsQuery }) query: ImportRowsQuery,
  ): Promise<ImportRows> {
    return this.imports.rows(actor, importId, query);
  }

  /** The wrong rows as a file. */
  @Get('imports/:id/wrong-rows')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async wrongRows(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) importId: string,
    @Query({ schema: exportLanguage }) { language }: ExportLanguage,
    @Res() response: Response,
  ): Promise<void> {
    send(response, await this.imports.wrongRows(actor, importId, language), 'wrong-rows.csv', 'csv');
  }

  /** Orders that all of it be entered. */
  @Post('imports/:id/enter')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: importView })
  enter(@CurrentActor() actor: Actor, @Param('id', { schema: id }) importId: string): Promise<ImportView> {
    return this.imports.enter(actor, importId);
  }

  /** Part of the directory as a file that imports back. */
  @Get('export')
  @Rated('export')
  @ApiProduces('text/csv', TYPES.xlsx)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @CurrentActor() actor: Actor,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { bytes, name } = await this.exports.file(actor, query);
    send(response, bytes, name, query.format);
  }
}

/** A download that never runs in the page. */
function send(response: Response, bytes: Buffer, name: string, format: keyof typeof TYPES): void {
  response.attachment(name);
  response.set({
    'Content-Type': TYPES[format],
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
  });
  response.end(bytes);
}
