import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock } from './clock.js';
import { Sql } from './database/sql.js';

type Chore = () => Promise<unknown>;

const EVERY_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

/** Small recurring chores: clearing what has expired. Each may run in several processes at once. */
@Injectable()
export class Housekeeping implements BeforeApplicationShutdown {
  private readonly logger = new Logger('housekeeping');
  private readonly chores = new Map<string, Chore>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(sql: Sql, clock: Clock) {
    const ago = (hours: number) => [new Date(clock.now().getTime() - hours * HOUR_MS)];
    this.add('live events', () => sql.execute('DELETE FROM kernel.live_event WHERE at < $1', ago(24)));
    this.add('done outbox rows', () =>
      sql.execute('DELETE FROM kernel.outbox WHERE done_at < $1', ago(24 * 14)),
    );
  }

  /** Rooms name their chores at boot. */
  add(name: string, chore: Chore): void {
    this.chores.set(name, chore);
  }

  /** Starts the rounds, the first one at once; called by the worker process only. */
  start(): void {
    const begin = () => {
      this.round = this.run();
    };
    begin();
    this.timer = setInterval(begin, EVERY_MS);
  }

  /** The round at hand still finds its connections. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  async run(): Promise<void> {
    for (const [name, chore] of this.chores) {
      await chore().catch((error: Error) => this.logger.error(`${name}: ${error.stack ?? error.message}`));
    }
  }
}
