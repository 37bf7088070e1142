import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { MAX_FILE_BYTES } from '#contracts';
import { AppError } from '#kernel';
import type { FileStore, Part } from './file-store.js';

/** The form's field that carries the file. */
export const UPLOAD_FIELD = 'file';
/** What a form may hold around the file: boundaries, headers, a few short fields. */
const MOST_FORM_BYTES = MAX_FILE_BYTES + 64 * 1024;
const LIMITS = { files: 1, fields: 4, parts: 5, fieldSize: 1024, headerPairs: 20 };

export interface Upload {
  readonly part: Part;
  /** As the browser sent it. */
  readonly name: string;
}

/**
 * Streams the file of a multipart form into the store. Refuses as soon as the reason is known, though the browser may
 * still be sending: the rest is read and thrown away, so that it gets to see the answer.
 * @throws AppError FILE_MISSING, FILE_TOO_LARGE, UPLOAD_ABORTED, STORAGE_FULL, MALFORMED_REQUEST; no part stays behind
 */
export async function receiveUpload(request: Request, response: Response, store: FileStore): Promise<Upload> {
  if (Number(request.get('content-length') ?? 0) > MOST_FORM_BYTES) {
    request.resume();
    throw new AppError('FILE_TOO_LARGE', { limit: MAX_FILE_BYTES });
  }
  const received = Promise.withResolvers<Upload | undefined>();
  let upload: Upload | undefined;
  /** Ends what arrives, and waits until nothing of it lies on the disk. */
  let abandon = async () => {};
  const storage: StorageEngine = {
    _handleFile(_request, file, done) {
      // Named before the first byte is written: if the browser goes away, multer asks for this path to be removed.
      file.path = store.newPart();
      const receiving = store.receive(file.stream, file.path, MAX_FILE_BYTES).then(
        (part) => {
          upload = { part, name: file.originalname };
          done(null, {});
        },
        (error: Error) => {
          received.reject(error);
          done(error);
        },
      );
      abandon = () => {
        file.stream.destroy();
        return receiving;
      };
    },
    _removeFile(_request, file, done) {
      store.discard(file.path).then(() => done(null), done);
    },
  };
  const middleware = multer({ storage, limits: LIMITS, defParamCharset: 'utf8' }).single(UPLOAD_FIELD);
  middleware(request, response, (error: unknown) => {
    if (error) received.reject(error);
    else received.resolve(upload);
  });
  try {
    const complete = await received.promise;
    if (!complete) throw new AppError('FILE_MISSING');
    return complete;
  } catch (error) {
    await abandon();
    throw refusalOf(error, request);
  }
}

function refusalOf(error: unknown, request: Request): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof MulterError) return new AppError('MALFORMED_REQUEST', { rule: error.code });
  if (request.destroyed && !request.complete) return new AppError('UPLOAD_ABORTED');
  // What is left is said by the form's parser: boundaries, headers or the end are not where they should be.
  return new AppError('MALFORMED_REQUEST');
}
