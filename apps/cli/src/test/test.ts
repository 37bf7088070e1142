import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { LogFile } from '../log-file.js';
import { PlainError, sentence } from '../plain-error.js';
import { PostgresServer } from '../postgres/server.js';
import { endPrograms, inParallel, run } from '../programs.js';
import { CHECKS } from './checks.js';
import {
  CHROMIUM,
  CLAMD,
  type MachineTool,
  OPENSSL,
  POPPLER,
  REDIS,
  requireTools,
  SLAPD,
} from './machine-tools.js';
import { add, type JestReport, lastLine, NOTHING, type Tally, tallyCheck, tallyJest } from './tally.js';

type Tier = 'checks' | 'pure' | 'medium' | 'e2e';

const TIERS: readonly Tier[] = ['checks', 'pure', 'medium', 'e2e'];
const TOOLS: Record<Tier, readonly MachineTool[]> = {
  checks: [],
  pure: [OPENSSL],
  medium: [CLAMD, OPENSSL, REDIS, SLAPD, POPPLER],
  e2e: [CHROMIUM, OPENSSL, POPPLER],
};
const CORES = 2;
/** A test with a database or a browser waits for them at times: a third worker uses the cores meanwhile. */
const WORKERS: Record<Tier, number> = { checks: CORES, pure: CORES, medium: CORES + 1, e2e: CORES + 1 };

/** A server whose data nobody misses: it waits for no disk. */
const THROW_AWAY = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=256MB',
  'max_connections=300',
];

/**
 * `./portal test [checks|pure|medium|e2e] [PATTERN]`: all tests, or those of one tier whose path (or, of a check,
 * whose name) holds PATTERN.
 * @returns the exit status: 0 when something was proven and nothing failed
 */
export async function test(context: Context): Promise<number> {
  const [wanted, pattern = ''] = context.args;
  const tiers = TIERS.filter((tier) => wanted === undefined || tier === wanted);
  if (tiers.length === 0)
    throw new PlainError(`There are no tests called ${wanted}: choose ${TIERS.join(', ')}.`);
  requireTools([...new Set(tiers.flatMap((tier) => TOOLS[tier]))], say);

  const folder = mkdtempSync(join(tmpdir(), 'kelisim-test-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL's own user has to enter
  const session = new TestSession(context, folder, pattern);
  const interrupted = new Promise<never>((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => reject(new PlainError('The tests were stopped.')));
    }
  });
  try {
    const tally = await Promise.race([session.all(tiers), interrupted]);
    for (const failure of tally.failures) say(`\nFAILED ${failure}`);
    say(`\n${lastLine(tally)}`);
    return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
  } finally {
    endPrograms();
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class TestSession {
  private server: PostgresServer | undefined;

  constructor(
    private readonly context: Context,
    private readonly folder: string,
    private readonly pattern: string,
  ) {}

  async all(tiers: readonly Tier[]): Promise<Tally> {
    let tally = NOTHING;
    const needsDatabase = tiers.some((tier) => tier !== 'pure');
    const env = { ...this.context.env, NODE_ENV: 'test', ...(needsDatabase ? await this.databaseEnv() : {}) };
    for (const tier of tiers) {
      const start = Date.now();
      const part = tier === 'checks' ? await this.checks(env) : await this.jest(tier, env);
      say(`${tier}: ${lastLine(part)} (${((Date.now() - start) / 1_000).toFixed(1)} s)`);
      tally = add(tally, part);
    }
    return tally;
  }

  async close(): Promise<void> {
    await this.server?.stop();
  }

  private async databaseEnv(): Promise<NodeJS.ProcessEnv> {
    const log = new LogFile(join(this.folder, 'postgres.log'));
    const server = await PostgresServer.open({
      folder: join(this.folder, 'postgres'),
      log,
      settings: THROW_AWAY,
    });
    this.server = server;
    await server.start(() => say('The database of the tests ended by itself.'));
    return { TEST_DATABASE_URL: server.url('postgres') };
  }

  private async checks(env: NodeJS.ProcessEnv): Promise<Tally> {
    const chosen = CHECKS.filter((check) => check.name.includes(this.pattern));
    const tallies = await inParallel(
      WORKERS.checks,
      chosen.map((check) => async () => {
        const { status, output } = await run(check.command, this.context.root, env);
        return tallyCheck(check.name, status, output);
      }),
    );
    return tallies.reduce(add, NOTHING);
  }

  private async jest(tier: Tier, env: NodeJS.ProcessEnv): Promise<Tally> {
    const report = join(this.folder, `${tier}.json`);
    const tmp = join(this.folder, tier);
    mkdirSync(tmp, { mode: 0o755 });
    const { output } = await run(
      [
        process.execPath,
        '--experimental-vm-modules', // Jest then takes packages that are ES modules only
        '--import=./libs/testing/src/compiled-once.mjs',
        'node_modules/jest/bin/jest.js',
        '--ci',
        '--selectProjects',
        tier,
        `--maxWorkers=${WORKERS[tier]}`,
        '--json',
        `--outputFile=${report}`,
        ...(this.pattern ? [this.pattern] : []),
      ],
      this.context.root,
      { ...env, TMPDIR: tmp },
    );
    if (!existsSync(report)) return tallyCheck(tier, 1, output);
    try {
      return tallyJest(JSON.parse(readFileSync(report, 'utf8')) as JestReport);
    } catch (error) {
      return tallyCheck(tier, 1, sentence(`Reading the report of ${tier}`, error));
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
