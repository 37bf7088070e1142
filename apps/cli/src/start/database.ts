import { existsSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { LogFile } from '../log-file.js';
import { PlainError, sentence } from '../plain-error.js';
import { PostgresServer, urlOf } from '../postgres/server.js';

export const DATABASE = 'portal';

/** Bytes a first start needs for an empty cluster, its log of changes and the demo. */
const FIRST_START_BYTES = 300_000_000;

/** Memory and planning for one machine; what is not named here is PostgreSQL's default, durability included. */
const SETTINGS = [
  'shared_buffers=256MB',
  'effective_cache_size=1GB',
  'work_mem=8MB',
  'jit=off',
  'max_connections=100',
];

/** Names what a first start is making, one a line, until it is complete: so it is made whole or not at all. */
const FIRST_START = 'first-start-is-not-complete';
const MADE_BY_FIRST_START = ['postgres', 'files', 'certification-centre', 'demo', 'demo.json'];

/** The embedded PostgreSQL of a data folder. */
export class EmbeddedDatabase {
  private constructor(
    readonly server: PostgresServer,
    /** False until {@link completeFirstStart}: data that a first start left half made are cleared and made again. */
    private complete: boolean,
    private readonly dataDir: string,
  ) {}

  /**
   * Opens the data folder's cluster, making it on the first start.
   * @throws PlainError in one sentence, with nothing half made left behind
   */
  static async open(dataDir: string): Promise<EmbeddedDatabase> {
    clearHalfMade(dataDir);
    const complete = existsSync(join(dataDir, 'postgres'));
    try {
      if (!complete) {
        requireSpace(dataDir);
        const making = MADE_BY_FIRST_START.filter((name) => !existsSync(join(dataDir, name)));
        writeFileSync(join(dataDir, FIRST_START), making.join('\n'));
      }
      const log = new LogFile(join(dataDir, 'logs', 'postgres.log'));
      const server = await PostgresServer.open({
        folder: join(dataDir, 'postgres'),
        log,
        settings: SETTINGS,
      });
      return new EmbeddedDatabase(server, complete, dataDir);
    } catch (error) {
      clearHalfMade(dataDir);
      throw new PlainError(sentence('Making the database', error));
    }
  }

  /** Starts the server and makes the portal's database in it if it is not there. */
  async start(onExit: () => void): Promise<string> {
    await this.server.start(onExit);
    const client = new pg.Client({ connectionString: this.server.url('postgres') });
    await client.connect();
    try {
      const there = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
      if (there.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    } finally {
      await client.end();
    }
    return this.server.url(DATABASE);
  }

  /** URL of the portal's database of a server that runs already, which somebody else started on `port`. */
  static urlOfRunning(dataDir: string, port: number): string {
    return urlOf(join(dataDir, 'postgres'), port, DATABASE);
  }

  /** From here on the data are kept, whatever happens. */
  completeFirstStart(): void {
    rmSync(join(this.dataDir, FIRST_START), { force: true });
    this.complete = true;
  }

  async stop(): Promise<void> {
    await this.server.stop();
    if (!this.complete) clearHalfMade(this.dataDir);
  }
}

/** Removes what a first start that failed or was killed was making. Data of a finished first start are never touched. */
function clearHalfMade(dataDir: string): void {
  const mark = join(dataDir, FIRST_START);
  if (!existsSync(mark)) return;
  const making = readFileSync(mark, 'utf8').split('\n');
  for (const name of MADE_BY_FIRST_START.filter((made) => making.includes(made))) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  rmSync(mark, { force: true });
}

function requireSpace(dataDir: string): void {
  const disk = statfsSync(dataDir);
  const free = disk.bavail * disk.bsize;
  if (free < FIRST_START_BYTES) {
    const megabytes = (bytes: number) => `${Math.floor(bytes / 1e6)} MB`;
    throw new PlainError(
      `The disk of ${dataDir} has ${megabytes(free)} free; the portal's database needs ${megabytes(FIRST_START_BYTES)} to begin with.`,
    );
  }
}

/** @throws PlainError when the administrator's own database does not answer; the password is never repeated. */
export async function requireDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    throw new PlainError(sentence('Connecting to DATABASE_URL', error));
  } finally {
    await client.end().catch(() => undefined);
  }
}
