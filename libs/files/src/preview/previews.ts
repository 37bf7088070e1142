import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { type FileRef, PREVIEW_FORMATS, type PreviewReason } from '#contracts';
import { AppError, Turns } from '#kernel';
import type { PreviewAnswer, PreviewOrder } from './draw-preview.js';
import { PREVIEW_WORKER } from './preview-worker-url.js';

/** Bytes. A parser holds all of a file in memory, some times over. */
const MOST_BYTES = 30 * 1024 * 1024;
const LONGEST_MS = 20_000;
const AT_ONCE = 2;
const MOST_WAITING = 20;
/** An account has one of the two threads: a file that takes all its time keeps nobody else from reading. */
const OF_ONE = { atOnce: 1, mostWaiting: 5 };
const LIMITS = { maxOldGenerationSizeMb: 512, stackSizeMb: 4 };
/**
 * Bytes by which the process may grow while a file is drawn. The limits of a thread do not count buffers, and a stream of
 * a few kilobytes may unpack to gigabytes.
 */
const MOST_GROWTH = 600 * 1024 * 1024;
const LOOK_EVERY_MS = 50;

/** Draws files for reading with a mark across each page, in threads: a file made to harm can only end its own thread. */
@Injectable()
export class Previews {
  private readonly turns = new Turns(AT_ONCE, MOST_WAITING, OF_ONE);

  /**
   * @param accountId who reads it: accounts take turns
   * @param read gives the bytes; called when it is this file's turn
   * @param lines of the mark, the first in bold
   * @returns a PDF
   * @throws AppError PREVIEW_IMPOSSIBLE with `reason`; UNAVAILABLE where too many wait already, of this account or of all
   */
  async draw(
    accountId: string,
    { format, size }: Pick<FileRef, 'format' | 'size'>,
    read: () => Promise<Uint8Array>,
    lines: readonly string[],
  ): Promise<Uint8Array> {
    const drawn = PREVIEW_FORMATS.find((one) => one === format);
    if (!drawn) throw refusalOf('format');
    if (size > MOST_BYTES) throw refusalOf('too_large');
    const leave = await this.turns.take(accountId);
    try {
      return await drawInThread({ content: await read(), format: drawn, lines });
    } finally {
      leave();
    }
  }
}

function drawInThread(order: PreviewOrder): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(PREVIEW_WORKER, { workerData: order, resourceLimits: LIMITS });
    const settle = (answer: PreviewAnswer) => {
      clearTimeout(limit);
      clearInterval(watch);
      void worker.terminate();
      if ('pdf' in answer) resolve(answer.pdf);
      else reject(refusalOf(answer.refusal));
    };
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > MOST_GROWTH) settle({ refusal: 'too_large' });
    }, LOOK_EVERY_MS);
    const limit = setTimeout(() => settle({ refusal: 'too_large' }), LONGEST_MS);
    worker.once('message', settle);
    // It ran out of memory or fell over the file in a way that no code of its own sees.
    worker.once('error', () => settle({ refusal: 'unreadable' }));
    worker.once('exit', () => settle({ refusal: 'unreadable' }));
  });
}

function refusalOf(reason: PreviewReason): AppError {
  return new AppError('PREVIEW_IMPOSSIBLE', { reason });
}
