import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isNativeError } from 'node:util/types';
import { anchorLine } from './anchor-line.js';
import type { AuditAnchor } from './audit.entity.js';

type WrittenAnchor = Pick<AuditAnchor, 'number' | 'content' | 'hash'>;

/** No line is so long. */
const TAIL_BYTES = 4_096;

/** Where the file of anchors says otherwise than the database: one of the two was changed, or set back. */
export class AnchorFileDiffers extends Error {
  override readonly name = 'AnchorFileDiffers';
}

/**
 * Lines of the file as it is when this is called, whatever is written meanwhile; one that is being written is not there yet.
 * @returns undefined where there is no file
 */
export async function readAnchorLines(path: string): Promise<AsyncIterator<string> | undefined> {
  try {
    const { size } = await stat(path);
    return linesOf(path, size);
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function* linesOf(path: string, size: number): AsyncGenerator<string> {
  if (size === 0) return;
  let rest = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8', end: size - 1 })) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/**
 * Adds the anchors that the file does not hold yet; a line that was cut short by a failure is finished.
 * @param anchorsFrom anchors of the database from a number on, in order. It is called once, with the last that the file
 *   holds, or 1
 * @throws AnchorFileDiffers where the file's last line is not what the database says: then nothing is added
 */
export async function bringAnchorFileUp(
  path: string,
  anchorsFrom: (number: number) => Promise<readonly WrittenAnchor[]>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+', 0o644);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await file.read(tail, 0, tail.length, size - tail.length);
    const lines = tail.toString().split('\n');
    const unfinished = lines.pop() ?? '';
    const last = lines.at(-1);
    const number = last === undefined ? 0 : numberOf(last);
    const anchors = await anchorsFrom(Math.max(number, 1));
    const written = anchors.find((anchor) => anchor.number === number);
    const missing = anchors.filter((anchor) => anchor.number > number);
    const isSame = last === undefined || (written !== undefined && anchorLine(written) === last);
    const text = missing.map((anchor) => `${anchorLine(anchor)}\n`).join('');
    if (!isSame || !text.startsWith(unfinished)) {
      throw new AnchorFileDiffers(
        `The file ${path} does not agree with the database about anchor ${isSame ? number + 1 : number}: ./portal audit verify tells more.`,
      );
    }
    if (text.length === unfinished.length) return;
    await file.appendFile(text.slice(unfinished.length));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** 0 where the line is none of the portal's. */
function numberOf(line: string): number {
  return Number(/"number":(\d{1,9})[,}]/.exec(line)?.[1] ?? 0);
}
