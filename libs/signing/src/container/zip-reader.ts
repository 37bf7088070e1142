import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { ContainerRefusal } from './refusal.js';
import {
  type CentralHeader,
  DEFLATED,
  DESCRIPTOR_MAGIC,
  DESCRIPTOR_SIZE,
  END_MAGIC,
  END_SIZE,
  EXTERNAL_ATTRIBUTES,
  FLAG,
  isSymlink,
  KNOWN_FLAGS,
  LOCAL_SIZE,
  localRecord,
  MADE_BY,
  readCentral,
  STORED,
  VERSIONS_NEEDED,
} from './zip-format.js';

/** What a container may be at most: far above what an act can hold, far below what would tire the server. */
export const ZIP_LIMITS = {
  entries: 500,
  /** Bytes of all contents: thirty attachments of 60 MB, and what is signed about them. */
  totalSize: 2 * 1024 ** 3,
  /** A deflated entry may be at most so many times as long as in the archive... */
  ratio: 100,
  /** ...once it is longer than this, bytes. */
  ratioFrom: 1024 * 1024,
  /** Bytes of one name. */
  nameLength: 1024,
} as const;
/** An end record with its comment is never longer. */
const LONGEST_TAIL = END_SIZE + 0xffff;
const PIECE = 1024 * 1024;
const LONGEST_DIRECTORY = ZIP_LIMITS.entries * (46 + ZIP_LIMITS.nameLength);
const UNKNOWN_32 = 0xffffffff;
const UNKNOWN_16 = 0xffff;

/** An entry whose two headers say the same. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes of the content. */
  readonly size: number;
  readonly stored: boolean;
  /** Where the content lies in the archive, and how many bytes of it. */
  readonly position: number;
  readonly packedSize: number;
  readonly crc: number;
}

/**
 * An archive that can be read in one way only: every byte from the first to the last belongs to exactly one entry or to the
 * directory, both headers of an entry say the same, and nothing is in it that two programs could understand differently.
 */
export class ZipArchive {
  private constructor(
    private readonly handle: FileHandle,
    /** In the order in which they lie. */
    readonly entries: readonly ZipEntry[],
  ) {}

  /**
   * Opens the file at `path`, and closes it when `use` is done.
   * @throws ContainerRefusal where the archive is not of the strict form
   */
  static async use<T>(path: string, use: (archive: ZipArchive) => Promise<T>): Promise<T> {
    const handle = await open(path);
    try {
      return await use(new ZipArchive(handle, await readEntries(handle)));
    } finally {
      await handle.close();
    }
  }

  /** The content of a short entry. @param most bytes; a longer one is refused unread */
  async read(entry: ZipEntry, most: number): Promise<Buffer> {
    if (entry.size > most)
      throw new ContainerRefusal('CONTAINER_TOO_LARGE', `over ${most} bytes`, entry.name);
    const pieces: Buffer[] = [];
    await this.scan(entry, (piece) => pieces.push(Buffer.from(piece)));
    return Buffer.concat(pieces);
  }

  /** SHA-256 of the content, lower-case hex; never more than a piece of it is in memory. */
  async hash(entry: ZipEntry): Promise<string> {
    const hash = createHash('sha256');
    await this.scan(entry, (piece) => hash.update(piece));
    return hash.digest('hex');
  }

  /** Reads the whole content, and stops at the first byte that is more than the headers said. */
  private async scan(entry: ZipEntry, visit: (piece: Buffer) => void): Promise<void> {
    let size = 0;
    let crc = 0;
    const take = (piece: Buffer): void => {
      size += piece.length;
      if (size > entry.size) throw damaged(entry, 'longer than its headers say');
      crc = crc32(piece, crc);
      visit(piece);
    };
    if (entry.stored) for await (const piece of this.pieces(entry)) take(piece);
    else await this.inflate(entry, take);
    if (size !== entry.size) throw damaged(entry, 'shorter than its headers say');
    if (crc !== entry.crc) throw damaged(entry, 'its sum is another');
  }

  private async inflate(entry: ZipEntry, take: (piece: Buffer) => void): Promise<void> {
    const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
    const fed = this.feed(entry, inflate).catch((error: Error) => inflate.destroy(error));
    try {
      for await (const piece of inflate) take(piece as Buffer);
    } catch (error) {
      if (error instanceof ContainerRefusal) throw error;
      throw damaged(entry, 'not deflated data');
    } finally {
      inflate.destroy();
      await fed;
    }
    if (inflate.bytesWritten !== entry.packedSize) {
      throw new ContainerRefusal('CONTAINER_EXTRA_BYTES', 'bytes behind the deflated data', entry.name);
    }
  }

