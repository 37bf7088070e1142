import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { Listener } from '../live/listener.js';
import { OUTBOX_CHANNEL, Outbox, type OutboxPayload } from './outbox.js';
import type { OutboxQueue } from './queue.js';

const SCAN_MS = 2_000;
const BATCH = 500;
const CONCURRENCY = 4;
const LONGEST_PAUSE_S = 3_600;

/**
 * Relay and worker of the outbox; runs in the worker process. The table says what is open, the queue only spreads the
 * work: a flushed queue is filled again at the next scan, a job that comes twice finds its row done.
 */
@Injectable()
export class OutboxWorker implements BeforeApplicationShutdown, OnApplicationBootstrap {
  private readonly logger = new Logger('outbox');
  private queue: OutboxQueue | undefined;
  private worker: { close(): Promise<void> } | undefined;
  private readonly listener: Listener;
  private timer: NodeJS.Timeout | undefined;
  private scanning: Promise<void> | undefined;
  private wokenMeanwhile = false;
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly outbox: Outbox,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {
    // The notification only shortens the wait: without it the timer finds the row.
    const wake = () => this.wake();
    this.listener = new Listener({ config, channel: OUTBOX_CHANNEL, onMessage: wake, onBack: wake });
  }

  async onApplicationBootstrap(): Promise<void> {
    const onError = (error: Error) => this.logger.warn(error.message);
    // Loaded here, so that the api does not carry what only the worker uses.
    const { openQueue, openWorker } = await import('./queue.js');
    this.queue = openQueue(this.config, onError);
    this.worker = openWorker(this.config, CONCURRENCY, (id) => this.work(id), onError);
    await this.listener.start();
    this.timer = setInterval(() => this.wake(), SCAN_MS);
    this.wake();
  }

  /** Before the database is closed: the jobs in hand still need it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.scanning;
    await this.worker?.close();
    await this.queue?.close();
    await this.listener.stop();
  }

  /** Queues every open row that is due. */
  async relay(): Promise<void> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT id FROM kernel.outbox WHERE done_at IS NULL AND next_attempt_at <= $1
       ORDER BY next_attempt_at LIMIT ${BATCH}`,
      [this.clock.now()],
    );
    if (rows.length === 0) return;
    await this.queue?.add(rows.map((row) => row.id));
  }

  /** Does one row: the handler's writes and the mark are one transaction. Safe to call twice, at once or later. */
  async work(id: string): Promise<void> {
    try {
      await this.tx.run(async () => {
        const row = await this.sql.row<{ topic: string; payload: OutboxPayload }>(
          `SELECT topic, payload FROM kernel.outbox WHERE id = $1 AND done_at IS NULL FOR UPDATE SKIP LOCKED`,
          [id],
        );
        if (!row) return;
        const handler = this.outbox.handlerOf(row.topic);
        if (!handler) throw new Error(`Nobody handles the topic ${row.topic}.`);
        await handler(row.payload);
        await this.sql.execute(
          'UPDATE kernel.outbox SET done_at = $2, attempts = attempts + 1, last_error = NULL WHERE id = $1',
          [id, this.clock.now()],
        );
      });
    } catch (error) {
      await this.postpone(id, error instanceof Error ? error : new Error(String(error)));
    }
  }

  private async postpone(id: string, error: Error): Promise<void> {
    this.logger.error(`${id} ${error.stack ?? error.message}`);
    await this.sql.execute(
      `UPDATE kernel.outbox SET attempts = attempts + 1, last_error = $3,
         next_attempt_at = $2::timestamptz + make_interval(secs => least(${LONGEST_PAUSE_S}, 2 ^ least(attempts, 12)))
       WHERE id = $1 AND done_at IS NULL`,
      [id, this.clock.now(), error.message],
    );
  }

  /** Scans once; whoever wakes it during a scan gets another one after it. */
  private wake(): void {
    if (this.stopped) return;
    if (this.scanning) {
      this.wokenMeanwhile = true;
      return;
    }
    this.wokenMeanwhile = false;
    this.scanning = this.relay()
      .catch((error: Error) => this.logger.warn(error.message))
      .finally(() => {
        this.scanning = undefined;
        if (this.wokenMeanwhile) this.wake();
      });
  }
}
