import { Injectable } from '@nestjs/common';
import { Files } from '#files';
import { AppError, Clock, Outbox } from '#kernel';
import { TEXT_JOBS, TEXT_TOPIC, Texts } from './texts.js';

/** A file that waits for the scanner is asked for again. */
const AGAIN_MS = 20_000;

/** Reads texts before anybody asks for them: once a file has been passed, through the outbox. */
@Injectable()
export class TextJobs {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly texts: Texts,
  ) {
    outbox.on(TEXT_TOPIC, ({ ids }) => this.read(ids as string[]));
  }

  async read(ids: readonly string[]): Promise<void> {
    // Each in a transaction of its own: whoever asks for a text meanwhile waits for that one, and never for all the others.
    if (ids.length > 1) {
      for (const id of ids) await this.outbox.add(TEXT_TOPIC, { ids: [id] });
      return;
    }
    const checks = await this.files.checks(ids);
    const waiting = ids.filter((id) => checks.get(id) === 'waiting');
    if (waiting.length > 0) {
      await this.outbox.add(TEXT_TOPIC, { ids: waiting }, new Date(this.clock.now().getTime() + AGAIN_MS));
    }
    for (const file of await this.files.refs(ids.filter((id) => checks.get(id) === 'passed'))) {
      // Why a file has no text is kept with it; whoever asks is told.
      await this.texts.json(TEXT_JOBS, file).catch((error: unknown) => {
        if (!(error instanceof AppError && error.code === 'TEXT_UNREADABLE')) throw error;
      });
    }
  }
}
