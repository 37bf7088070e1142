import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { MAX_VERIFIED_BYTES } from '#contracts';
import { AppError, Clock, CONFIG, type Config, Housekeeping, newId } from '#kernel';

/** The form's fields. */
export const CONTAINER_FIELD = 'container';
export const CONTENT_FIELD = 'content';
export const SIGNATURE_FIELD = 'signature';

const FIELDS = [CONTAINER_FIELD, CONTENT_FIELD, SIGNATURE_FIELD].map((name) => ({ name, maxCount: 1 }));
/** Boundaries and headers of the parts. */
const FORM_BYTES = 64 * 1024;
const LIMITS = { fileSize: MAX_VERIFIED_BYTES, files: 2, fields: 0, parts: 2, headerPairs: 20 };
/** No check takes longer; what is older was left by a process that died. */
const STALE_MS = 3_600_000;

/** A file of the form, on the disk for as long as it is looked at. */
export interface Received {
  readonly path: string;
  /** As the browser sent it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** What was sent to be checked. */
export type Submission =
  | { readonly container: Received }
  | { readonly content: Received; readonly signature: Received };

/** Takes files in to be looked at once: they lie in a folder of their own, and go with it, whatever comes of them. */
@Injectable()
export class Intake {
  private readonly root: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
    housekeeping: Housekeeping,
  ) {
    this.root = join(config.dataDir, 'verify');
    housekeeping.add('files sent to be checked', () => this.clearStale());
  }

  /**
   * Receives a form and gives its files to `use`; nothing of them stays behind.
   * @throws AppError FILE_MISSING, PAYLOAD_TOO_LARGE with `limit`, UPLOAD_ABORTED, STORAGE_FULL, MALFORMED_REQUEST
   */
  async take<T>(request: Request, response: Response, use: (files: Submission) => Promise<T>): Promise<T> {
    if (Number(request.get('content-length') ?? 0) > MAX_VERIFIED_BYTES + FORM_BYTES) {
      request.resume();
      throw new AppError('PAYLOAD_TOO_LARGE', { limit: MAX_VERIFIED_BYTES });
    }
    const folder = join(this.root, newId());
    await mkdir(folder, { recursive: true });
    try {
      return await use(await receive(request, response, folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async clearStale(): Promise<void> {
    const before = this.clock.now().getTime() - STALE_MS;
    for (const name of await readdir(this.root).catch(() => [])) {
      const path = join(this.root, name);
      const found = await stat(path).catch(() => undefined);
      if (found && found.mtimeMs < before) await rm(path, { recursive: true, force: true });
    }
  }
}

async function receive(request: Request, response: Response, folder: string): Promise<Submission> {
  const storage = multer.diskStorage({
    destination: folder,
    // Names of the form's own, whatever the browser says the files are called.
    filename: (_request, file, done) => done(null, file.fieldname),
  });
  const read = multer({ storage, limits: LIMITS, defParamCharset: 'utf8' }).fields(FIELDS);
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error: unknown) => (error ? reject(refusalOf(error, request)) : resolve()));
  });
  const files = (request.files ?? {}) as Record<string, Express.Multer.File[]>;
  const file = (field: string): Received | undefined => {
    const found = files[field]?.[0];
    return found && { path: found.path, name: found.originalname, size: found.size };
  };
  const [container, content, signature] = [CONTAINER_FIELD, CONTENT_FIELD, SIGNATURE_FIELD].map(file);
  if (container && !content && !signature) return { container };
  if (content && signature && !container) return { content, signature };
  throw new AppError('FILE_MISSING');
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

function refusalOf(error: unknown, request: Request): AppError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'LIMIT_FILE_SIZE') return new AppError('PAYLOAD_TOO_LARGE', { limit: MAX_VERIFIED_BYTES });
  if (error instanceof MulterError) return new AppError('MALFORMED_REQUEST', { rule: error.code });
  if (code !== undefined && FULL.has(code)) return new AppError('STORAGE_FULL');
  if (request.destroyed && !request.complete) return new AppError('UPLOAD_ABORTED');
  return new AppError('MALFORMED_REQUEST');
}
