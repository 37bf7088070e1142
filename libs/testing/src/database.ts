import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { buildDataSource, migrate, type Persistence } from '#kernel';

/** A database of one test file's own. */
export interface TestDatabase {
  readonly url: string;
  readonly rooms: readonly Persistence[];
  /** Connected; for what a test arranges or looks at behind the portal's back. */
  readonly dataSource: DataSource;
  /** Removes the database, with whoever is still connected to it. */
  drop(): Promise<void>;
}

/**
 * Makes a database with the tables of `rooms`: a copy of a template that is migrated once per run.
 * @param rooms in the order in which their migrations may refer to each other
 */
export async function createTestDatabase(rooms: readonly Persistence[]): Promise<TestDatabase> {
  const template = `template_${hashOf(rooms)}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(async (server) => {
    // The tests run in several processes: one makes the template, the others wait for it.
    await server.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    if (!(await exists(server, template))) await makeTemplate(server, template, rooms);
    await server.query('SELECT pg_advisory_unlock(hashtext($1))', [template]);
    // Copying the files takes a third of the time that writing each page to the log as well would take.
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  });
  const url = urlOf(name);
  const dataSource = await buildDataSource({ databaseUrl: url, databasePool: 10 }, rooms).initialize();
  return {
    url,
    rooms,
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await onServer((server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** The template takes its name when it is complete, so one that was cut off is never taken for it. */
async function makeTemplate(
  server: pg.Client,
  template: string,
  rooms: readonly Persistence[],
): Promise<void> {
  const unfinished = `${template}_unfinished`;
  await server.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${unfinished}`);
  const dataSource = await buildDataSource(
    { databaseUrl: urlOf(unfinished), databasePool: 2 },
    rooms,
  ).initialize();
  await migrate(dataSource).finally(() => dataSource.destroy());
  await server.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
}

async function exists(server: pg.Client, database: string): Promise<boolean> {
  const found = await server.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  return found.rowCount === 1;
}

/** A migration that is edited gives another template. */
function hashOf(rooms: readonly Persistence[]): string {
  const hash = createHash('sha256');
  for (const migration of rooms.flatMap((room) => room.migrations)) hash.update(String(migration));
  return hash.digest('hex').slice(0, 16);
}

async function onServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: serverUrl() });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url)
    throw new Error('TEST_DATABASE_URL is not set: run the tests by ./portal test, or by npm run test:unit.');
  return url;
}
