import { existsSync, renameSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Config, loadConfig } from '#kernel';
import { AppModule } from '../../../api/src/app.module.js';
import { setUpHttp } from '../../../api/src/http.js';
import { migrateDatabase } from '../migrate.js';
import { seedDemo } from '../seed/seed.js';

/** Its own program, run by `start`: brings the database to the code's version and seeds the demo into an empty one. */
const config = loadConfig(process.env);
const sheet = join(config.dataDir, 'demo.json');
await migrateDatabase(config.databaseUrl);
// The demo's files are scanned later, as all that came before the scanner.
if (process.env.PORTAL_DEMO !== 'off' && !existsSync(sheet)) await seed({ ...config, clamdUrl: undefined });

/** The demo comes in by the portal's own addresses, on a port that nobody else is told. */
async function seed(settings: Config): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot('api', settings), {
    bodyParser: false,
    logger: ['error'],
  });
  setUpHttp(app, settings);
  await app.listen(0, '127.0.0.1');
  // Sheets, letters and packages of the demo are made as all others are.
  const worker = await NestFactory.createApplicationContext(AppModule.forRoot('worker', settings), {
    logger: ['error'],
  });
  const { port } = app.getHttpServer().address() as AddressInfo;
  const demo = await seedDemo({ services: app, dataDir: settings.dataDir, url: `http://127.0.0.1:${port}` });
  // Whole or not at all: the file says that the demo is there.
  writeFileSync(`${sheet}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${sheet}.new`, sheet);
  await worker.close();
  await app.close();
}
