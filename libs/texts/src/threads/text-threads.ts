import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { Turns } from '#kernel';
import type { TextPieces, TextTask } from './tasks.js';
import { TEXT_THREAD } from './text-thread-url.js';

const AT_ONCE = 2;
const MOST_WAITING = 40;
/** One who opens a whole shelf of texts leaves a thread to others. */
const OF_ONE = { atOnce: 1, mostWaiting: 10 };
const LONGEST_MS = 30_000;
/** A text of the largest size takes a third of it. */
const LIMITS = { maxOldGenerationSizeMb: 768, stackSizeMb: 4 };

/** The file made its thread end: it took all memory or time that it may. */
export class ThreadDied extends Error {
  constructor(
    message: string,
    /** Of the time: on a machine that has much to do another try may get by with it. */
    readonly isLate = false,
  ) {
    super(message);
  }
}

/** Reads and compares in threads, so that nobody waits for another's three hundred pages. */
@Injectable()
export class TextThreads {
  private readonly turns = new Turns(AT_ONCE, MOST_WAITING, OF_ONE);

  /**
   * Waits for a place; what the task needs is loaded after it, so that those in line hold nothing in memory.
   * @param accountId of who asks; `TEXT_JOBS` for the portal itself
   * @returns gives the place up
   * @throws AppError UNAVAILABLE where too many wait, of this account or of all
   */
  take(accountId: string): Promise<() => void> {
    return this.turns.take(accountId);
  }

  /** Does the task in a thread of its own; the caller has a place. @throws ThreadDied */
  async *run<K extends TextTask['kind']>(
    task: Extract<TextTask, { kind: K }>,
  ): AsyncGenerator<TextPieces[K]> {
    const worker = new Worker(TEXT_THREAD, { workerData: task, resourceLimits: LIMITS });
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void worker.terminate();
    }, LONGEST_MS);
    try {
      for await (const [message] of on(worker, 'message', { close: ['exit'] })) {
        const { piece, done } = message as { piece?: TextPieces[K]; done?: true };
        if (done) return;
        if (piece !== undefined) yield piece;
      }
    } catch (error) {
      throw new ThreadDied(error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(timer);
      void worker.terminate();
    }
    throw new ThreadDied('ended before it was done', isLate);
  }

  /** The same for a task with one piece. */
  async one<K extends TextTask['kind']>(task: Extract<TextTask, { kind: K }>): Promise<TextPieces[K]> {
    for await (const piece of this.run(task)) return piece;
    throw new ThreadDied('ended without an answer');
  }
}
