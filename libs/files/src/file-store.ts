import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, CONFIG, type Config, newId, Sql, Tx } from '#kernel';
import { StoredFile } from './stored-file.entity.js';

/** Bytes that have arrived and are on the disk, but not kept yet. */
export interface Part {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

const WRITE_BUFFER = 256 * 1024;
const READ_BUFFER = 1024 * 1024;
/** Bytes that arrive, of all files, until the memory of those already written is taken back. */
const TAKE_BACK_AFTER = 16 * 1024 * 1024;
const MOST_REMEMBERED = 10_000;
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * The bytes of files, on disk: `files/ab/cd/<sha256>`, each content once. What arrives lies in `files/incoming` until
 * it is kept, so that a name outside it always holds a whole file.
 */
@Injectable()
export class FileStore {
  private readonly root: string;
  private readonly incoming: string;
  private readonly quarantine: string;
  /** What was found intact, by the state that its file had. */
  private readonly intact = new Map<string, string>();
  private arrived = 0;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly tx: Tx,
    private readonly sql: Sql,
  ) {
    this.root = join(config.dataDir, 'files');
    this.incoming = join(this.root, 'incoming');
    this.quarantine = join(config.dataDir, 'quarantine');
  }

  /** A path for a part that is about to arrive. */
  newPart(): string {
    return join(this.incoming, newId());
  }

  /**
   * Writes what arrives to the disk, hashing it on the way; never more than a few buffers are in memory.
   * Whatever goes wrong, nothing stays behind.
   * @param limit bytes; one more is refused
   * @throws AppError FILE_TOO_LARGE, STORAGE_FULL, or the stream's own error
   */
  async receive(content: Readable, path = this.newPart(), limit = Number.POSITIVE_INFINITY): Promise<Part> {
    const hash = createHash('sha256');
    let size = 0;
    const meter = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        size += chunk.length;
        if (size > limit) return done(new AppError('FILE_TOO_LARGE', { limit }));
        hash.update(chunk);
        this.takeBackMemory(chunk.length);
        done(null, chunk);
      },
    });
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = createWriteStream(path, { flags: 'wx', flush: true, highWaterMark: WRITE_BUFFER });
      await pipeline(content, meter, file);
    } catch (error) {
      await this.discard(path);
      const { code } = error as NodeJS.ErrnoException;
      throw code !== undefined && FULL.has(code) ? new AppError('STORAGE_FULL') : error;
    }
    return { path, size, sha256: hash.digest('hex') };
  }

  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /**
   * Puts a part in its place and writes its row, in the open transaction or one of its own. The mark tells, should the
   * row never be committed, which bytes have to be looked at again.
   */
  async keep(part: Part, row: StoredFile): Promise<void> {
    const mark = join(this.incoming, `${newId()}.${part.sha256}`);
    await this.tx.run(async () => {
      await this.lock(part.sha256);
      await writeFile(mark, '');
      const place = this.pathOf(part.sha256);
      await mkdir(dirname(place), { recursive: true });
      // Bytes that are there already are replaced by the same bytes.
      await rename(part.path, place);
      await syncFolder(dirname(place));
      await this.tx.manager.insert(StoredFile, row);
      this.tx.onCommit(() => void this.discard(mark).catch(() => undefined));
    });
  }

  /** Removes bytes that no row needs any more. Not inside a transaction: the row's removal must be committed. */
  async release(sha256: string): Promise<void> {
    await this.tx.run(async () => {
      await this.lock(sha256);
      const needed = await this.sql.row('SELECT 1 FROM files.stored_file WHERE sha256 = $1 LIMIT 1', [
        sha256,
      ]);
      if (!needed) await rm(this.pathOf(sha256), { force: true });
    });
  }

  /** Clears what uploads and programs that died left in `incoming` before `before`. */
  async clearStale(before: Date): Promise<void> {
    for (const name of await readdir(this.incoming).catch(() => [])) {
      const path = join(this.incoming, name);
      const entry = await stat(path).catch(() => undefined);
      if (!entry || entry.mtime >= before) continue;
      const [, sha256] = name.split('.');
      if (sha256) await this.release(sha256);
      await this.discard(path);
    }
  }

  /** Opens the bytes; the stream closes itself. */
  async open(sha256: string): Promise<ReadStream> {
    return (await open(this.pathOf(sha256))).createReadStream();
  }

  /** The same for the scanner, who may find that they were set aside by a scan that was cut short. */
  async openToScan(sha256: string): Promise<ReadStream> {
    return this.open(sha256).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return (await open(join(this.quarantine, sha256))).createReadStream();
    });
  }

  /**
   * Moves infected bytes out of the folder that files are served from, into `quarantine` beside it, where they stay.
   * @param mark writes of them that they are infected, in the same transaction, so that no file can be kept with these
   *   bytes unseen
   */
  async setAside(sha256: string, mark: () => Promise<void>): Promise<void> {
    await this.tx.run(async () => {
      await this.lock(sha256);
      await mark();
      await mkdir(this.quarantine, { recursive: true, mode: 0o700 });
      await rename(this.pathOf(sha256), join(this.quarantine, sha256)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
        },
      );
    });
  }

  /**
   * Are the bytes still those that their name says? They are read whole once, and again when anything about the file
   * changed: its time of change (ctime) cannot be set by whoever changes the bytes.
   */
  async isIntact(sha256: string): Promise<boolean> {
    const path = this.pathOf(sha256);
    const found = await stat(path).catch(() => undefined);
    if (!found) return false;
    const state = [found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ');
    if (this.intact.get(sha256) === state) return true;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path, { highWaterMark: READ_BUFFER }), hash);
    if (hash.digest('hex') !== sha256) return false;
    // A map keeps the order of entry: the first is the one looked at longest ago.
    if (this.intact.size >= MOST_REMEMBERED) this.intact.delete([...this.intact.keys()][0] ?? '');
    this.intact.set(sha256, state);
    return true;
  }

  /** Where the bytes lie. */
  pathOf(sha256: string): string {
    return join(this.root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** Keeping and releasing the same content stand in line here, in whichever process they are. */
  private async lock(sha256: string): Promise<void> {
    await this.sql.row('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`files:${sha256}`]);
  }

  /**
   * V8 does not count what buffers hold outside its heap when it decides on a quick collection: left alone, it keeps some
   * 100 MB of buffers that were written long ago. Nothing happens in a process without `--expose-gc`.
   */
  private takeBackMemory(bytes: number): void {
    this.arrived += bytes;
    if (this.arrived < TAKE_BACK_AFTER) return;
    this.arrived = 0;
    globalThis.gc?.({ type: 'minor' });
  }
}

/** A new name outlives a power cut only when its folder is on the disk too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
