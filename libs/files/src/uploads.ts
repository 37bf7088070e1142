import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CheckedFile, FileRef } from '#contracts';
import { type Actor, AppError, Clock, newId, Sql, Tx } from '#kernel';
import { cleanFileName, requireFittingName } from './file-name.js';
import { FileStore } from './file-store.js';
import { detectFormat } from './format/detect-format.js';
import { receiveUpload, type Upload } from './receive-upload.js';
import { checkOf, type ScanFacts } from './scanning/file-check.js';
import { FileScans } from './scanning/file-scans.js';

/** Bytes that one person may have uploaded into no document: twenty times what an act may hold. They go after a day. */
const MOST_UNATTACHED = 4_000_000_000;

/** Takes files in (775:8-10). */
@Injectable()
export class Uploads {
  constructor(
    private readonly store: FileStore,
    private readonly clock: Clock,
    private readonly sql: Sql,
    private readonly tx: Tx,
    private readonly scans: FileScans,
  ) {}

  /**
   * Receives, examines and keeps the file of a form; it belongs to the actor until a document takes it.
   * @throws AppError FILE_MISSING, FILE_EMPTY, FILE_TOO_LARGE, FILE_NAME_INVALID, FILE_FORMAT_REFUSED, UPLOAD_ABORTED,
   * TOO_MANY_UPLOADS, STORAGE_FULL, MALFORMED_REQUEST; in every case nothing of it stays on the disk
   */
  async take(request: Request, response: Response, actor: Actor): Promise<CheckedFile> {
    await this.requireRoom(actor, request);
    const upload = await receiveUpload(request, response, this.store);
    try {
      return await this.keep(upload, actor);
    } catch (error) {
      await this.store.discard(upload.part.path);
      throw error;
    }
  }

  /** A file as it stands now, for whoever sent it. @throws AppError NOT_FOUND */
  async find(id: string, actor: Actor): Promise<CheckedFile> {
    const row = await this.sql.row<FileRef & ScanFacts>(
      `SELECT id, name, size, format, sha256, state, uploaded_by AS "uploadedBy" FROM files.stored_file
       WHERE id = $1 AND uploaded_by = $2`,
      [id, actor.employeeId],
    );
    if (!row) throw new AppError('NOT_FOUND');
    const { state, uploadedBy, ...ref } = row;
    return { ...ref, check: checkOf(row, this.scans.on) };
  }

  private async requireRoom(actor: Actor, request: Request): Promise<void> {
    const row = await this.sql.row<{ bytes: string | null }>(
      'SELECT sum(size) AS bytes FROM files.stored_file WHERE attached_at IS NULL AND uploaded_by = $1',
      [actor.employeeId],
    );
    if (Number(row?.bytes ?? 0) < MOST_UNATTACHED) return;
    request.resume();
    throw new AppError('TOO_MANY_UPLOADS', { limit: MOST_UNATTACHED });
  }

  private async keep({ part, name: given }: Upload, actor: Actor): Promise<CheckedFile> {
    if (part.size === 0) throw new AppError('FILE_EMPTY');
    const name = cleanFileName(given);
    const format = await detectFormat(part.path);
    requireFittingName(name, format);
    const ref: FileRef = { id: newId(), name, size: part.size, format, sha256: part.sha256 };
    const uploadedBy = actor.employeeId;
    const row = {
      ...ref,
      uploadedBy,
      createdAt: this.clock.now(),
      attachedAt: null,
      state: 'unscanned',
    } as const;
    if (!this.scans.on) {
      await this.store.keep(part, row);
      return { ...ref, check: 'passed' };
    }
    await this.tx.run(async () => {
      await this.store.keep(part, row);
      await this.scans.ask(row);
    });
    return { ...ref, check: 'waiting' };
  }
}
