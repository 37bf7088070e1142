import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';

/** What a running portal tells those who ask at its lock. */
export interface Running {
  readonly pid: number;
  /** Where it answers, or undefined while it starts. */
  address: string | undefined;
  /** Port of its embedded PostgreSQL, or undefined with DATABASE_URL. */
  databasePort: number | undefined;
}

/**
 * One portal per data folder. The lock is a Linux abstract socket: the kernel takes it back when the process
 * ends, however it ends, so there is no stale lock to clear after `kill -9`.
 */
export class RunLock {
  private constructor(
    private readonly server: Server,
    /** Told to others as it is at that moment. */
    readonly running: Running,
  ) {}

  /** Takes the lock of `dataDir`, or tells who holds it. The folder must exist. */
  static async take(dataDir: string): Promise<RunLock | Running> {
    const running: Running = { pid: process.pid, address: undefined, databasePort: undefined };
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(JSON.stringify(running));
    });
    const held = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(socketName(dataDir), () => resolve(true));
    });
    if (!held) return ask(dataDir);
    server.unref();
    return new RunLock(server, running);
  }

  release(): void {
    this.server.close();
  }
}

/** Who runs on `dataDir`, or undefined when nobody does. */
export async function whoRuns(dataDir: string): Promise<Running | undefined> {
  try {
    return await ask(dataDir);
  } catch {
    return undefined;
  }
}

async function ask(dataDir: string): Promise<Running> {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(socketName(dataDir));
    let text = '';
    socket.setTimeout(2_000, () => socket.destroy(new Error('the running portal does not answer')));
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.once('error', reject);
    socket.once('end', () => resolve(text));
  });
  return JSON.parse(answer) as Running;
}

function socketName(dataDir: string): string {
  const folder = realpathSync(dataDir);
  return `\0kelisim-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
}