  private async feed(entry: ZipEntry, inflate: InflateRaw): Promise<void> {
    for await (const piece of this.pieces(entry)) {
      if (inflate.destroyed) return;
      // A copy: the piece is overwritten while zlib may still hold it.
      if (!inflate.write(Buffer.from(piece))) await drained(inflate);
    }
    inflate.end();
  }

  /** The packed bytes; each piece is good until the next is asked for. */
  private async *pieces(entry: ZipEntry): AsyncGenerator<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.min(PIECE, entry.packedSize));
    for (let done = 0; done < entry.packedSize; ) {
      const wanted = Math.min(buffer.length, entry.packedSize - done);
      const { bytesRead } = await this.handle.read(buffer, 0, wanted, entry.position + done);
      if (bytesRead === 0) throw damaged(entry, 'the archive ends before it');
      done += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}

/** Until the stream takes more, or takes nothing any more. */
function drained(stream: InflateRaw): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', resolve);
    stream.once('close', resolve);
  });
}

function damaged(entry: ZipEntry, reason: string): ContainerRefusal {
  return new ContainerRefusal('CONTAINER_DAMAGED', reason, entry.name);
}

async function readEntries(handle: FileHandle): Promise<ZipEntry[]> {
  const { size: fileSize } = await handle.stat();
  const { entries: count, offset, size } = await readEnd(handle, fileSize);
  const directory = await readAt(handle, offset, size);
  const entries: ZipEntry[] = [];
  let total = 0;
  let at = 0;
  let position = 0;
  for (let place = 0; place < count; place += 1) {
    const header = readCentral(directory, at);
    if (!header)
      throw new ContainerRefusal('CONTAINER_TRUNCATED', 'the directory ends before its last entry');
    at += 46 + header.name.length + header.extraLength + header.commentLength;
    const name = nameOf(header);
    assertPlain(header, name);
    total += header.size;
    if (total > ZIP_LIMITS.totalSize)
      throw new ContainerRefusal('CONTAINER_TOO_LARGE', `${total} bytes`, name);
    const entry = await readEntry(handle, header, name, position, offset);
    entries.push(entry);
    position = entry.position + entry.packedSize + (header.flags & FLAG.descriptor ? DESCRIPTOR_SIZE : 0);
  }
  if (at !== size)
    throw new ContainerRefusal('CONTAINER_EXTRA_BYTES', 'bytes behind the last entry of the directory');
  assertMeets(position, offset, 'the directory');
  return entries;
}

/** The end record: the last bytes of the file, without a comment. */
async function readEnd(handle: FileHandle, fileSize: number) {
  if (fileSize > ZIP_LIMITS.totalSize) throw new ContainerRefusal('CONTAINER_TOO_LARGE', `${fileSize} bytes`);
  const tail = await readAt(handle, Math.max(0, fileSize - LONGEST_TAIL), Math.min(fileSize, LONGEST_TAIL));
  const at = tail.length - END_SIZE;
  if (at < 0 || tail.readUInt32LE(at) !== END_MAGIC) throw await withoutEnd(handle, tail);
  const end = tail.subarray(at);
  const count = end.readUInt16LE(10);
  const size = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  if (end.readUInt16LE(20) !== 0)
    throw new ContainerRefusal('CONTAINER_TRUNCATED', 'a comment is announced and missing');
  if (count === UNKNOWN_16 || size === UNKNOWN_32 || offset === UNKNOWN_32) {
    throw new ContainerRefusal('CONTAINER_ZIP64', 'the directory is told elsewhere');
  }
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0 || end.readUInt16LE(8) !== count) {
    throw new ContainerRefusal('CONTAINER_SPLIT', 'an archive of several parts');
  }
  if (count > ZIP_LIMITS.entries || size > LONGEST_DIRECTORY) {
    throw new ContainerRefusal('CONTAINER_TOO_MANY_ENTRIES', `${count} entries`);
  }
  assertMeets(offset + size, fileSize - END_SIZE, 'the end record');
  return { entries: count, size, offset };
}

/** Why a file does not end as an archive does. */
async function withoutEnd(handle: FileHandle, tail: Buffer): Promise<ContainerRefusal> {
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(END_MAGIC);
  const found = tail.lastIndexOf(magic);
  if (found >= 0 && found + END_SIZE <= tail.length) {
    const isComment = found + END_SIZE + tail.readUInt16LE(found + 20) === tail.length;
    if (isComment) return new ContainerRefusal('CONTAINER_COMMENT', 'the archive has a comment');
    return new ContainerRefusal('CONTAINER_EXTRA_BYTES', 'bytes behind the end record');
  }
  const start = await readAt(handle, 0, 4);
  if (start.toString('latin1') !== 'PK\u0003\u0004')
    return new ContainerRefusal('CONTAINER_NOT_ZIP', 'not a ZIP archive');
  return new ContainerRefusal('CONTAINER_TRUNCATED', 'the archive has no end');
}

