import { createReadStream } from 'node:fs';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  readSignatureFile,
  readTrust,
  refusedReport,
  SignatureRefusal,
  type SignatureReport,
  type TrustMaterial,
  type Verdict,
  verifySignature,
} from '#signing';

/** Where a command writes; `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
}

const EXIT_CODES: Readonly<Record<Verdict, number>> = { VALID: 0, INVALID: 1, INDETERMINATE: 2 };
const EXIT_USAGE = 64;
/** A signature has at most 1 MiB; in PEM, with its lines, no more than this. */
const MAX_SIGNATURE_FILE = 1.5 * 1024 * 1024;

export const SIGNATURE_CHECK_USAGE =
  'portal signature check --content FILE --signature FILE.p7s --trust ROOTS.pem ' +
  '[--intermediates FILE] [--crl FILE]... [--at TIME]';

/** Wrong usage: something that the caller must put right before anything can be checked. */
class UsageError extends Error {}

interface CheckOptions {
  content: string;
  signature: string;
  trust: string;
  intermediates: string | undefined;
  crls: string[];
  at: Date;
}

/**
 * `portal signature check`: checks one detached signature from files alone and prints one JSON object,
 * the report of the verifier. Needs neither a running portal nor a database.
 * @param args what follows `signature check`
 * @returns the exit code: 0 VALID, 1 INVALID, 2 INDETERMINATE, 64 wrong usage (a file that cannot be read
 *   included)
 */
export async function runSignatureCheck(args: string[], out: Output): Promise<number> {
  try {
    const report = await check(readOptions(args));
    out.write(`${JSON.stringify(report)}\n`);
    return EXIT_CODES[report.verdict];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const answer = {
      verdict: null,
      code: 'USAGE',
      checks: [],
      reason: error.message,
      usage: SIGNATURE_CHECK_USAGE,
    };
    out.write(`${JSON.stringify(answer)}\n`);
    return EXIT_USAGE;
  }
}

async function check(options: CheckOptions): Promise<SignatureReport> {
  const trust = await loadTrust(options);
  await readable(options.content, '--content');
  const file = await readInput(options.signature);
  if (file instanceof SignatureRefusal) return refusedReport(file);
  return verifySignature(
    { signature: file, content: () => createReadStream(options.content), at: options.at, origin: 'key-file' },
    trust,
  );
}

async function readInput(path: string): Promise<Buffer | SignatureRefusal> {
  const size = await readable(path, '--signature');
  if (size > MAX_SIGNATURE_FILE) return new SignatureRefusal('TOO_LARGE', `${size} bytes`);
  try {
    return readSignatureFile(await readFile(path));
  } catch (error) {
    if (error instanceof SignatureRefusal) return error;
    throw error;
  }
}

async function loadTrust({ trust, intermediates, crls }: CheckOptions): Promise<TrustMaterial> {
  await readable(trust, '--trust');
  if (intermediates !== undefined) await readable(intermediates, '--intermediates');
  for (const crl of crls) await readable(crl, '--crl');
  try {
    const material = await readTrust({
      rootsFile: trust,
      ...(intermediates === undefined ? {} : { intermediatesFile: intermediates }),
      crlPaths: crls,
      refuseTestRoots: process.env.NODE_ENV === 'production',
    });
    if (material.roots.length === 0) throw new UsageError(`--trust ${trust}: holds no certificate`);
    return material;
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    throw new UsageError(`--trust ${trust}: ${error.message}`);
  }
}

/** The size of a file that can be read. */
async function readable(path: string, option: string): Promise<number> {
  try {
    await access(path, constants.R_OK);
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch {
    // said below, with the option that named the file
  }
  throw new UsageError(`${option} ${path}: no such file, or not readable`);
}

function readOptions(args: string[]): CheckOptions {
  const text = { type: 'string', multiple: true } as const;
  let values: Partial<Record<'content' | 'signature' | 'trust' | 'intermediates' | 'crl' | 'at', string[]>>;
  try {
    const options = { content: text, signature: text, trust: text, intermediates: text, crl: text, at: text };
    values = parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unknown options');
  }
  const once = (name: keyof typeof values): string | undefined => {
    const given = values[name] ?? [];
    if (given.length > 1) throw new UsageError(`--${name} is given twice`);
    return given[0];
  };
  const required = (name: keyof typeof values): string => {
    const value = once(name);
    if (value === undefined) throw new UsageError(`--${name} is missing`);
    return value;
  };
  return {
    content: required('content'),
    signature: required('signature'),
    trust: required('trust'),
    intermediates: once('intermediates'),
    crls: values.crl ?? [],
    at: readTime(once('at')),
  };
}

function readTime(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const time = new Date(isIso ? text : Number.NaN);
  if (Number.isNaN(time.getTime())) {
    throw new UsageError(`--at ${text}: a time looks like 2026-11-20T09:30:00+05:00`);
  }
  return time;
}
