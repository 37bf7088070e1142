import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Responders } from '#certification-centre';
import { type Config, loadConfig } from '#kernel';
import { type Context, centreFolder, openDataDir } from '../context.js';
import { LogFile } from '../log-file.js';
import { PlainError, sentence } from '../plain-error.js';
import { RunLock } from '../run-lock.js';
import { EmbeddedDatabase, requireDatabase } from './database.js';
import { ManagedProcess, restartDelay } from './managed-process.js';
import { type DemoAccount, peopleLines } from './people-table.js';
import { localAddress, probeAddress, requireFreePort } from './ports.js';

const READY_MS = 60_000;

/** Thrown inside when the administrator stopped the portal before it was ready. */
class Stopped extends Error {}

/** What `prepare` leaves for the supervisor: who can sign in to the demo. */
export interface DemoSheet {
  readonly password: string;
  readonly keysDir: string;
  readonly keyPassword: string;
  readonly accounts: readonly DemoAccount[];
}

/**
 * `./portal start`: runs the database, the api and the worker until Ctrl-C.
 * @returns the exit status: 0 after an orderly stop
 */
export async function start(context: Context): Promise<number> {
  const config = readSettings(context);
  openDataDir(context.dataDir);
  const lock = await RunLock.take(context.dataDir);
  if (!(lock instanceof RunLock)) {
    throw new PlainError(
      lock.address
        ? `The portal of this folder is already running: ${lock.address}`
        : `The portal of this folder is just being started by process ${lock.pid}.`,
    );
  }
  await requireFreePort(config.host, config.port);
  return new Supervisor(context, config, lock).run();
}

/** The settings, checked before anything is made. Embedded, the database's URL is known only later. */
function readSettings(context: Context): Config {
  try {
    return loadConfig({ DATABASE_URL: 'postgres://embedded', ...context.env, DATA_DIR: context.dataDir });
  } catch (error) {
    throw new PlainError(error instanceof Error ? error.message : String(error));
  }
}

class Supervisor {
  private readonly stopRequested: Promise<never>;
  private requestStop: () => void = () => undefined;
  private stopping = false;
  private firstSignalAt = 0;
  private database: EmbeddedDatabase | undefined;
  private responders: Responders | undefined;
  private readonly running: ManagedProcess[] = [];

  constructor(
    private readonly context: Context,
    private readonly config: Config,
    private readonly lock: RunLock,
  ) {
    this.stopRequested = new Promise((_resolve, reject) => {
      this.requestStop = () => reject(new Stopped());
    });
    this.stopRequested.catch(() => undefined);
  }

