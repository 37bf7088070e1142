import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config, LiveHub } from '#kernel';
import { SESSION_ENDED_CHANNEL, Sessions } from './sessions.js';

const RECONNECT_MS = 1_000;

/** Hears in each api process of the sessions that ended in any of them. */
@Injectable()
export class SessionEnds implements OnApplicationBootstrap, OnApplicationShutdown {
  private client: pg.Client | undefined;
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: Sessions,
    private readonly hub: LiveHub,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'kelisim sessions',
    });
    client.on('error', () => this.relisten(client));
    client.on('end', () => this.relisten(client));
    client.on('notification', ({ payload }) => {
      if (!payload) return;
      this.sessions.forget(payload);
      this.hub.endSession(payload);
    });
    await client.connect();
    await client.query(`LISTEN ${SESSION_ENDED_CHANNEL}`);
    this.client = client;
    // What ended while nobody listened was not heard.
    this.sessions.forgetAll();
  }

  private relisten(lost: pg.Client): void {
    if (this.stopped || this.client !== lost) return;
    this.client = undefined;
    const retry = () => {
      if (this.stopped) return;
      this.listen().catch(() => setTimeout(retry, RECONNECT_MS).unref());
    };
    setTimeout(retry, RECONNECT_MS).unref();
  }
}
