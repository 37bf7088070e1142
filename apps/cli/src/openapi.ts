import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './context.js';
import { PlainError, sentence } from './plain-error.js';
import { run } from './programs.js';

/**
 * `./portal openapi [--check]`: writes openapi.json from the code; with --check only tells whether it is what the
 * code says. The document comes from the api's own program, which needs no database for it.
 */
export async function openapi(context: Context): Promise<number> {
  const unknown = context.args.find((argument) => argument !== '--check');
  if (unknown) throw new PlainError(`./portal openapi knows only --check, not ${unknown}.`);
  const program = [process.execPath, 'dist/apps/api/src/openapi.js'];
  const { status, stdout, output } = await run(program, context.root, context.env);
  if (status !== 0) throw new PlainError(sentence('Describing the api', output));
  const path = join(context.root, 'openapi.json');
  const document = `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`;
  if (!context.args.includes('--check')) {
    writeFileSync(path, document);
    return 0;
  }
  if (readFileSync(path, 'utf8') === document) return 0;
  throw new PlainError('openapi.json differs from the code: run ./portal openapi and commit the file.');
}
