import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of one test file's own. */
export interface TestRedis {
  readonly url: string;
  /** Empties it, as an operator does who takes it for a mere cache. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts redis-server on a free port, in memory only. @throws Error with the command that installs it */
export async function startTestRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'kelisim-redis-'));
  const port = await freePort();
  const args = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const failed = once(server, 'error').then(() => {
    throw new Error('redis-server is missing. Install it with: sudo apt-get install -y redis-server');
  });
  const redis = new Redis({ port, host: '127.0.0.1', lazyConnect: false });
  redis.on('error', () => undefined); // it is tried again until the server listens
  await Promise.race([redis.ping(), failed]).catch(async (error: unknown) => {
    redis.disconnect();
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: async () => {
      await redis.flushall();
    },
    stop: async () => {
      redis.disconnect();
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on now. */
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
