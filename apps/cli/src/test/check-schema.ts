/** Its own program: migrates an empty database; exit status 1 when its tables differ from the entities. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { buildDataSource, migrate, schemaDifference } from '#kernel';
import { ROOMS } from '../../../api/src/rooms.js';

const server = process.env.TEST_DATABASE_URL ?? '';
const name = `schema_${randomBytes(6).toString('hex')}`;
const admin = new pg.Client({ connectionString: server });
await admin.connect();
await admin.query(`CREATE DATABASE ${name}`);
try {
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataSource = await buildDataSource({ databaseUrl: url.href, databasePool: 2 }, ROOMS).initialize();
  await migrate(dataSource);
  const statements = await schemaDifference(dataSource);
  await dataSource.destroy();
  for (const statement of statements) console.log(statement);
  process.exitCode = statements.length > 0 ? 1 : 0;
} finally {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
}
