import pg from 'pg';
import { checkRecord, loadConfig, type RecordCheck } from '#kernel';
import { readOptions, UsageError } from '../check/options.js';
import type { Output } from '../check/run.js';
import type { Context } from '../context.js';
import { PlainError, sentence } from '../plain-error.js';
import { withDatabase } from '../with-database.js';
import { recordLines } from './words.js';

const USAGE = 'portal audit verify [--json]';
const EXIT = { whole: 0, broken: 1, unknown: 2, usage: 64 } as const;

/** What `--json` prints, as one line. */
interface Report extends RecordCheck {
  readonly verdict: 'WHOLE' | 'BROKEN';
  /** The file that the anchors were compared with. */
  readonly anchorsFile: string;
  readonly seconds: number;
}

/** `./portal audit verify [--json]`. */
export function audit(context: Context): Promise<number> {
  return runAudit(context, process.stdout, process.stderr);
}

/**
 * Checks the whole record, beside a running portal or without one.
 * @returns the exit code: 0 whole, 1 broken, 2 it could not be read, 64 wrong usage
 */
export async function runAudit(context: Context, out: Output, errors: Output): Promise<number> {
  try {
    const json = readArgs(context.args);
    const report = await withDatabase(context, (url) => verify(context, url), true);
    const lines = json ? [JSON.stringify(report)] : recordLines(report, report.anchorsFile, report.seconds);
    for (const line of lines) out.write(`${line}\n`);
    return report.fault ? EXIT.broken : EXIT.whole;
  } catch (error) {
    if (error instanceof UsageError) {
      errors.write(`Wrong usage: ${error.message}.\nUsage: ${USAGE}\n`);
      return EXIT.usage;
    }
    if (!(error instanceof PlainError)) throw error;
    errors.write(`${error.message}\n`);
    return EXIT.unknown;
  }
}

/** @returns whether JSON is asked for. @throws UsageError */
function readArgs([action, ...rest]: readonly string[]): boolean {
  if (action !== 'verify') throw new UsageError('say portal audit verify');
  return readOptions(rest, { json: { kind: 'flag' } }).json;
}

async function verify({ env, dataDir }: Context, databaseUrl: string): Promise<Report> {
  const { auditAnchors: anchorsFile } = settings({ ...env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir });
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  const start = performance.now();
  try {
    await client.connect();
    const found = await checkRecord(client, { anchorsFile });
    const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
    return { verdict: found.fault ? 'BROKEN' : 'WHOLE', ...found, anchorsFile, seconds };
  } catch (error) {
    throw new PlainError(isMissingTable(error) ? NOT_MIGRATED : sentence('Reading the record', error));
  } finally {
    await client.end().catch(() => undefined);
  }
}

const NOT_MIGRATED = 'The database is not at the version of the code: ./portal migrate brings it up.';

/** `undefined_table`, PostgreSQL's appendix A. */
function isMissingTable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '42P01';
}

function settings(env: NodeJS.ProcessEnv) {
  try {
    return loadConfig(env);
  } catch (error) {
    throw new PlainError(error instanceof Error ? error.message : String(error));
  }
}
