import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from './redis.js';

/** The test file of EICAR, put together here so that no scanner takes the sources for it. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
/** Bytes that the test scanner takes for a virus wherever they stand. */
export const TEST_VIRUS = 'kelisim test virus';
/** Bytes of a stream that the test scanner takes at most. */
export const CLAMD_MOST_BYTES = 8 * 1024 * 1024;

/** A clamd of one test file's own. */
export interface TestClamd {
  readonly tcpUrl: string;
  readonly unixUrl: string;
  /** Ends it; `start` brings it back at the same addresses. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and clears its folder. */
  close(): Promise<void>;
}

/** Starts clamd with two signatures and no download: EICAR's, and TEST_VIRUS. @throws Error with the command that installs it */
export async function startTestClamd(): Promise<TestClamd> {
  const folder = await mkdtemp(join(tmpdir(), 'kelisim-clamd-'));
  const port = await freePort();
  const socket = join(folder, 'clamd.ctl');
  const eicarHash = createHash('md5').update(EICAR).digest('hex');
  await writeFile(join(folder, 'test.hdb'), `${eicarHash}:${EICAR.length}:Eicar-Test-Signature\n`);
  await writeFile(join(folder, 'test.ndb'), `Test.Virus:0:*:${Buffer.from(TEST_VIRUS).toString('hex')}\n`);
  const settings = {
    DatabaseDirectory: folder,
    Foreground: 'yes',
    LocalSocket: socket,
    TCPSocket: port,
    TCPAddr: '127.0.0.1',
    StreamMaxLength: CLAMD_MOST_BYTES,
    AlertExceedsMax: 'yes',
    AlertEncrypted: 'yes',
    MaxThreads: 2,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
  await writeFile(join(folder, 'clamd.conf'), lines.join(''));
  await chmod(folder, 0o755);

  let server: ReturnType<typeof spawn> | undefined;
  const stop = async () => {
    if (!server) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
    server = undefined;
    await rm(socket, { force: true });
  };
  const start = async () => {
    server = spawn('clamd', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    const failed = once(server, 'error').then(() => {
      throw new Error('clamd is missing. Install it with: sudo apt-get install -y clamav-daemon');
    });
    await Promise.race([failed, eventually(() => ping(port), 20_000)]);
  };
  await start();
  return {
    tcpUrl: `tcp://127.0.0.1:${port}`,
    unixUrl: `unix://${socket}`,
    stop,
    start,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ping(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.end('zPING\0');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toBe('PONG\0');
}
