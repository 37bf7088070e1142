import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FileRef } from '#contracts';
import { Files } from '#files';
import { AppError, Clock, Housekeeping, Sql } from '#kernel';
import type { TableOrder } from './table/comparison-table.js';
import { Texts } from './texts.js';
import type { TextTask } from './threads/tasks.js';
import { TextThreads, ThreadDied } from './threads/text-threads.js';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** Of gzip: it is read a few times, and somebody waits for it to be written. */
const FAST = 1;
/** A comparison that nobody made anew for so long is made again when somebody asks. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Two files against each other. Who may read them is decided by the room whose document they belong to. */
@Injectable()
export class Comparisons implements OnModuleInit {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly texts: Texts,
    private readonly threads: TextThreads,
    private readonly housekeeping: Housekeeping,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('comparisons', () =>
      this.sql.execute('DELETE FROM texts.comparison WHERE made_at < $1', [
        new Date(this.clock.now().getTime() - KEPT_MS),
      ]),
    );
  }

  /**
   * The comparison as lines of JSON (`ComparisonLine`), while it is made; a second time from what was kept.
   * @param accountId of who asks: accounts take turns
   * @throws AppError TEXT_UNREADABLE, NOT_FOUND, FILE_..., UNAVAILABLE: all before the first piece, unless the thread
   *   ends half-way
   */
  async *lines(accountId: string, old: FileRef, fresh: FileRef): AsyncGenerator<string> {
    await this.files.assertPassed([old.id, fresh.id]);
    const names = [old.sha256, fresh.sha256];
    const kept = await this.sql.row<{ lines: Buffer }>(
      'SELECT lines FROM texts.comparison WHERE old_sha256 = $1 AND new_sha256 = $2',
      names,
    );
    if (kept) {
      yield (await unpack(kept.lines)).toString('utf8');
      return;
    }
    const pieces: string[] = [];
    for await (const piece of this.made(accountId, old, fresh)) {
      pieces.push(piece);
      yield piece;
    }
    await this.sql.execute(
      `INSERT INTO texts.comparison (old_sha256, new_sha256, lines, made_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (old_sha256, new_sha256) DO NOTHING`,
      [...names, await pack(pieces.join(''), { level: FAST }), this.clock.now()],
    );
  }

  /** The comparison table of two versions, DOCX. @throws AppError as `lines` */
  table(accountId: string, old: FileRef, fresh: FileRef, order: TableOrder): Promise<Uint8Array> {
    return this.one(accountId, async () => ({
      kind: 'table',
      ...(await this.both(accountId, old, fresh)),
      order,
    }));
  }

  /** Two languages of one act, JSON of `SidesOfAct`. @throws AppError as `lines` */
  sides(accountId: string, left: FileRef, right: FileRef): Promise<string> {
    return this.one(accountId, async () => {
      const { old, fresh } = await this.both(accountId, left, right);
      return { kind: 'sides', left: old, right: fresh };
    });
  }

  private async *made(accountId: string, old: FileRef, fresh: FileRef): AsyncGenerator<string> {
    const texts = await this.both(accountId, old, fresh);
    const leave = await this.threads.take(accountId);
    try {
      yield* this.threads.run({ kind: 'compare', ...texts });
    } catch (error) {
      throw error instanceof ThreadDied ? new AppError('UNAVAILABLE') : error;
    } finally {
      leave();
    }
  }

  private async one<K extends 'table' | 'sides'>(
    accountId: string,
    load: () => Promise<Extract<TextTask, { kind: K }>>,
  ): Promise<K extends 'table' ? Uint8Array : string> {
    const task = await load();
    const leave = await this.threads.take(accountId);
    try {
      return (await this.threads.one(task)) as K extends 'table' ? Uint8Array : string;
    } catch (error) {
      throw error instanceof ThreadDied ? new AppError('UNAVAILABLE') : error;
    } finally {
      leave();
    }
  }

  /** Read before a place is taken: reading takes one itself. */
  private async both(
    accountId: string,
    old: FileRef,
    fresh: FileRef,
  ): Promise<{ old: string; fresh: string }> {
    return { old: await this.texts.json(accountId, old), fresh: await this.texts.json(accountId, fresh) };
  }
}
