import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Files, Previews } from '#files';
import { type Actor, AppError, Clock } from '#kernel';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { markLines } from './mark-words.js';
import { Readings } from './readings.js';

/** The files of an act as they go out: of a marked one each look is recorded first (775:3). */
@Injectable()
export class ActFiles {
  constructor(
    private readonly queries: DraftActsQueries,
    private readonly files: Files,
    private readonly previews: Previews,
    private readonly readings: Readings,
    private readonly clock: Clock,
  ) {}

  /** Answers with the file as it was uploaded, byte for byte. @throws AppError NOT_FOUND, FILE_... while it may not be opened */
  async download(actor: Actor, actId: string, fileId: string, response: Response): Promise<void> {
    const { ordinal, officialUse } = await this.queries.holderOf(actor, actId, fileId);
    if (officialUse) {
      const file = await this.files.passed(fileId);
      await this.readings.record(actor, { id: actId, ordinal }, 'downloaded', file);
    }
    await this.files.respond(response, fileId, !officialUse);
  }

  /** Answers with the sheet of a version, PDF. @throws AppError NOT_FOUND, SHEET_NOT_READY */
  async sheet(actor: Actor, actId: string, ordinal: number | undefined, response: Response): Promise<void> {
    const { fileId, officialUse, ...of } = await this.queries.sheetFile(actor, actId, ordinal);
    if (officialUse) await this.readings.record(actor, { id: actId, ...of }, 'sheet', null);
    await this.files.respond(response, fileId, !officialUse);
  }

  /** Answers with a file that the portal made for a version: see `DraftActsQueries.madeFile`. */
  async made(
    actor: Actor,
    actId: string,
    made: Parameters<DraftActsQueries['madeFile']>[2],
    ordinal: number | undefined,
    response: Response,
  ): Promise<void> {
    const { fileId, officialUse, ...of } = await this.queries.madeFile(actor, actId, made, ordinal);
    if (officialUse)
      await this.readings.record(actor, { id: actId, ...of }, 'downloaded', await this.files.passed(fileId));
    await this.files.respond(response, fileId, !officialUse);
  }

  /**
   * A file of a marked act for reading: a PDF with the mark, the reader's name and the time across each page.
   * @throws AppError NOT_FOUND, also where the act is not marked; PREVIEW_IMPOSSIBLE; FILE_... while it may not be opened
   */
  async preview(actor: Actor, actId: string, fileId: string): Promise<{ name: string; pdf: Uint8Array }> {
    const { ordinal, officialUse, language } = await this.queries.holderOf(actor, actId, fileId);
    if (!officialUse) throw new AppError('NOT_FOUND');
    const file = await this.files.passed(fileId);
    const read = async () => buffer((await this.files.read(fileId)).stream);
    const lines = markLines(actor, language, this.clock.now());
    const pdf = await this.previews.draw(actor.accountId, file, read, lines);
    await this.readings.record(actor, { id: actId, ordinal }, 'viewed', file);
    return { name: file.name.replace(/\.[^.]+$/, '.pdf'), pdf };
  }
}
