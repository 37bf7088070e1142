import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import setUpDatabase from './database.setup.mjs';

const DIST = resolve('dist/apps');
const READY_MS = 60_000;

/** Programs end with Jest, however Jest ends: the guard of `./portal start` sees to it. */
const GUARD = pathToFileURL(join(DIST, 'cli/src/start/child-guard.js')).href;

function freePort() {
  return new Promise((settle, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => settle(port));
    });
  });
}

/** One of the portal's programs, as built; `output` is all that it wrote. */
function launch(entry, env) {
  const child = fork(join(DIST, entry), [], {
    env,
    execArgv: ['--import', GUARD],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const program = { child, output: '', ended: once(child, 'exit') };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      program.output += chunk;
    });
  }
  return program;
}

async function prepare(env) {
  const program = launch('cli/src/start/prepare.js', env);
  const [status] = await program.ended;
  if (status !== 0) throw new Error(`The portal of the tests was not prepared:\n${program.output}`);
}

async function untilReady(url, programs) {
  const death = programs.map(async (program) => {
    await program.ended;
    throw new Error(`A program of the portal ended:\n${program.output}`);
  });
  for (const each of death) each.catch(() => undefined);
  const ready = async () => {
    for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await delay(100)) {
      const answer = await fetch(`${url}/api/health`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error(`The portal of the tests was not ready within ${READY_MS / 1_000} s.`);
  };
  await Promise.race([ready(), ...death]);
}

async function onServer(statement) {
  const server = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await server.connect();
  try {
    await server.query(statement);
  } finally {
    await server.end();
  }
}

/**
 * Run by Jest once before all tests in the browser: the portal as it was built, with the demo, on a port, a database
 * and a data folder of its own. The tests find them in PORTAL_URL and PORTAL_DATA_DIR, and in PORTAL_OIDC_ISSUER where a
 * provider may be.
 */
export default async function setUp() {
  await setUpDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'kelisim-portal-'));
  const database = `portal_${randomBytes(8).toString('hex')}`;
  const programs = [];
  globalThis.stopTestPortal = async () => {
    for (const { child } of programs) child.kill('SIGTERM');
    await Promise.all(programs.map(({ ended }) => ended));
    await onServer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await onServer(`CREATE DATABASE ${database}`);
    const databaseUrl = new URL(process.env.TEST_DATABASE_URL);
    databaseUrl.pathname = `/${database}`;
    const port = await freePort();
    // Nobody is there until a test starts its provider.
    const issuer = `http://127.0.0.1:${await freePort()}`;
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl.href,
      DATA_DIR: dataDir,
      PORT: String(port),
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'portal',
      OIDC_CLIENT_SECRET: 'of-the-portal-at-its-provider',
      OIDC_LABEL: 'eGov',
      RATE_FACTOR: '100', // many browsers at once, all from here
    };
    await prepare(env);
    programs.push(launch('api/src/main.js', env), launch('worker/src/main.js', env));
    const url = `http://localhost:${port}`;
    await untilReady(url, programs);
    Object.assign(process.env, { PORTAL_URL: url, PORTAL_DATA_DIR: dataDir, PORTAL_OIDC_ISSUER: issuer });
  } catch (error) {
    await globalThis.stopTestPortal();
    throw error;
  }
}
