import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { newId } from '../ids.js';

export type OutboxPayload = Record<string, unknown>;
/** Must be idempotent: a worker that dies between the work and the mark does it again. Runs inside a transaction. */
export type OutboxHandler = (payload: OutboxPayload) => Promise<void>;

/** How long a job is tried that fails, and what then. */
export interface OutboxEnd {
  /** Attempts with pauses of 1, 2, 4, ... seconds, up to an hour. */
  readonly attempts: number;
  /** Tells whom it concerns that it was not done. Runs inside a transaction. Left out: whoever keeps the portal is told. */
  readonly giveUp?: OutboxHandler;
}

/** About a day. What is known to take longer (a scanner or a mail server that is away) is no failure: it asks for a new job. */
const USUAL_END: OutboxEnd = { attempts: 36 };

/** Channel that wakes the relay. */
export const OUTBOX_CHANNEL = 'kelisim_outbox';

/**
 * Everything that leaves the database goes through here: the row is written with the change that causes it, and is
 * done when its handler has finished. Queues only carry its id and may be lost at any time.
 */
@Injectable()
export class Outbox {
  private readonly handlers = new Map<string, { handle: OutboxHandler; end: OutboxEnd }>();

  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** Names the one handler of a topic. Called by rooms at boot, in api and worker alike. */
  on(topic: string, handle: OutboxHandler, end = USUAL_END): void {
    if (this.handlers.has(topic)) throw new Error(`The outbox topic ${topic} has a handler already.`);
    this.handlers.set(topic, { handle, end });
  }

  handlerOf(topic: string): OutboxHandler | undefined {
    return this.handlers.get(topic)?.handle;
  }

  endOf(topic: string): OutboxEnd {
    return this.handlers.get(topic)?.end ?? USUAL_END;
  }

  /** Adds an event to the open transaction, to be handled from `notBefore` on. An event that nobody handles is not written: the record is the history. */
  async add(topic: string, payload: OutboxPayload, notBefore = this.clock.now()): Promise<void> {
    if (!this.tx.current) throw new Error('An outbox row must be written inside tx.run().');
    if (!this.handlers.has(topic)) return;
    await this.sql.execute(
      `WITH woken AS (SELECT pg_notify('${OUTBOX_CHANNEL}', ''))
       INSERT INTO kernel.outbox (id, topic, payload, created_at, next_attempt_at)
       SELECT $1, $2, $3, $4, $5 FROM woken`,
      [newId(), topic, payload, this.clock.now(), notBefore],
    );
  }
}
