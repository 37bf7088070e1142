import pg from 'pg';
import type { Config } from '../config.js';

const RECONNECT_MS = 1_000;

/**
 * Hears a channel of PostgreSQL over a connection of its own, which it opens again whenever it is lost. What is
 * notified while it is lost is not heard: `onBack` is the place to make up for it.
 */
export class Listener {
  private client: pg.Client | undefined;
  private stopped = false;

  /** @param options.onBack called when the channel is heard again after a loss */
  constructor(
    private readonly options: {
      config: Pick<Config, 'databaseUrl'>;
      channel: string;
      onMessage: (payload: string) => void;
      onBack: () => void;
    },
  ) {}

  /** Resolves once the channel is heard. @throws Error where the database cannot be reached at the start */
  async start(): Promise<void> {
    const { config, channel, onMessage } = this.options;
    const client = new pg.Client({
      connectionString: config.databaseUrl,
      application_name: `kelisim listens to ${channel}`,
      keepAlive: true,
    });
    // A lost connection says so once or twice, as an error and as its end; a refused one also rejects connect().
    client.on('error', () => this.onLost(client));
    client.on('end', () => this.onLost(client));
    client.on('notification', ({ payload }) => onMessage(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    if (this.stopped) await this.stop();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  private onLost(lost: pg.Client): void {
    if (this.stopped || this.client !== lost) return;
    this.client = undefined;
    const retry = async () => {
      if (this.stopped) return;
      try {
        await this.start();
        this.options.onBack();
      } catch {
        setTimeout(retry, RECONNECT_MS).unref();
      }
    };
    setTimeout(retry, RECONNECT_MS).unref();
  }
}
