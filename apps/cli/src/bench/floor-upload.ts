import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { newId } from '#kernel';
import type { FloorReader } from './floor-reads.js';

const END_OF_HEAD = '\r\n\r\n';

/**
 * Streams the one file of a form to the disk with its SHA-256, flushed, and writes its row. Knows the form that the
 * bench sends: a head, the file, and an end as long as the boundary says.
 */
export async function receiveFile(
  request: IncomingMessage,
  pool: pg.Pool,
  folder: string,
  reader: FloorReader,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const id = newId();
  const form = new FormFile(request);
  const file = createWriteStream(join(folder, id), { flush: true, highWaterMark: 256 * 1024 });
  await pipeline(request, form, file);
  const { name, size } = form;
  const sha256 = form.hash.digest('hex');
  await pool.query({
    name: 'file',
    text: `INSERT INTO files.stored_file (id, name, size, format, sha256, uploaded_by, created_at, state)
           VALUES ($1, $2, $3, 'pdf', $4, $5, now(), 'unscanned')`,
    values: [id, name, size, sha256, reader.person.id],
  });
  return JSON.stringify({ id, name, size, format: 'pdf', sha256, check: 'passed' });
}

class FormFile extends Transform {
  readonly hash = createHash('sha256');
  name = '';
  size = 0;
  /** Bytes of the file that are still to come; unknown before the head. */
  private left = -1;
  private readonly tail: number;
  private readonly total: number;

  constructor(request: IncomingMessage) {
    super();
    const boundary = /boundary=(\S+)/.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
    this.tail = `\r\n--${boundary}--\r\n`.length;
    this.total = Number(request.headers['content-length']);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    let part = chunk;
    if (this.left < 0) {
      // The head is far shorter than a chunk and comes in the first one.
      const start = chunk.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
      this.name = /filename="([^"]*)"/.exec(chunk.toString('utf8', 0, start))?.[1] ?? '';
      this.size = this.total - start - this.tail;
      this.left = this.size;
      part = chunk.subarray(start);
    }
    part = part.subarray(0, this.left);
    this.left -= part.length;
    if (part.length > 0) {
      this.hash.update(part);
      this.push(part);
    }
    done();
  }
}