  async run(): Promise<number> {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.onSignal());
    // A terminal that was closed must not end the supervisor before its children.
    process.stdout.on('error', () => undefined);
    const up = this.bringUp();
    let status = 0;
    try {
      await Promise.race([up, this.stopRequested]);
      await this.stopRequested;
    } catch (error) {
      if (error instanceof Stopped) status = this.lock.running.address ? 0 : 130;
      else {
        say(sentence('Starting the portal', error));
        status = 1;
      }
    }
    await this.bringDown(up);
    return status;
  }

  private async bringUp(): Promise<void> {
    const url = this.context.env.DATABASE_URL ?? (await this.startDatabase());
    if (!this.database) await requireDatabase(url);
    this.goOn();
    const env = {
      ...this.context.env,
      DATABASE_URL: url,
      DATA_DIR: this.context.dataDir,
    };
    await this.prepare(env);
    this.goOn();
    this.database?.completeFirstStart();
    Object.assign(env, await this.startResponders());

    say('Starting the portal…');
    const api = this.program('api', env);
    const worker = this.program('worker', env);
    await Promise.race([this.untilReady(), this.deathOf(api), this.deathOf(worker)]);
    this.goOn();
    for (const program of [api, worker]) void program.keepAlive();
    this.tellReady();
  }

  /** Between two steps of starting: a stop that was asked for meanwhile ends the start here. */
  private goOn(): void {
    if (this.stopping) throw new Stopped();
  }

  private async startDatabase(): Promise<string> {
    if (!existsSync(join(this.context.dataDir, 'postgres'))) say('Making the database (first start only)…');
    const database = await EmbeddedDatabase.open(this.context.dataDir);
    this.database = database;
    const url = await database.start(() => void this.restartDatabase(database));
    this.lock.running.databasePort = database.server.port;
    return url;
  }

  /** The server ended by itself or was killed: it comes back on the same port, and the programs reconnect. */
  private async restartDatabase(database: EmbeddedDatabase): Promise<void> {
    for (let attempt = 1; !this.stopping; attempt += 1) {
      say(`The database ended; starting it again. Log: ${this.log('postgres').path}`);
      try {
        await database.start(() => void this.restartDatabase(database));
        say('The database works again.');
        return;
      } catch (error) {
        say(sentence('Starting the database', error));
        await delay(restartDelay(attempt), undefined, { ref: false });
      }
    }
  }

  /**
   * The responder and the time-stamp authority of the demo's own centre, where no others are configured and the centre
   * is the demo's. In production nothing says TEST.
   * @returns the settings by which the programs find them
   */
  private async startResponders(): Promise<NodeJS.ProcessEnv> {
    const { env, dataDir } = this.context;
    const isForeign = env['TRUST_ROOTS'] || env['OCSP_URL'] || env['TSA_URL'] || this.config.production;
    if (isForeign || !readDemoSheet(dataDir)) return {};
    const { CertificationCentre, Responders } = await import('#certification-centre');
    this.responders = await Responders.start(await CertificationCentre.open(centreFolder(dataDir)));
    if (this.responders === undefined) {
      say(
        'Without openssl there are no time stamps and no OCSP: the server\u2019s time and the lists count.',
      );
      return {};
    }
    return { OCSP_URL: this.responders.url('ocsp'), TSA_URL: this.responders.url('tsa') };
  }

  private async prepare(env: NodeJS.ProcessEnv): Promise<void> {
    const preparation = this.managed('prepare', 'apps/cli/src/start/prepare.js', env);
    this.running.push(preparation);
    const how = await preparation.launch();
    this.running.pop();
    if (how !== 'exit status 0') {
      throw new PlainError(
        `${sentence('Preparing the database', preparation.log.tail || how)} Log: ${preparation.log.path}`,
      );
    }
  }

  private program(name: 'api' | 'worker', env: NodeJS.ProcessEnv): ManagedProcess {
    const program = this.managed(name, `apps/${name}/src/main.js`, env);
    this.running.push(program);
    return program;
  }

  private managed(name: string, entry: string, env: NodeJS.ProcessEnv): ManagedProcess {
    const dist = join(this.context.root, 'dist');
    const guard = join(dist, 'apps/cli/src/start/child-guard.js');
    return new ManagedProcess(
      name,
      this.log(name),
      { entry: join(dist, entry), guard, cwd: this.context.root, env },
      say,
    );
  }

  private log(name: string): LogFile {
    return new LogFile(join(this.context.dataDir, 'logs', `${name}.log`));
  }

  /** Launches a program; rejects when it ends before the portal is ready. */
  private async deathOf(program: ManagedProcess): Promise<never> {
    const how = await program.launch();
    const cause = program.log.tail || how;
    throw new PlainError(`${sentence(`Starting the ${program.name}`, cause)} Log: ${program.log.path}`);
  }

  private async untilReady(): Promise<void> {
    const health = `${probeAddress(this.config.host, this.config.port)}/api/health`;
    for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await delay(100)) {
      this.goOn();
      const answer = await fetch(health, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new PlainError(
      `The portal did not become ready within ${READY_MS / 1_000} s. Log: ${this.log('api').path}`,
    );
  }

  private tellReady(): void {
    const address = localAddress(this.config.host, this.config.port);
    this.lock.running.address = address;
    const sheet = readDemoSheet(this.context.dataDir);
    if (sheet) {
      say('');
      for (const line of peopleLines(sheet.accounts)) say(line);
      say('');
      say(`Password of everyone above:  ${sheet.password}`);
      say(`Signing keys (.p12):         ${sheet.keysDir}  password of each: ${sheet.keyPassword}`);
    }
    say(`Data and logs:               ${this.context.dataDir}`);
    say('');
    say(`The portal is ready: ${address}   (Ctrl-C stops it)`);
  }

  /** The first signal stops in order, a second one at once. One key press may send two: its echo is not a second. */
  private onSignal(): void {
    if (this.firstSignalAt === 0) {
      this.firstSignalAt = Date.now();
      this.requestStop();
    } else if (Date.now() - this.firstSignalAt > 300) {
      this.force();
    }
  }

  private force(): void {
    say('Stopped at once; unfinished work is taken up on the next start.');
    for (const program of this.running) program.kill();
    this.database?.server.kill();
    process.exit(1);
  }

  /** The api first (no new work comes in), then the worker, the database last. */
  private async bringDown(up: Promise<void>): Promise<void> {
    this.stopping = true;
    if (this.lock.running.address) say('Stopping: open requests and jobs are finished first…');
    for (const program of this.running) await program.stop();
    await up.catch(() => undefined);
    await this.responders?.close();
    await this.database?.stop();
    this.lock.release();
    if (this.firstSignalAt > 0) say('The portal is stopped.');
  }
}

function readDemoSheet(dataDir: string): DemoSheet | undefined {
  const path = join(dataDir, 'demo.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as DemoSheet) : undefined;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
