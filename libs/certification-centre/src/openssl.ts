import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 10_000;

/** True where there is an openssl to call. */
export async function hasOpenssl(): Promise<boolean> {
  return run('openssl', ['version'], { timeout: TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
}

/**
 * Has openssl turn one file into another.
 * @param args of the files to read and to write
 * @throws Error with what openssl said
 */
export async function opensslAnswer(
  input: Buffer,
  args: (input: string, output: string) => string[],
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'kelisim-openssl-'));
  try {
    const [query, answer] = [join(folder, 'query'), join(folder, 'answer')];
    await writeFile(query, input);
    await run('openssl', args(query, answer), { timeout: TIMEOUT_MS });
    return await readFile(answer);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
