import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock, Health, Housekeeping, Sql, Tx } from '#kernel';
import { FileScans } from './file-scans.js';

/** A file that waits longer says that the scanner is away, or far too slow. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** Scans what came before there was a scanner, and raises the alarm where files wait long. */
@Injectable()
export class ScanChores implements OnModuleInit {
  private readonly logger = new Logger('scanning');

  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly health: Health,
    private readonly scans: FileScans,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    if (!this.scans.on) return;
    this.housekeeping.add('files that were never scanned', () => this.askOlder());
    this.housekeeping.add('files that wait for the scanner', () => this.alarm());
    this.health.watch('FILES_WAIT_FOR_SCANNER', async () => (await this.waitingLong()) > 0);
  }

  /** @returns how many were put before the scanner */
  async askOlder(): Promise<number> {
    let asked = 0;
    for (let some = -1; some !== 0; asked += some) some = await this.tx.run(() => this.scans.askOlder());
    return asked;
  }

  private async alarm(): Promise<void> {
    const files = await this.waitingLong();
    if (files > 0) this.logger.error(`${files} files have waited for the scanner longer than 15 minutes.`);
  }

  private async waitingLong(): Promise<number> {
    const row = await this.sql.row<{ files: number }>(
      `SELECT count(*)::int AS files FROM files.stored_file WHERE state = 'waiting' AND created_at < $1`,
      [new Date(this.clock.now().getTime() - LONGEST_WAIT_MS)],
    );
    return row?.files ?? 0;
  }
}
