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
const OPEN = 'done_at IS NULL AND given_up_at IS NULL';

/** A row as an attempt at it begins. */
interface Attempt {
  readonly id: string;
  readonly topic: string;
  readonly payload: OutboxPayload;
  /** This one among them. */
  readonly attempts: number;
}

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
      `SELECT id FROM kernel.outbox WHERE ${OPEN} AND next_attempt_at <= $1
       ORDER BY next_attempt_at LIMIT ${BATCH}`,
      [this.clock.now()],
    );
    if (rows.length === 0) return;
    await this.queue?.add(rows.map((row) => row.id));
  }

  /**
   * Does one row: the handler's writes and the mark are one transaction. Safe to call twice, at once or later. A row that
   * fails too often, or that no worker survives, is given up (see `OutboxEnd`).
   */
  async work(id: string): Promise<void> {
    const attempt = await this.begin(id);
    if (!attempt) return;
    const { attempts: most } = this.outbox.endOf(attempt.topic);
    if (attempt.attempts > most) return this.giveUp(attempt);
    try {
      await this.tx.run(() => this.handle(attempt));
    } catch (error) {
      await this.fail(attempt, error instanceof Error ? error : new Error(String(error)));
      if (attempt.attempts >= most) await this.giveUp(attempt);
    }
  }

  /**
   * Counts the attempt before it is made, for it may be the worker's last, and puts the next one off.
   * @returns undefined where the row is over, not due, or in another's hand
   */
  private begin(id: string): Promise<Attempt | undefined> {
    return this.sql.row<Attempt>(
      `UPDATE kernel.outbox SET attempts = attempts + 1,
         next_attempt_at = $2::timestamptz + make_interval(secs => least(${LONGEST_PAUSE_S}, 2 ^ least(attempts, 12)))
       WHERE id = (SELECT id FROM kernel.outbox WHERE id = $1 AND ${OPEN} AND next_attempt_at <= $2
                   FOR UPDATE SKIP LOCKED)
       RETURNING id, topic, payload, attempts`,
      [id, this.clock.now()],
    );
  }

  /** In a transaction. */
  private async handle({ id, topic, payload }: Attempt): Promise<void> {
    if (!(await this.lock(id))) return;
    const handler = this.outbox.handlerOf(topic);
    if (!handler) throw new Error(`Nobody handles the topic ${topic}.`);
    await handler(payload);
    await this.sql.update('kernel.outbox', id, { done_at: this.clock.now(), last_error: null });
  }

  private async lock(id: string): Promise<boolean> {
    const row = await this.sql.row(
      `SELECT FROM kernel.outbox WHERE id = $1 AND ${OPEN} FOR UPDATE SKIP LOCKED`,
      [id],
    );
    return row !== undefined;
  }

  private async fail({ id, attempts }: Attempt, error: Error): Promise<void> {
    this.logger.error(`${id}, attempt ${attempts}: ${error.stack ?? error.message}`);
    await this.sql.update('kernel.outbox', id, { last_error: error.message });
  }

  /** Where its room can tell nobody either, that is tried again in an hour. */
  private async giveUp({ id, topic, payload, attempts }: Attempt): Promise<void> {
    const { giveUp } = this.outbox.endOf(topic);
    try {
      await this.tx.run(async () => {
        if (!(await this.lock(id))) return;
        await giveUp?.(payload);
        const now = this.clock.now();
        await this.sql.update('kernel.outbox', id, { given_up_at: now, done_at: giveUp ? now : null });
        this.logger.error(`${id} (${topic}) is given up after ${attempts} attempts.`);
      });
    } catch (error) {
      this.logger.error(`${id} (${topic}) could not be given up: ${error}`);
    }
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
