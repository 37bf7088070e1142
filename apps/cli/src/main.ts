import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Context, centreFolder } from './context.js';
import { PlainError } from './plain-error.js';

/** A command: its exit status comes back. Each is loaded only when it is called. */
type Command = (context: Context) => Promise<number>;

const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start/start.js')).start,
  reset: async () => (await import('./reset.js')).reset,
  test: async () => (await import('./test/test.js')).test,
  migrate: async () => (await import('./migrate.js')).migrate,
  bench: async () => (await import('./bench/bench.js')).bench,
  openapi: async () => (await import('./openapi.js')).openapi,
  signature: async () => {
    const { runSignatureCheck } = await import('./signature-check.js');
    return ({ args }) => {
      if (args[0] !== 'check') throw new PlainError('Say ./portal signature check and what to check.');
      return runSignatureCheck(args.slice(1), process.stdout);
    };
  },
  keys: async () => {
    const { runKeys } = await import('./keys.js');
    return ({ args, dataDir }) =>
      runKeys([...args], { directory: centreFolder(dataDir), out: process.stdout });
  },
};

const root = resolve(import.meta.dirname, '../../../..');
const [name = 'help', ...args] = process.argv.slice(2);

try {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    console.error(`There is no command ${name}.\n\n${readFileSync(join(root, 'apps/cli/help.txt'), 'utf8')}`);
    process.exit(2);
  }
  const dataDir = resolve(process.env.DATA_DIR || join(root, '.portal'));
  const command = await load();
  process.exit(await command({ root, dataDir, env: process.env, args }));
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exit(1);
}
