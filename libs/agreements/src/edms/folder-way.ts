import { createWriteStream } from 'node:fs';
import { constants, lstat, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failed, type Parcel, type ReadReceipt, type WayOutcome } from './way-outcome.js';

/** Names of folders of drops: one part of a path, and nothing that leads elsewhere. */
export const FOLDER_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const LONGEST_RECEIPT = 64 * 1024;
/** No link is followed, and a pipe that nobody writes to holds nobody up. */
const UNFOLLOWED = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What a drop is called (docs/edms). */
export const parcelName = (id: string): string => `KELISIM-${id}.zip`;
export const receiptName = (id: string): string => `KELISIM-${id}.receipt.json`;

/**
 * Drops a package into a folder: written under another name, flushed to the disk, then renamed, so that whoever watches the
 * folder finds a whole file or none. What is there already is not written again.
 * @param signal ends an attempt that lasts too long: a folder may lie on another machine
 * @param dropped the file was there at an earlier attempt, and may have been taken since: only its receipt is looked for
 */
export async function sendByFolder(
  folder: string,
  parcel: Parcel,
  dropped: boolean,
  read: ReadReceipt,
  signal: AbortSignal,
): Promise<WayOutcome> {
  try {
    await assertFolder(folder);
    const receipt = await receiptIn(folder, parcel.id);
    if (receipt) return await read(receipt);
    if (!dropped) await drop(folder, parcel, signal);
    return { state: 'sent' };
  } catch (error) {
    if (signal.aborted) return failed('too_slow');
    const { code, message } = error as NodeJS.ErrnoException;
    return failed('folder_unusable', code ?? message);
  }
}

/** Can the portal write there? @returns undefined where it can, else why not */
export async function tryFolder(folder: string): Promise<string | undefined> {
  const probe = join(folder, '.kelisim-probe');
  try {
    await assertFolder(folder);
    // What lies there under that name may be a link: it is taken away, never written through.
    await rm(probe, { force: true });
    await (await open(probe, 'wx')).close();
    await rm(probe);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
}

async function assertFolder(folder: string): Promise<void> {
  // A link could lead anywhere.
  if (!(await lstat(folder)).isDirectory()) throw new Error('not a folder');
}

async function drop(folder: string, { id, size, open: read }: Parcel, signal: AbortSignal): Promise<void> {
  const path = join(folder, parcelName(id));
  const there = await lstat(path).catch(() => undefined);
  if (there?.isFile() && there.size === size) return;
  const part = join(folder, `.${parcelName(id)}.part`);
  // Of an attempt that was cut short.
  await rm(part, { force: true });
  await pipeline(await read(), createWriteStream(part, { flags: 'wx', flush: true }), { signal });
  // Nobody else has it in hand before then; later another may be writing under this name.
  signal.throwIfAborted();
  await rename(part, path);
  const directory = await open(folder, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Looked at and read as one file: what comes in its place meanwhile, such as a link, is not followed. */
async function receiptIn(folder: string, id: string): Promise<Buffer | undefined> {
  const file = await open(join(folder, receiptName(id)), UNFOLLOWED).catch(unlessAbsent);
  if (!file) return undefined;
  try {
    const found = await file.stat();
    if (!found.isFile()) return undefined;
    if (found.size > LONGEST_RECEIPT) throw new Error(`the receipt has ${found.size} bytes`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Nothing lies there, or a link. */
function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ELOOP') throw error;
}
