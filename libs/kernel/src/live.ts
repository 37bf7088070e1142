import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import pg from 'pg';
import { Observable } from 'rxjs';
import type { LiveEvent } from '#contracts';
import type { Actor } from './actor.js';
import { Clock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { Sql } from './sql.js';
import { Tx } from './tx.js';

const CHANNEL = 'kelisim_live';
/** Ids are taken before commit, so an earlier id may show up later; this much is told again, which is harmless. */
const OVERLAP_MS = 60_000;
const HEARTBEAT_MS = 20_000;
const RECONNECT_MS = 1_000;

interface StoredEvent extends LiveEvent {
  id: string;
  scopes: string[];
}

/** As @nestjs/common's MessageEvent. */
export interface LiveMessage {
  data: string | object;
  id?: string;
  type?: string;
}

/** Writes hints in the transaction of the change; PostgreSQL delivers them to every process at commit. */
@Injectable()
export class Live {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** Tells every reader whose scopes meet `scopes` that the subject changed. */
  async publish(event: LiveEvent, scopes: readonly string[]): Promise<void> {
    if (!this.tx.current) throw new Error('A live event must be written inside tx.run().');
    if (scopes.length === 0) return;
    await this.sql.execute(
      `WITH event AS (
         INSERT INTO kernel.live_event (at, topic, subject_id, scopes) VALUES ($1, $2, $3, $4) RETURNING id)
       SELECT pg_notify('${CHANNEL}', id::text) FROM event`,
      [this.clock.now(), event.topic, event.subjectId, scopes],
    );
  }
}

/** One per api process: hands events to the readers that are connected to it. */
@Injectable()
export class LiveHub implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly readers = new Map<
    number,
    { actor: Actor; deliver: (event: StoredEvent) => void; end: () => void }
  >();
  private nextReader = 0;
  private client: pg.Client | undefined;
  private stopped = false;

  constructor(
    private readonly sql: Sql,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const reader of this.readers.values()) reader.end();
    await this.client?.end().catch(() => undefined);
  }

  /** Ends the streams of a session that is over. */
  endSession(sessionId: string): void {
    for (const reader of this.readers.values()) if (reader.actor.sessionId === sessionId) reader.end();
  }

  /** How many readers are connected to this process. */
  get size(): number {
    return this.readers.size;
  }

  /** The events that concern `actor` from now on; after `lastEventId`, where given, those that he missed first. */
  stream(actor: Actor, lastEventId: string | undefined): Observable<LiveMessage> {
    return new Observable((subscriber) => {
      const key = this.nextReader++;
      const concerns = new Set(actor.scopes);
      const send = (event: StoredEvent) =>
        subscriber.next({
          id: event.id,
          type: 'change',
          data: { topic: event.topic, subjectId: event.subjectId },
        });
      this.readers.set(key, {
        actor,
        deliver: (event) => {
          if (event.scopes.some((scope) => concerns.has(scope))) send(event);
        },
        end: () => subscriber.complete(),
      });
      subscriber.next({ type: 'ready', data: {} });
      const heartbeat = setInterval(() => subscriber.next({ type: 'heartbeat', data: {} }), HEARTBEAT_MS);
      if (lastEventId !== undefined && /^\d{1,18}$/.test(lastEventId)) {
        this.missed(actor, lastEventId).then(
          (events) => events.forEach(send),
          () => subscriber.complete(),
        );
      }
      return () => {
        clearInterval(heartbeat);
        this.readers.delete(key);
      };
    });
  }

  private missed(actor: Actor, lastEventId: string): Promise<StoredEvent[]> {
    return this.sql.rows<StoredEvent>(
      `SELECT id::text, topic, subject_id AS "subjectId", scopes FROM kernel.live_event
       WHERE scopes && $1::uuid[] AND id <> $2::bigint AND at >= coalesce(
         (SELECT at - make_interval(secs => $3) FROM kernel.live_event WHERE id = $2::bigint), '-infinity')
       ORDER BY id LIMIT 1000`,
      [actor.scopes, lastEventId, OVERLAP_MS / 1000],
    );
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'kelisim live',
    });
    client.on('error', () => this.relisten(client));
    client.on('end', () => this.relisten(client));
    client.on('notification', (message) => {
      if (message.payload)
        this.deliver(message.payload).catch((error: Error) => this.logger.warn(error.message));
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.client = client;
  }

  /** After a lost connection every reader is let go: they come back with their last event id and catch up. */
  private relisten(lost: pg.Client): void {
    if (this.stopped || this.client !== lost) return;
    this.client = undefined;
    for (const reader of this.readers.values()) reader.end();
    const retry = () => {
      if (this.stopped) return;
      this.listen().catch(() => setTimeout(retry, RECONNECT_MS).unref());
    };
    setTimeout(retry, RECONNECT_MS).unref();
  }

  private async deliver(id: string): Promise<void> {
    if (this.readers.size === 0) return;
    const event = await this.sql.row<StoredEvent>(
      `SELECT id::text, topic, subject_id AS "subjectId", scopes FROM kernel.live_event WHERE id = $1::bigint`,
      [id],
    );
    if (event) for (const reader of this.readers.values()) reader.deliver(event);
  }
}
