import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { IMPORT_LIMITS } from '#contracts';
import { AppError, newId } from '#kernel';

/** The form's field that carries the sheet. */
export const SHEET_FIELD = 'file';
const LIMITS = { fileSize: IMPORT_LIMITS.bytes, files: 1, fields: 0, parts: 1, headerPairs: 20 };
const LONGEST_NAME = 200;

export interface ReceivedSheet {
  readonly path: string;
  /** As the browser sent it, shortened. */
  readonly name: string;
  /** Hex. */
  readonly sha256: string;
}

/**
 * Takes a sheet from a form and gives it to `use`; nothing of it stays on the disk.
 * @param folder of the portal's own
 * @throws AppError FILE_MISSING, FILE_TOO_LARGE with `limit`, MALFORMED_REQUEST, UPLOAD_ABORTED
 */
export async function withSheet<T>(
  request: Request,
  response: Response,
  folder: string,
  use: (sheet: ReceivedSheet) => Promise<T>,
): Promise<T> {
  const own = join(folder, newId());
  await mkdir(own, { recursive: true });
  try {
    const form = multer({ dest: own, limits: LIMITS, defParamCharset: 'utf8' }).single(SHEET_FIELD);
    await new Promise<void>((resolve, reject) => {
      form(request, response, (error: unknown) => (error ? reject(refusalOf(error, request)) : resolve()));
    });
    const { file } = request;
    if (!file) throw new AppError('FILE_MISSING');
    const hash = createHash('sha256');
    await pipeline(createReadStream(file.path), hash);
    return await use({
      path: file.path,
      name: file.originalname.slice(0, LONGEST_NAME),
      sha256: hash.digest('hex'),
    });
  } finally {
    await rm(own, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

function refusalOf(error: unknown, request: Request): AppError {
  if (error instanceof MulterError) {
    return error.code === 'LIMIT_FILE_SIZE'
      ? new AppError('FILE_TOO_LARGE', { limit: IMPORT_LIMITS.bytes })
      : new AppError('MALFORMED_REQUEST', { rule: error.code });
  }
  return new AppError(request.destroyed && !request.complete ? 'UPLOAD_ABORTED' : 'MALFORMED_REQUEST');
}
