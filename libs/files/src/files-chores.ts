import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Housekeeping, Sql } from '#kernel';
import { FileStore } from './file-store.js';

const HOUR_MS = 3_600_000;
/** An upload that no document has taken by then was given up. */
const UNATTACHED_MS = 24 * HOUR_MS;
/** No upload takes so long: the server ends a request much earlier. */
const STALE_PART_MS = HOUR_MS;
const BATCH = 500;

/** Clears what nobody needs: uploads that were never attached, and parts of uploads that died. */
@Injectable()
export class FilesChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly store: FileStore,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('unattached files', () => this.clearUnattached());
    this.housekeeping.add('parts of uploads', () => this.store.clearStale(this.ago(STALE_PART_MS)));
  }

  /** Row first, bytes after: bytes without a row cost room, a row without bytes would be a lost file. */
  async clearUnattached(): Promise<void> {
    const rows = await this.sql.rows<{ sha256: string }>(
      `WITH stale AS MATERIALIZED (
         SELECT id FROM files.stored_file WHERE attached_at IS NULL AND created_at < $1
         LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       DELETE FROM files.stored_file WHERE id IN (SELECT id FROM stale)
       RETURNING sha256`,
      [this.ago(UNATTACHED_MS)],
    );
    for (const { sha256 } of rows) await this.store.release(sha256);
  }

  private ago(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() - milliseconds);
  }
}
