import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Sends what is made piece by piece, no faster than it is taken. Whoever leaves half-way has nothing to be told.
 * @param pieces bytes or text, as a stream or as they are made
 */
export async function sendPieces(
  response: Response,
  pieces: NodeJS.ReadableStream | AsyncIterable<Uint8Array | string>,
): Promise<void> {
  await pipeline(pieces, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
