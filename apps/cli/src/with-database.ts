import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, openDataDir } from './context.js';
import { PlainError } from './plain-error.js';
import { RunLock } from './run-lock.js';
import { EmbeddedDatabase, requireDatabase } from './start/database.js';

/**
 * Runs `work` on the portal's database: the one of DATABASE_URL, or the embedded one, which is started for it.
 * @param besidePortal true for work that may go on while the portal of the folder runs, on its database
 * @throws PlainError when the embedded one is not made yet, or belongs to a portal that is running
 */
export async function withDatabase<T>(
  context: Context,
  work: (databaseUrl: string) => Promise<T>,
  besidePortal = false,
): Promise<T> {
  const given = context.env.DATABASE_URL;
  if (given) {
    await requireDatabase(given);
    return work(given);
  }
  if (!existsSync(join(context.dataDir, 'postgres'))) {
    throw new PlainError(`There is no database in ${context.dataDir} yet: ./portal start makes it.`);
  }
  openDataDir(context.dataDir);
  const lock = await RunLock.take(context.dataDir);
  if (!(lock instanceof RunLock)) {
    if (!besidePortal) throw new PlainError('The portal of this folder is running: stop it first (Ctrl-C).');
    if (lock.databasePort === undefined)
      throw new PlainError('The portal of this folder is just being started.');
    return work(EmbeddedDatabase.urlOfRunning(context.dataDir, lock.databasePort));
  }
  const database = await EmbeddedDatabase.open(context.dataDir);
  try {
    return await work(await database.start(() => undefined));
  } finally {
    await database.stop();
    lock.release();
  }
}
