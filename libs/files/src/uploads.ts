import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { FileRef } from '#contracts';
import { type Actor, AppError, Clock, newId } from '#kernel';
import { cleanFileName, requireFittingName } from './file-name.js';
import { FileStore } from './file-store.js';
import { detectFormat } from './format/detect-format.js';
import { receiveUpload, type Upload } from './receive-upload.js';

/** Takes files in (775:8-10). */
@Injectable()
export class Uploads {
  constructor(
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Receives, examines and keeps the file of a form; it belongs to the actor until a document takes it.
   * @throws AppError FILE_MISSING, FILE_EMPTY, FILE_TOO_LARGE, FILE_NAME_INVALID, FILE_FORMAT_REFUSED, UPLOAD_ABORTED,
   * STORAGE_FULL, MALFORMED_REQUEST; in every case nothing of it stays on the disk
   */
  async take(request: Request, response: Response, actor: Actor): Promise<FileRef> {
    const upload = await receiveUpload(request, response, this.store);
    try {
      return await this.keep(upload, actor);
    } catch (error) {
      await this.store.discard(upload.part.path);
      throw error;
    }
  }

  private async keep({ part, name: given }: Upload, actor: Actor): Promise<FileRef> {
    if (part.size === 0) throw new AppError('FILE_EMPTY');
    const name = cleanFileName(given);
    const format = await detectFormat(part.path);
    requireFittingName(name, format);
    const ref: FileRef = { id: newId(), name, size: part.size, format, sha256: part.sha256 };
    await this.store.keep(part, {
      ...ref,
      uploadedBy: actor.employeeId,
      createdAt: this.clock.now(),
      attachedAt: null,
    });
    return ref;
  }
}
