import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OptionTable } from './check/options.js';
import type { CheckCommand } from './check/run.js';
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
  administrator: async () => (await import('./administrator.js')).administrator,
  audit: async () => (await import('./audit/audit.js')).audit,
  jobs: async () => (await import('./jobs.js')).jobs,
  openapi: async () => (await import('./openapi.js')).openapi,
  signature: async () => {
    const { signatureCheck } = await import('./check/signature.js');
    return checking('signature', signatureCheck);
  },
  certificate: async () => {
    const { certificateCheck } = await import('./check/certificate.js');
    return checking('certificate', certificateCheck);
  },
  container: async () => {
    const { containerCheck } = await import('./check/container.js');
    return checking('container', containerCheck);
  },
  keys: async () => {
    const { runKeys } = await import('./keys.js');
    return ({ args, dataDir }) =>
      runKeys([...args], { directory: centreFolder(dataDir), out: process.stdout });
  },
};

/** `portal WHAT check ...`. */
async function checking<T extends OptionTable>(what: string, command: CheckCommand<T>): Promise<Command> {
  const { refuseUsage, runCheck } = await import('./check/run.js');
  return async ({ args: [action, ...rest] }) =>
    action === 'check'
      ? runCheck(command, rest, process.stdout)
      : refuseUsage(command, `say portal ${what} check`, process.stdout);
}

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
