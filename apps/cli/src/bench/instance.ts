import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { openDataDir } from '../context.js';
import { LogFile } from '../log-file.js';
import { PlainError, sentence } from '../plain-error.js';
import { freePort } from '../postgres/server.js';
import { EmbeddedDatabase } from '../start/database.js';
import { ManagedProcess } from '../start/managed-process.js';

const READY_MS = 60_000;

/** A new folder, to be removed by whoever made it. */
export function makeBenchFolder(): string {
  // Not /tmp: that may be memory, where writing something down costs nothing.
  return mkdtempSync(join(process.env.TMPDIR ?? '/var/tmp', 'kelisim-bench-'));
}

/** A portal on data of its own, with the settings that `start` gives, in a folder that goes when it is closed. */
export class BenchInstance {
  readonly dataDir: string;
  private database: EmbeddedDatabase | undefined;
  private readonly running: ManagedProcess[] = [];

  constructor(private readonly root: string) {
    this.dataDir = makeBenchFolder();
    openDataDir(this.dataDir);
  }

  /** Starts the database and seeds the demo into it. @returns its URL */
  async startDatabase(): Promise<string> {
    this.database = await EmbeddedDatabase.open(this.dataDir);
    const url = await this.database.start(() => undefined);
    const prepare = this.process('prepare', 'start/prepare.js', this.portalSettings(url));
    const how = await prepare.launch();
    if (how !== 'exit status 0') {
      throw new PlainError(sentence('Preparing the database', prepare.log.tail || how));
    }
    return url;
  }

  /** The database once more, as it is now, while nobody is connected to it. @returns the URL of the copy */
  async copyDatabase(databaseUrl: string, name: string): Promise<string> {
    const [copy, server] = [new URL(databaseUrl), new URL(databaseUrl)];
    copy.pathname = `/${name}`;
    server.pathname = '/postgres';
    await withClient(server.href, (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${new URL(databaseUrl).pathname.slice(1)}`),
    );
    return copy.href;
  }

  async startApi(databaseUrl: string): Promise<Server> {
    const port = await freePort();
    return this.serve('api', '../../api/src/main.js', port, {
      ...this.portalSettings(databaseUrl),
      HOST: '127.0.0.1',
      PORT: String(port),
    });
  }

  /** @param settings what the bare server is told, as JSON */
  async startFloor(settings: (port: number) => unknown): Promise<Server> {
    const port = await freePort();
    return this.serve('floor', 'bench/floor.js', port, { FLOOR: JSON.stringify(settings(port)) });
  }

  /** Ends everything and removes the data. */
  async close(): Promise<void> {
    for (const program of this.running) await program.stop();
    await this.database?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async serve(name: string, entry: string, port: number, env: NodeJS.ProcessEnv): Promise<Server> {
    const program = this.process(name, entry, env);
    this.running.push(program);
    const death = program.launch();
    await Promise.race([untilReady(port), death]);
    const { pid } = program;
    if (pid === undefined) throw new PlainError(sentence(`Starting the ${name}`, program.log.tail));
    return { port, pid };
  }

  private process(name: string, entry: string, env: NodeJS.ProcessEnv): ManagedProcess {
    const cli = join(this.root, 'dist/apps/cli/src');
    return new ManagedProcess(
      name,
      new LogFile(join(this.dataDir, 'logs', `${name}.log`)),
      {
        entry: join(cli, entry),
        guard: join(cli, 'start/child-guard.js'),
        cwd: this.root,
        env: { PATH: process.env.PATH, ...env },
      },
      (line) => console.error(line),
    );
  }

  private portalSettings(databaseUrl: string): NodeJS.ProcessEnv {
    // A generator of load asks more often than any person, from one address.
    return { DATABASE_URL: databaseUrl, DATA_DIR: this.dataDir, RATE_FACTOR: '1000000' };
  }
}

export interface Server {
  readonly port: number;
  readonly pid: number;
}

async function untilReady(port: number): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await delay(50)) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new PlainError(`A server did not become ready within ${READY_MS / 1000} s.`);
}

/** Runs `work` with a connection of its own. */
export async function withClient<T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
