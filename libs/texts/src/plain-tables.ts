import { Injectable } from '@nestjs/common';
import { AppError } from '#kernel';
import type { PlainTable } from './table/plain-table.js';
import { TextThreads, ThreadDied } from './threads/text-threads.js';

/** Tables as documents. The library that writes them takes seconds for some hundred rows: it does so in a thread. */
@Injectable()
export class PlainTables {
  constructor(private readonly threads: TextThreads) {}

  /**
   * @param accountId of who asks: accounts take turns
   * @returns the bytes of the DOCX
   * @throws AppError UNAVAILABLE where too many wait, or the table is longer than can be written in the time there is
   */
  async docx(accountId: string, table: PlainTable): Promise<Uint8Array> {
    const leave = await this.threads.take(accountId);
    try {
      return await this.threads.one({ kind: 'plain_table', table });
    } catch (error) {
      throw error instanceof ThreadDied ? new AppError('UNAVAILABLE') : error;
    } finally {
      leave();
    }
  }
}
