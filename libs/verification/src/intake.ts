import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { MAX_VERIFIED_BYTES } from '#contracts';
import { AppError, Clock, CONFIG, type Config, Housekeeping, newId } from '#kernel';
import { Pace, type PaceLimits } from './pace.js';
import type { Place } from './turnstile.js';

/** The form's fields. */
export const CONTAINER_FIELD = 'container';
export const CONTENT_FIELD = 'content';
export const SIGNATURE_FIELD = 'signature';

const FIELDS = [CONTAINER_FIELD, CONTENT_FIELD, SIGNATURE_FIELD].map((name) => ({ name, maxCount: 1 }));
/** With boundaries and headers of the parts. */
const MOST_BYTES = MAX_VERIFIED_BYTES + 64 * 1024;
const LIMITS = { fileSize: MAX_VERIFIED_BYTES, files: 2, fields: 0, parts: 2, headerPairs: 20 };
/** How often it is looked how far a body has come. */
const WATCH_MS = 250;
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

/** A request that brings files, and its place in the turnstile. */
export interface Sender {
  readonly request: Request;
  readonly response: Response;
  readonly place: Place;
}

/** The `PaceLimits` of those who send. */
export const UPLOAD_PACE = Symbol('pace of uploads');

/** Takes files in to be looked at once: they lie in a folder of their own, and go with it, whatever comes of them. */
@Injectable()
export class Intake {
  private readonly root: string;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'dataDir'>,
    private readonly clock: Clock,
    @Inject(UPLOAD_PACE) private readonly pace: PaceLimits,
    @Inject(Housekeeping) housekeeping: Pick<Housekeeping, 'add'>,
  ) {
    this.root = join(config.dataDir, 'verify');
    housekeeping.add('files sent to be checked', () => this.clearStale());
  }

  /**
   * Receives a form and gives its files to `use`; nothing of them stays behind, whatever the sender does meanwhile.
   * @throws AppError FILE_MISSING, PAYLOAD_TOO_LARGE with `limit`, UPLOAD_ABORTED, UPLOAD_TOO_SLOW, STORAGE_FULL,
   *   MALFORMED_REQUEST, TOO_MANY_REQUESTS
   */
  async take<T>({ request, response, place }: Sender, use: (files: Submission) => Promise<T>): Promise<T> {
    if (announced(request) > MOST_BYTES)
      throw new AppError('PAYLOAD_TOO_LARGE', { limit: MAX_VERIFIED_BYTES });
    const folder = join(this.root, newId());
    try {
      await mkdir(folder, { recursive: true });
      return await use(await this.receive({ request, response, place }, folder));
    } finally {
      // A file may be opened at this very moment; what is left even so, housekeeping clears.
      await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
    }
  }

  /** Ends with the form's last byte, the sender's going away, or his being too slow: whichever comes first. */
  private async receive({ request, response, place }: Sender, folder: string): Promise<Submission> {
    const over = Promise.withResolvers<Submission>();
    const gone = () => {
      // What arrived whole, but was not read to its end, cannot be read any more either.
      if (!request.readableEnded) over.reject(new AppError('UPLOAD_ABORTED'));
    };
    // Whoever went before anybody listened is not told of any more. A body that is no form was read before, to its end.
    const isGone = request.destroyed && !request.readableEnded;
    request.once('close', gone);
    const watch = setInterval(
      this.watcher(request, place, (error) => {
        // He is cut off with the answer: nobody waits for the rest of what comes so slowly.
        if (error instanceof AppError && error.code === 'UPLOAD_TOO_SLOW')
          response.set('Connection', 'close');
        over.reject(error);
      }),
      WATCH_MS,
    );
    if (isGone) gone();
    else parse(request, response, folder).then(over.resolve, over.reject);
    try {
      return await over.promise;
    } catch (error) {
      request.unpipe();
      throw error;
    } finally {
      clearInterval(watch);
      request.off('close', gone);
    }
  }

  private watcher(request: Request, place: Place, refuse: (error: unknown) => void): () => void {
    const pace = new Pace(this.pace, performance.now());
    const total = announced(request) || MOST_BYTES;
    const { socket } = request;
    const before = socket.bytesRead;
    return () => {
      const now = performance.now();
      const bytes = socket.bytesRead - before;
      if (bytes > MOST_BYTES) return refuse(new AppError('PAYLOAD_TOO_LARGE', { limit: MAX_VERIFIED_BYTES }));
      if (!request.complete && pace.isTooSlow(bytes, now)) return refuse(new AppError('UPLOAD_TOO_SLOW'));
      try {
        place.report(bytes, pace.secondsLeft(bytes, total, now));
      } catch (error) {
        refuse(error);
      }
    };
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

/** What the form says that it has, bytes; 0 where it does not say. */
const announced = (request: Request): number => Number(request.get('content-length') ?? 0);

async function parse(request: Request, response: Response, folder: string): Promise<Submission> {
  const storage = multer.diskStorage({
    destination: (_request, _file, done) => done(null, folder),
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
