import { DataSource, type DataSourceOptions, MigrationExecutor } from 'typeorm';
import type { Config } from '../config.js';

type ClassList = Extract<DataSourceOptions['entities'], unknown[]>;

/** What a room keeps: the entities of its own PostgreSQL schema, and the migrations that make it, in order. */
export interface Persistence {
  readonly schema: string;
  readonly entities: ClassList;
  readonly migrations: Extract<DataSourceOptions['migrations'], unknown[]>;
}

/** The data source over the tables of all `rooms`; not connected yet. */
export function buildDataSource(
  config: Pick<Config, 'databaseUrl' | 'databasePool'>,
  rooms: readonly Persistence[],
) {
  return new DataSource({
    type: 'postgres',
    url: config.databaseUrl,
    entities: rooms.flatMap((room) => room.entities),
    migrations: rooms.flatMap((room) => room.migrations),
    migrationsTableName: 'migration',
    poolSize: config.databasePool,
    extra: {
      application_name: 'kelisim',
      connectionTimeoutMillis: 10_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      // A search that needs so many rows and no more would begin where the one before it ended, in pages never read yet.
      options: '-c synchronize_seqscans=off',
    },
  });
}

/**
 * Brings the database to the newest schema. Two processes may start it at once: one works, the other waits.
 * @returns names of the migrations that were carried out
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    // Waiting for the other, or filling a large table, may take longer than any request may.
    await runner.query('SET statement_timeout = 0');
    await runner.query("SELECT pg_advisory_lock(hashtext('kelisim.migrate'))");
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    const done = await executor.executePendingMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await runner.query("SELECT pg_advisory_unlock(hashtext('kelisim.migrate'))");
    await runner.query('RESET statement_timeout');
    await runner.release();
  }
}

/** The statements that would bring the migrated schema to the entities; empty when the two agree. */
export async function schemaDifference(dataSource: DataSource): Promise<string[]> {
  const log = await dataSource.driver.createSchemaBuilder().log();
  return log.upQueries.map((query) => query.query);
}
