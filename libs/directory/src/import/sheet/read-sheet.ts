import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { IMPORT_LIMITS, type ImportKind } from '#contracts';
import { detectFormat, unpackWithin } from '#files';
import { AppError } from '#kernel';
import type { SheetParts, SheetTask } from './read-cells.js';
import { SHEET_THREAD } from './sheet-thread-url.js';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** A workbook of a hundred thousand rows takes half of it. */
const MOST_MEMORY_MB = 1024;
const LONGEST_MS = 60_000;

/** The sheet that is being read: one at a time in a process, each may take its memory and a core. */
let before: Promise<unknown> = Promise.resolve();

/**
 * The cells of a sheet, by a thread of its own; the content decides what it is. Sheets that come at once stand in line.
 * @throws AppError FILE_FORMAT_REFUSED (macros, old and damaged workbooks, bombs), IMPORT_FORMAT_REFUSED for what is
 *   neither a workbook nor a text, IMPORT_EMPTY, IMPORT_TOO_LONG with `limit`
 */
export async function readSheet(kind: ImportKind, path: string): Promise<SheetParts> {
  const { rows: mostRows, columns: mostColumns, unpacked } = IMPORT_LIMITS;
  const format = await formatOf(path);
  if (format === 'xlsx') await unpackWithin(path, unpacked);
  const reading = before.then(() => inThread({ kind, path, format, mostRows, mostColumns }));
  before = reading.catch(() => undefined);
  const sheet = await reading;
  if (sheet.rows === 0) throw new AppError('IMPORT_EMPTY');
  if (sheet.lines > mostRows + 1) throw new AppError('IMPORT_TOO_LONG', { limit: mostRows });
  return sheet;
}

async function formatOf(path: string): Promise<'xlsx' | 'csv'> {
  const handle = await open(path);
  const head = Buffer.alloc(4096);
  const { bytesRead } = await handle.read(head, 0, head.length, 0).finally(() => handle.close());
  const start = head.subarray(0, bytesRead);
  if (start.subarray(0, ZIP.length).equals(ZIP)) {
    if ((await detectFormat(path)) === 'xlsx') return 'xlsx';
    throw new AppError('IMPORT_FORMAT_REFUSED');
  }
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  if (start.includes(0) && !isUtf16) throw new AppError('IMPORT_FORMAT_REFUSED');
  return 'csv';
}

function inThread(task: SheetTask): Promise<SheetParts> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(SHEET_THREAD, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const refuse = () => reject(new AppError('IMPORT_FORMAT_REFUSED'));
    const timer = setTimeout(() => void worker.terminate(), LONGEST_MS);
    worker.once('message', resolve);
    // Whatever the file made it do, memory included.
    worker.once('error', refuse);
    worker.once('exit', () => {
      clearTimeout(timer);
      refuse();
    });
  });
}
