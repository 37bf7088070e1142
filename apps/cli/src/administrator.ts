import { NestFactory } from '@nestjs/core';
import { Duties } from '#directory';
import { loadConfig } from '#kernel';
import { AppModule } from '../../api/src/app.module.js';
import type { Output } from './check/run.js';
import type { Context } from './context.js';
import { PlainError } from './plain-error.js';
import { withDatabase } from './with-database.js';

/**
 * `./portal administrator LOGIN`: gives the administrator's duty, also while the portal runs. Whoever may call it holds
 * the database already; the record says that nobody signed in did it.
 * @throws PlainError where nobody signs in with that login
 */
export async function administrator(context: Context, out: Output = process.stdout): Promise<number> {
  const [login, ...rest] = context.args;
  if (!login || rest.length > 0) {
    out.write('Usage: portal administrator LOGIN\n');
    return 64;
  }
  const name = await withDatabase(context, (url) => appoint(context, url, login), true);
  if (name === undefined) throw new PlainError(`Nobody can sign in as ${login}.`);
  out.write(`${name} (${login}) is an administrator of the portal.\n`);
  return 0;
}

async function appoint(
  { env, dataDir }: Context,
  databaseUrl: string,
  login: string,
): Promise<string | undefined> {
  const config = loadConfig({ ...env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir });
  const services = await NestFactory.createApplicationContext(AppModule.forRoot('worker', config), {
    logger: ['error'],
  });
  try {
    return await services.get(Duties).appoint(login);
  } finally {
    await services.close();
  }
}