function nameOf({ name: raw }: CentralHeader): string {
  const name = raw.toString('utf8');
  if (raw.length > ZIP_LIMITS.nameLength)
    throw new ContainerRefusal('CONTAINER_PATH_UNSAFE', 'a name of excessive length');
  if (!Buffer.from(name).equals(raw))
    throw new ContainerRefusal('CONTAINER_PATH_UNSAFE', 'a name that is not UTF-8');
  return name;
}

/** Nothing in the header that a container does not need. */
function assertPlain(header: CentralHeader, name: string): void {
  const refuse = (code: ContainerRefusal['code'], reason: string): never => {
    throw new ContainerRefusal(code, reason, name);
  };
  const { flags, method, size, packedSize } = header;
  if (flags & FLAG.encrypted) refuse('CONTAINER_ENCRYPTED', 'encrypted');
  if (size === UNKNOWN_32 || packedSize === UNKNOWN_32 || header.offset === UNKNOWN_32) {
    refuse('CONTAINER_ZIP64', 'its size or place is told elsewhere');
  }
  if (header.disk !== 0) refuse('CONTAINER_SPLIT', 'in another part');
  if (header.extraLength > 0) refuse('CONTAINER_EXTRA_FIELD', 'an extra field');
  if (header.commentLength > 0) refuse('CONTAINER_COMMENT', 'a comment');
  if (method !== STORED && method !== DEFLATED) refuse('CONTAINER_METHOD', `packed by method ${method}`);
  if (isSymlink(header.externalAttributes)) refuse('CONTAINER_SYMLINK', 'a link');
  const isAscii = /^[\x20-\x7e]*$/.test(name);
  const usual =
    (flags & ~KNOWN_FLAGS) === 0 &&
    (isAscii || (flags & FLAG.utf8) !== 0) &&
    VERSIONS_NEEDED.includes(header.versionNeeded) &&
    header.madeBy === MADE_BY &&
    EXTERNAL_ATTRIBUTES.includes(header.externalAttributes) &&
    header.internalAttributes === 0 &&
    // What is stored is written with its size known, and nothing tried to pack it.
    (method === DEFLATED || (flags & ~FLAG.utf8) === 0);
  if (!usual) refuse('CONTAINER_ENTRY_UNUSUAL', 'a header that only unusual programs write');
  if (method === STORED && size !== packedSize)
    refuse('CONTAINER_HEADERS_DIFFER', 'stored, and yet of two sizes');
  if (size > ZIP_LIMITS.ratioFrom && size > packedSize * ZIP_LIMITS.ratio) {
    refuse('CONTAINER_BOMB', `${packedSize} bytes would become ${size}`);
  }
}
/** The local header, which must lie where the entry before it ended and say what the directory says. */
async function readEntry(
  handle: FileHandle,
  header: CentralHeader,
  name: string,
  expectedAt: number,
  directoryAt: number,
): Promise<ZipEntry> {
  assertMeets(expectedAt, header.offset, name);
  const hasDescriptor = (header.flags & FLAG.descriptor) !== 0;
  const told = hasDescriptor ? { ...header, crc: 0, packedSize: 0, size: 0 } : header;
  const expected = localRecord(told);
  const local = await readAt(handle, header.offset, expected.length);
  if (local.length >= LOCAL_SIZE && local.readUInt16LE(28) !== 0) {
    throw new ContainerRefusal('CONTAINER_EXTRA_FIELD', 'an extra field', name);
  }
  if (!local.equals(expected)) {
    throw new ContainerRefusal('CONTAINER_HEADERS_DIFFER', 'its two headers say different things', name);
  }
  const position = header.offset + expected.length;
  const end = position + header.packedSize + (hasDescriptor ? DESCRIPTOR_SIZE : 0);
  if (end > directoryAt) throw new ContainerRefusal('CONTAINER_OVERLAP', 'reaches into the directory', name);
  if (hasDescriptor) {
    const descriptor = Buffer.alloc(DESCRIPTOR_SIZE);
    [DESCRIPTOR_MAGIC, header.crc, header.packedSize, header.size].forEach((value, index) => {
      descriptor.writeUInt32LE(value, index * 4);
    });
    if (!(await readAt(handle, end - DESCRIPTOR_SIZE, DESCRIPTOR_SIZE)).equals(descriptor)) {
      throw new ContainerRefusal('CONTAINER_HEADERS_DIFFER', 'what stands behind it says another size', name);
    }
  }
  const { size, packedSize, crc } = header;
  return { name, size, packedSize, crc, position, stored: header.method === STORED };
}

function assertMeets(end: number, next: number, what: string): void {
  if (end < next)
    throw new ContainerRefusal('CONTAINER_EXTRA_BYTES', `bytes that belong to nothing before ${what}`);
  if (end > next) throw new ContainerRefusal('CONTAINER_OVERLAP', `${what} lies over what is before it`);
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
