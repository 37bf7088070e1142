import { type ChildProcess, spawn } from 'node:child_process';

/** How a program ended, and all that it wrote. */
export interface Ended {
  readonly status: number | null;
  /** Standard output alone. */
  readonly stdout: string;
  /** Standard output and error, in the order in which they came. */
  readonly output: string;
}

const open = new Set<ChildProcess>();

/** Runs a program to its end, in its own process group, keeping what it writes. */
export function run(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const [file = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    open.add(child);
    const stdout: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      all.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
    const end = (status: number | null) => {
      open.delete(child);
      resolve({ status, stdout: Buffer.concat(stdout).toString(), output: Buffer.concat(all).toString() });
    };
    child.once('error', (error) => {
      all.push(Buffer.from(error.message));
      end(null);
    });
    child.once('close', end);
  });
}

/** Ends every program that still runs, with all that it started. */
export function endPrograms(): void {
  for (const child of open) {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
    } catch {
      open.delete(child); // ended meanwhile
    }
  }
}

/** Runs `tasks` with at most `width` at a time; answers in the order of the tasks. */
export async function inParallel<T>(width: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const queue = tasks.entries();
  const worker = async () => {
    for (const [index, task] of queue) results[index] = await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
