import { buildDataSource, migrate as migrateSchema } from '#kernel';
import { ROOMS } from '../../api/src/rooms.js';
import type { Context } from './context.js';
import { withDatabase } from './with-database.js';

/**
 * Brings a database to the code's version.
 * @returns names of the migrations that were carried out
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const dataSource = await buildDataSource({ databaseUrl, databasePool: 2 }, ROOMS).initialize();
  try {
    return await migrateSchema(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** `./portal migrate`. */
export async function migrate(context: Context): Promise<number> {
  const done = await withDatabase(context, migrateDatabase);
  console.log(done.length === 0 ? 'The database is up to date.' : `Carried out: ${done.join(', ')}`);
  return 0;
}
