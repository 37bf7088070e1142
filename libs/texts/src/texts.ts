import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { FileRef, FileText, Language, TextRefusal } from '#contracts';
import { Files } from '#files';
import { AppError, Clock, Outbox, Sql } from '#kernel';
import { readDocxBy } from './read-docx.js';
import { refusalOfFormat } from './text-states.js';
import type { ReadText } from './threads/tasks.js';
import { TextThreads, ThreadDied } from './threads/text-threads.js';

export const TEXT_TOPIC = 'texts.read';
/** Stands for an account where the portal reads by itself. */
export const TEXT_JOBS = 'jobs';

/** The texts of files. Who may read a file is decided by the room whose document it belongs to. */
@Injectable()
export class Texts {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly files: Files,
    private readonly threads: TextThreads,
  ) {}

  /** Has the files read by and by, in the open transaction: whoever compares them later waits for nothing. */
  async expect(files: readonly FileRef[]): Promise<void> {
    const ids = files.filter(({ format }) => format === 'docx').map(({ id }) => id);
    if (ids.length > 0) await this.outbox.add(TEXT_TOPIC, { ids });
  }

  /**
   * The text of a file as JSON of `FileText`; read now where it has not been.
   * @param accountId of who asks: accounts take turns at reading
   * @throws AppError TEXT_UNREADABLE with `name` and `reason`; NOT_FOUND, FILE_... while it may not be opened; UNAVAILABLE
   *   where it took all the time that it may
   */
  async json(accountId: string, file: FileRef): Promise<string> {
    await this.files.assertPassed([file.id]);
    const refusal = refusalOfFormat(file.format);
    const found = refusal
      ? { refusal }
      : ((await this.stored(file.sha256)) ?? (await this.read(accountId, file)));
    if ('refusal' in found) throw new AppError('TEXT_UNREADABLE', { name: file.name, reason: found.refusal });
    return found.content;
  }

  /** The same, unpacked: for a text whose paragraphs are looked up. */
  async of(accountId: string, file: FileRef): Promise<FileText> {
    return JSON.parse(await this.json(accountId, file)) as FileText;
  }

  private async stored(sha256: string): Promise<ReadText | undefined> {
    const row = await this.sql.row<{
      refusal: TextRefusal | null;
      content: string | null;
      language: Language | null;
    }>('SELECT refusal, content, language FROM texts.file_text WHERE sha256 = $1', [sha256]);
    if (!row) return undefined;
    return row.content === null
      ? { refusal: row.refusal ?? 'damaged' }
      : { content: row.content, language: row.language };
  }

  private async read(accountId: string, file: FileRef): Promise<ReadText> {
    const found = await this.readInThread(accountId, file);
    const row =
      'refusal' in found ? { content: null, language: null, ...found } : { refusal: null, ...found };
    await this.sql.execute(
      `INSERT INTO texts.file_text (sha256, refusal, content, language, read_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (sha256) DO NOTHING`,
      [file.sha256, row.refusal, row.content, row.language, this.clock.now()],
    );
    // Two may have read it at once: what both see is what stands.
    return (await this.stored(file.sha256)) ?? found;
  }

  private async readInThread(accountId: string, file: FileRef): Promise<ReadText> {
    const leave = await this.threads.take(accountId);
    try {
      const bytes = await buffer((await this.files.read(file.id)).stream);
      return await readDocxBy(bytes, (parts) => this.threads.one({ kind: 'read', parts }));
    } catch (error) {
      if (!(error instanceof ThreadDied)) throw error;
      // What is kept of the file is kept for good: that there was no time for it today is not of it.
      if (error.isLate) throw new AppError('UNAVAILABLE');
      return { refusal: 'too_large' };
    } finally {
      leave();
    }
  }
}
