import { Injectable } from '@nestjs/common';
import { type FileRef, foldedWords } from '#contracts';
import { Files } from '#files';
import { AppError, Clock, Outbox, type OutboxPayload, Sql } from '#kernel';
import { Texts } from '#texts';
import { tsvectorOf } from './requisite-words.js';

const TOPIC = 'file-words';
/** A file that waits for the scanner is looked at again. */
const AGAIN_MS = 20_000;

/** Takes the words out of the texts of files, so that acts are found by them; a job of the outbox. */
@Injectable()
export class FileWords {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly files: Files,
    private readonly texts: Texts,
  ) {
    outbox.on(TOPIC, (payload) => this.take(payload));
  }

  /** Has the words of these files taken by and by, in the open transaction. */
  async expect(files: readonly FileRef[]): Promise<void> {
    const ids = files.filter(({ format }) => format === 'docx').map(({ id }) => id);
    if (ids.length > 0) await this.outbox.add(TOPIC, { ids });
  }

  private async take({ ids }: OutboxPayload): Promise<void> {
    const asked = ids as string[];
    const checks = await this.files.checks(asked);
    const waiting = asked.filter((id) => checks.get(id) === 'waiting');
    if (waiting.length > 0) {
      await this.outbox.add(TOPIC, { ids: waiting }, new Date(this.clock.now().getTime() + AGAIN_MS));
    }
    for (const file of await this.files.refs(asked.filter((id) => checks.get(id) === 'passed'))) {
      await this.sql.execute(
        'INSERT INTO agreements.file_words (sha256, words) VALUES ($1, $2::tsvector) ON CONFLICT DO NOTHING',
        [file.sha256, tsvectorOf(await this.wordsOf(file))],
      );
    }
  }

  /** None where the file has no text that can be read. */
  private async wordsOf(file: FileRef): Promise<string[]> {
    try {
      const { paragraphs } = await this.texts.of(TOPIC, file);
      return paragraphs.flatMap(({ text }) => foldedWords(text));
    } catch (error) {
      if (error instanceof AppError && error.code === 'TEXT_UNREADABLE') return [];
      throw error;
    }
  }
}
