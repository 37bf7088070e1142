import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import type { Verdict } from '#signing';
import { assertReadable } from './files.js';
import { type OptionTable, type OptionValues, readOptions, UsageError } from './options.js';

/** Where a command writes; `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
}

/** The beginning of what every check prints; a command adds to it. */
export interface Answer {
  verdict: Verdict;
  /** The first refusal; null when the verdict is VALID. */
  code: string | null;
}

/** One of the commands that check something from files alone. */
export interface CheckCommand<T extends OptionTable = OptionTable> {
  /** How it is called, in one line; told with every wrong usage. */
  usage: string;
  options: T;
  /** @throws UsageError for what the caller must put right */
  check(values: OptionValues<T>): Promise<Answer>;
}

const EXIT_CODES: Readonly<Record<Verdict, number>> = { VALID: 0, INVALID: 1, INDETERMINATE: 2 };
const EXIT_DONE = 0;
const EXIT_USAGE = 64;

/**
 * Runs a checking command: prints one JSON object, or with `--batch FILE` one for each line of that file.
 * A line is `{"id": "...", "args": [...]}` with the arguments of a single call; its answer is the object of
 * that call and the `id`, printed in the same order as soon as it is found. A line that cannot be used is
 * answered by a USAGE object of its own, and the next line follows. `-` stands for the standard input.
 * @returns the exit code: 0 VALID, 1 INVALID, 2 INDETERMINATE, 64 wrong usage (a file that cannot be read
 *   included); of a batch 0 when every line was answered, whatever the answers are, and 64 when the batch
 *   itself cannot be read
 */
export async function runCheck<T extends OptionTable>(
  command: CheckCommand<T>,
  args: readonly string[],
  out: Output,
): Promise<number> {
  if (!args.some((arg) => arg === '--batch' || arg.startsWith('--batch='))) {
    const answer = await answerTo(command, args);
    print(out, answer);
    return answer.verdict === null ? EXIT_USAGE : EXIT_CODES[answer.verdict];
  }
  try {
    const { batch } = readOptions(args, { batch: { kind: 'one', required: true } });
    if (batch !== '-') await assertReadable('--batch', batch);
    const input = batch === '-' ? process.stdin : createReadStream(batch);
    for await (const line of linesOf(input)) {
      print(out, await answerLine(command, line));
    }
    return EXIT_DONE;
  } catch (error) {
    print(out, usageAnswer(command, error));
    return EXIT_USAGE;
  }
}

/** Answers a call that names no check at all, as every wrong usage is answered. @returns the exit code, 64 */
export function refuseUsage<T extends OptionTable>(
  command: CheckCommand<T>,
  reason: string,
  out: Output,
): number {
  print(out, usageAnswer(command, new UsageError(reason)));
  return EXIT_USAGE;
}

/** Lines as JSON wants them: U+2028 is a letter like others. A byte order mark is dropped. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let line: string[] = [];
  for await (const chunk of input) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n');
    line.push(first);
    for (const next of more) {
      yield line.join('');
      line = [next];
    }
  }
  const last = line.join('') + decoder.decode();
  if (last !== '') yield last;
}

async function answerLine<T extends OptionTable>(command: CheckCommand<T>, line: string) {
  const { id = null, args, ...more } = parseLine(line);
  const isId = typeof id === 'string' || typeof id === 'number';
  if (isId && Array.isArray(args) && args.every(isText) && Object.keys(more).length === 0) {
    return { id, ...(await answerTo(command, args)) };
  }
  const wrong = new UsageError('a line looks like {"id": "...", "args": ["--option", "value"]}');
  return { id: isId ? id : null, ...usageAnswer(command, wrong) };
}

/** The fields of the object on a line; none where there is no such object. */
function parseLine(line: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

async function answerTo<T extends OptionTable>(command: CheckCommand<T>, args: readonly string[]) {
  try {
    return await command.check(readOptions(args, command.options));
  } catch (error) {
    return usageAnswer(command, error);
  }
}

/** @throws every error that is no wrong usage: a fault of the program */
function usageAnswer({ usage }: Pick<CheckCommand, 'usage'>, error: unknown) {
  if (!(error instanceof UsageError) && !isOfFile(error)) throw error;
  return { verdict: null, code: 'USAGE', checks: [], reason: error.message, usage };
}

/** What the system says of a file that could not be read to its end, or is gone meanwhile. */
function isOfFile(error: unknown): error is NodeJS.ErrnoException {
  return isNativeError(error) && 'syscall' in error;
}

function print(out: Output, answer: object): void {
  out.write(`${JSON.stringify(answer)}\n`);
}
