import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext, ModuleMetadata } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModule } from '@nestjs/testing';
import { Clock, KernelModule, loadConfig, type ProcessKind } from '#kernel';
import type { TestDatabase } from './database.js';
import { TestClient } from './test-client.js';

export interface TestAppOptions {
  readonly database: TestDatabase;
  /** The rooms above the kernel. */
  readonly modules: NonNullable<ModuleMetadata['imports']>;
  /** Stands in for the portal's clock; by default time goes on as it does. */
  readonly clock?: Clock;
  /** Settings besides the database and the data folder, by the names they have in the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A portal of the test's own that answers HTTP on a free port. */
export interface TestApp {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly get: INestApplicationContext['get'];
  /** Somebody who has not signed in. */
  readonly stranger: TestClient;
  /** Signs in by login and password, as the web does. */
  signIn(login: string, password?: string): Promise<TestClient>;
  close(): Promise<void>;
}

/** Starts the api process over `options.database`. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const { module, removeData } = await compile('api', options);
  const app = module.createNestApplication<NestExpressApplication>({ logger: ['error'] });
  app.setGlobalPrefix('api');
  // Only the client closes idle connections: both are this process, and one that stands still for seconds would let the
  // server close one as the next request goes out by it.
  app.getHttpServer().keepAliveTimeout = 0;
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    get: app.get.bind(app),
    stranger: new TestClient(url),
    signIn: (login, password) => TestClient.signIn(url, login, password),
    close: async () => {
      await app.close();
      await removeData();
    },
  };
}

/** A worker of the test's own: does what the outbox holds. */
export interface TestWorker {
  readonly get: INestApplicationContext['get'];
  close(): Promise<void>;
}

/** Starts the worker process over `options.database`. */
export async function startTestWorker(options: TestAppOptions): Promise<TestWorker> {
  const { module, removeData } = await compile('worker', options);
  await module.init();
  return {
    get: module.get.bind(module),
    close: async () => {
      await module.close();
      await removeData();
    },
  };
}

async function compile(
  process: ProcessKind,
  { database, modules, clock, env }: TestAppOptions,
): Promise<{ module: TestingModule; removeData: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kelisim-data-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    RATE_FACTOR: '1000', // a test asks more often than people do
    ...env,
  });
  const builder = Test.createTestingModule({
    imports: [KernelModule.forRoot({ process, config, rooms: database.rooms }), ...modules],
  });
  if (clock) builder.overrideProvider(Clock).useValue(clock);
  const module = await builder.compile();
  return { module, removeData: () => rm(dataDir, { recursive: true, force: true }) };
}
