import { basename, dirname } from 'node:path';
import type { Response } from 'express';
import type { FileFormat, FileRef } from '#contracts';
import { DOWNLOAD_POLICY } from '#kernel';

const MIME: Record<FileFormat, string> = {
  pdf: 'application/pdf',
  tiff: 'image/tiff',
  jpeg: 'image/jpeg',
  rtf: 'application/rtf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  rar: 'application/vnd.rar',
  zip: 'application/zip',
};

/**
 * Sends a file as a download under its own name. It never runs in the page: it is an attachment, its type is not
 * guessed, and even where a browser shows it, it is sandboxed.
 * @param keeps whether the reader's browser may keep it; the bytes never change, but who may see them does, so that it asks
 *   before every use
 */
export function respondWithFile(
  response: Response,
  ref: FileRef,
  path: string,
  keeps: boolean,
): Promise<void> {
  response.attachment(ref.name);
  response.set({
    'Content-Type': MIME[ref.format],
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': DOWNLOAD_POLICY,
    ...(keeps
      ? { 'Cache-Control': 'private, no-cache', ETag: `"${ref.sha256}"` }
      : { 'Cache-Control': 'no-store' }),
  });
  const options = { root: dirname(path), cacheControl: false, lastModified: false, etag: keeps };
  return new Promise((resolve, reject) => {
    response.sendFile(basename(path), options, (error?: NodeJS.ErrnoException) => {
      const readerLeft = error?.code === 'ECONNABORTED' || error?.syscall === 'write';
      if (error && !readerLeft) reject(error);
      else resolve();
    });
  });
}
