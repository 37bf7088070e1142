import { loadConfig } from '#kernel';
import { migrateDatabase } from '../migrate.js';

/** Its own program, run by `start`: brings the database to the code's version and seeds the demo into an empty one. */
const config = loadConfig(process.env);
await migrateDatabase(config.databaseUrl);
