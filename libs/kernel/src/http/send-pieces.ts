import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/**
 * Sends an answer piece by piece, no faster than it is taken. Whoever leaves half-way has nothing to be told: what makes the
 * pieces is ended, and that is all.
 * @param pieces bytes or UTF-8 text, as a stream or as they are made
 * @throws what the making of the pieces throws; the head of the answer may be on its way by then
 */
export async function sendPieces(
  response: ServerResponse,
  pieces: NodeJS.ReadableStream | AsyncIterable<Uint8Array | string>,
): Promise<void> {
  await pipeline(pieces, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
