import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { EMPTY, Observable } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { LIVE_TOPICS, type LiveEvent } from '#contracts';
import { type Actor, scopesOn } from '../access/actor.js';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { Listener } from './listener.js';

const CHANNEL = 'kelisim_live';
/** Ids are taken before commit, so an earlier id may show up later; this much is told again, which is harmless. */
const OVERLAP_MS = 60_000;
/** A page asks for what it shows before its stream is open: what changed in between is told to a first stream, too. */
const BEFORE_FIRST_MS = 20_000;
/** Ids that a stream remembers to have told. */
const MOST_REMEMBERED = 1_000;
/** Streams of one session in one process. */
const MOST_STREAMS = 30;
const HEARTBEAT_MS = 20_000;

interface StoredEvent extends LiveEvent {
  id: string;
}

/** As @nestjs/common's MessageEvent. */
export interface LiveMessage {
  data: string | object;
  id?: string;
  type?: string;
}

/** A hint that waits for the end of its transaction. */
interface Hint {
  readonly topic: LiveEvent['topic'];
  readonly subject: string | null;
  readonly scopes: readonly string[];
}

/** Writes hints in the transaction of the change; PostgreSQL delivers them to every process at commit. */
@Injectable()
export class Live {
  private readonly waiting = new WeakMap<EntityManager, Hint[]>();

  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** Tells every reader whose scopes meet `scopes` that the subject changed: all hints of a transaction go at its end, at once. */
  async publish({ topic, subjectId }: LiveEvent, scopes: readonly string[]): Promise<void> {
    const transaction = this.tx.current;
    if (!transaction) throw new Error('A live event must be written inside tx.run().');
    if (scopes.length === 0) return;
    const hint = { topic, subject: subjectId, scopes };
    const others = this.waiting.get(transaction);
    if (others) {
      others.push(hint);
      return;
    }
    const hints: Hint[] = [hint];
    this.waiting.set(transaction, hints);
    this.tx.beforeCommit(async () => {
      this.waiting.delete(transaction);
      await this.sql.execute(
        `WITH event AS (
           INSERT INTO kernel.live_event (at, topic, subject_id, scopes)
           SELECT $1, topic, subject, scopes
           FROM jsonb_to_recordset($2::jsonb) AS hint (topic text, subject uuid, scopes uuid[]) RETURNING id)
         SELECT pg_notify('${CHANNEL}', id::text) FROM event`,
        [this.clock.now(), JSON.stringify(hints)],
      );
    });
  }
}

