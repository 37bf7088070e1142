import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { LogFile } from '../log-file.js';

/** Milliseconds given to requests and jobs to finish. */
const DRAIN_MS = 30_000;
/** A process that ran this long is healthy: its next restart is quick again. */
const HEALTHY_MS = 60_000;

export const NODE_OPTIONS = [
  // MB, a third of what young garbage may take before it is looked at. By default that is 100 MB, and no faster.
  '--max-semi-space-size=8',
  // FileStore takes back the memory of what has arrived and is written.
  '--expose-gc',
];
/**
 * Of glibc (The GNU C Library 39.2); another C library does not know them. Threads share two stores of free memory: with one
 * each, large uploads leave holes in all of them. What is larger than 1 MB goes back as soon as it is free, above all the
 * 19 MB of each password that is checked, and lies in large pages, which are had at a fraction of the price.
 */
export const ENVIRONMENT = {
  GLIBC_TUNABLES: 'glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=1048576:glibc.malloc.hugetlb=1',
};

/** Milliseconds before restart number `attempt` (1, 2, ...): 1 s, doubling up to 30 s. */
export function restartDelay(attempt: number): number {
  return Math.min(1_000 * 2 ** (attempt - 1), 30_000);
}

/** How a process ended, in words: `exit status 1`, `signal SIGKILL`. */
export function ending(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ? `signal ${signal}` : `exit status ${code}`;
}

/** One of the portal's programs (api, worker), started again when it dies. */
export class ManagedProcess {
  private process: ChildProcess | undefined;
  private exited: Promise<string> = Promise.resolve('');
  private restarts = 0;
  private stopping = false;

  constructor(
    readonly name: string,
    readonly log: LogFile,
    private readonly program: { entry: string; guard: string; cwd: string; env: NodeJS.ProcessEnv },
    private readonly say: (line: string) => void,
  ) {}

  /** The process that runs now. */
  get pid(): number | undefined {
    return this.process?.pid;
  }

  /**
   * Starts the program once.
   * @returns how it ended; pending while it runs
   */
  launch(): Promise<string> {
    this.log.begin();
    const child = fork(this.program.entry, [], {
      cwd: this.program.cwd,
      env: { ...ENVIRONMENT, ...this.program.env },
      execArgv: [...NODE_OPTIONS, '--import', pathToFileURL(this.program.guard).href],
      // A Ctrl-C in the terminal reaches the supervisor alone, which stops everything in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.process = child;
    child.stdout?.on('data', (chunk: Buffer) => this.log.write(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.log.write(chunk));
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(ending(code, signal)));
      child.once('error', (error) => resolve(error.message));
    }).then((how) => {
      this.process = undefined;
      return String(how);
    });
    return this.exited;
  }

  /** Keeps the launched program alive until {@link stop}. */
  async keepAlive(): Promise<void> {
    for (let since = Date.now(); ; since = Date.now()) {
      const how = await this.exited;
      if (this.stopping) return;
      this.restarts = Date.now() - since > HEALTHY_MS ? 1 : this.restarts + 1;
      const wait = restartDelay(this.restarts);
      this.say(
        `The ${this.name} ended (${how}); starting it again in ${wait / 1_000} s. Log: ${this.log.path}`,
      );
      await delay(wait, undefined, { ref: false });
      if (this.stopping) return;
      void this.launch();
    }
  }

  /** Asks the program to finish what it is doing and end; past the time given, ends it. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.process?.kill('SIGTERM');
    const timer = setTimeout(() => {
      this.say(`The ${this.name} did not finish within ${DRAIN_MS / 1_000} s and was ended.`);
      this.kill();
    }, DRAIN_MS);
    await this.exited;
    clearTimeout(timer);
  }

  /** Ends the program at once. */
  kill(): void {
    this.stopping = true;
    this.process?.kill('SIGKILL');
  }
}
