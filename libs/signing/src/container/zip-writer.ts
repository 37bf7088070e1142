import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { centralRecord, type EntryHeader, endRecord, FLAG, localRecord, STORED } from './zip-format.js';

/** A file to be put into an archive. */
export interface ZipInput {
  /** Path within the archive, `/` between parts. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** CRC-32 of the content. */
  readonly crc: number;
  /** Gives the content: exactly `size` bytes. */
  readonly open: () => AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** An archive on its way out: its length is known before its first byte. */
export interface ZipOutput {
  /** Bytes. */
  readonly size: number;
  readonly stream: Readable;
}

/** 1 January 1980, 00:00, the first moment that a ZIP knows: the same content gives the same bytes. */
const DATE = (1 << 5) | 1;

/** A file whose bytes are at hand. */
export function bytesInput(name: string, bytes: Buffer): ZipInput {
  return { name, size: bytes.length, crc: crc32(bytes), open: () => [bytes] };
}

/**
 * An archive of files that are stored, not compressed: what is attached is compressed already, an uncompressed archive
 * cannot be a bomb, and every byte of it stands for exactly one byte of content. One piece is in memory at a time.
 * @param files in the order in which they are to lie; all sizes together below 4 GiB
 */
export function writeZip(files: readonly ZipInput[]): ZipOutput {
  let offset = 0;
  const entries = files.map((file) => {
    const header = headerOf(file);
    const entry = { file, local: localRecord(header), central: centralRecord(header, offset) };
    offset += entry.local.length + file.size;
    return entry;
  });
  const directory = Buffer.concat(entries.map(({ central }) => central));
  const end = endRecord(entries.length, directory.length, offset);
  async function* bytes() {
    for (const { file, local } of entries) {
      yield local;
      yield* file.open();
    }
    yield directory;
    yield end;
  }
  return {
    size: offset + directory.length + end.length,
    stream: Readable.from(bytes(), { objectMode: false }),
  };
}

function headerOf({ name, size, crc }: ZipInput): EntryHeader {
  return {
    versionNeeded: 20,
    flags: FLAG.utf8,
    method: STORED,
    time: 0,
    date: DATE,
    crc,
    packedSize: size,
    size,
    name: Buffer.from(name),
  };
}