/** One per api process: hands events to the readers that are connected to it. */
@Injectable()
export class LiveHub implements BeforeApplicationShutdown, OnApplicationBootstrap {
  private readonly logger = new Logger('live');
  private readonly readers = new Map<
    number,
    {
      actor: Actor;
      deliver: (event: StoredEvent & { scopes: string[] }) => void;
      end: (word?: 'ended') => void;
    }
  >();
  private readonly listener: Listener;
  private nextReader = 0;
  /** Browsers come back at once when their stream ends: a server that is closing lets none begin anew. */
  private closing = false;
  /** Id of the newest event that this process knows of. */
  private newest = '0';
  /** Ids that were notified and are not told yet. */
  private readonly arrived: string[] = [];
  /** Only one at a time reads and tells: two that read at once would tell events out of their order. */
  private telling = false;

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.listener = new Listener({
      config,
      channel: CHANNEL,
      onMessage: (id) => {
        this.arrived.push(id);
        void this.tell();
      },
      // Whoever was connected meanwhile comes back with his last event id and catches up.
      onBack: () => this.endAll(),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.start();
    const row = await this.sql.row<{ id: string | null }>(
      'SELECT max(id)::text AS id FROM kernel.live_event',
    );
    if (row?.id) this.newest = row.id;
  }

  /** Before the server is closed: it waits for open streams. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    this.endAll();
    await this.listener.stop();
  }

  /** Ends the streams of a session that is over; its browser is told, so that it does not first come back in vain. */
  endSession(sessionId: string): void {
    for (const reader of this.readers.values()) if (reader.actor.sessionId === sessionId) reader.end('ended');
  }

  /** What the owner of the session may do has changed: his browsers come back at once, and hear what concerns him now. */
  renewSession(sessionId: string): void {
    for (const reader of this.readers.values()) if (reader.actor.sessionId === sessionId) reader.end();
  }

  /** One person has a few windows, not hundreds: the oldest stream of a session makes room. */
  private letGoOldest(sessionId: string): void {
    const own = [...this.readers.values()].filter((reader) => reader.actor.sessionId === sessionId);
    if (own.length >= MOST_STREAMS) own[0]?.end();
  }

  private endAll(): void {
    for (const reader of this.readers.values()) reader.end();
  }

  /** How many readers are connected to this process. */
  get size(): number {
    return this.readers.size;
  }

  /** The events that concern `actor` from now on; first those that he missed, after `lastEventId` or since shortly before. */
  stream(actor: Actor, lastEventId: string | undefined): Observable<LiveMessage> {
    if (this.closing) return EMPTY;
    return new Observable((subscriber) => {
      const key = this.nextReader++;
      const concerns = concernsOf(actor);
      // Every message names the last event, for the browser asks by the last id that it saw, of whatever message.
      const asked = lastEventId !== undefined && /^\d{1,18}$/.test(lastEventId) ? lastEventId : undefined;
      let last = asked ?? this.newest;
      // What was missed may be told live at the same moment: once is enough.
      const told = new Set<string>();
      const send = (event: StoredEvent) => {
        if (told.has(event.id)) return;
        if (told.size >= MOST_REMEMBERED) told.clear();
        told.add(event.id);
        last = event.id;
        subscriber.next({
          id: event.id,
          type: 'change',
          data: { topic: event.topic, subjectId: event.subjectId },
        });
      };
      this.letGoOldest(actor.sessionId);
      this.readers.set(key, {
        actor,
        deliver: (event) => {
          if (concerns(event.topic, event.scopes)) send(event);
        },
        end: (word) => {
          if (word) subscriber.next({ id: last, type: word, data: {} });
          subscriber.complete();
        },
      });
      subscriber.next({ id: last, type: 'ready', data: {} });
      const heartbeat = setInterval(() => {
        subscriber.next({ id: last, type: 'heartbeat', data: {} });
        // As `renewSession`, where a delegation begins or ends by itself.
        if (actor.rightsChangeAt && actor.rightsChangeAt <= this.clock.now()) subscriber.complete();
      }, HEARTBEAT_MS);
      this.missed(actor, asked).then(
        (events) => events.forEach(send),
        () => subscriber.complete(),
      );
      return () => {
        clearInterval(heartbeat);
        this.readers.delete(key);
      };
    });
  }

  /** What changed for `actor` since the event that he saw last, if any; of each thing the newest hint, for one is enough. */
  private missed(actor: Actor, lastEventId: string | undefined): Promise<StoredEvent[]> {
    const first = new Date(this.clock.now().getTime() - BEFORE_FIRST_MS);
    const concerns = LIVE_TOPICS.map(
      (topic, place) => `topic = '${topic}' AND scopes && $${place + 4}::uuid[]`,
    );
    return this.sql.rows<StoredEvent>(
      `SELECT max(id)::text AS id, topic, subject_id AS "subjectId" FROM kernel.live_event
       WHERE (${concerns.join(' OR ')}) AND id IS DISTINCT FROM $1::bigint AND at >= coalesce(
         (SELECT at - make_interval(secs => $2) FROM kernel.live_event WHERE id = $1::bigint), $3::timestamptz)
       GROUP BY topic, subject_id ORDER BY max(id)`,
      [
        lastEventId ?? null,
        OVERLAP_MS / 1000,
        lastEventId === undefined ? first : '-infinity',
        ...LIVE_TOPICS.map((topic) => scopesOn(actor, topic)),
      ],
    );
  }

  /** Tells what has arrived, in the order of its writing; what arrives meanwhile is told next, by one query again. */
  private async tell(): Promise<void> {
    if (this.telling) return;
    this.telling = true;
    for (let ids = this.arrived.splice(0); ids.length > 0; ids = this.arrived.splice(0)) {
      for (const id of ids) if (BigInt(id) > BigInt(this.newest)) this.newest = id;
      if (this.readers.size === 0) continue;
      try {
        const events = await this.sql.rows<StoredEvent & { scopes: string[] }>(
          `SELECT id::text, topic, subject_id AS "subjectId", scopes FROM kernel.live_event
           WHERE id = ANY ($1::bigint[]) ORDER BY live_event.id`,
          [ids],
        );
        for (const event of events) for (const reader of this.readers.values()) reader.deliver(event);
      } catch (error) {
        this.logger.warn((error as Error).message);
      }
    }
    this.telling = false;
  }
}

/** What the actor hears of, by topic. */
function concernsOf(actor: Actor): (topic: LiveEvent['topic'], scopes: readonly string[]) => boolean {
  const heard = new Map(LIVE_TOPICS.map((topic) => [topic, new Set(scopesOn(actor, topic))]));
  return (topic, scopes) => scopes.some((scope) => heard.get(topic)?.has(scope));
}
