/**
 * The few records of a ZIP archive that a container uses (APPNOTE.TXT 6.3.10, 4.3): plain, whole, not encrypted, no ZIP64,
 * no extra fields, no comments. What is not in this file no container may have.
 */

export const STORED = 0;
export const DEFLATED = 8;

export const LOCAL_MAGIC = 0x04034b50;
export const LOCAL_SIZE = 30;
export const CENTRAL_MAGIC = 0x02014b50;
export const CENTRAL_SIZE = 46;
export const END_MAGIC = 0x06054b50;
export const END_SIZE = 22;
export const DESCRIPTOR_MAGIC = 0x08074b50;
export const DESCRIPTOR_SIZE = 16;

export const FLAG = { encrypted: 0x0001, descriptor: 0x0008, utf8: 0x0800 } as const;
/** How well deflate tried (bits 1 and 2): says nothing about the content. */
const LEVEL_BITS = 0x0006;
export const KNOWN_FLAGS = FLAG.descriptor | FLAG.utf8 | LEVEL_BITS;

/** "Needed to extract": 1.0 stored, 2.0 deflated. */
export const VERSIONS_NEEDED: readonly number[] = [10, 20];

/** Of the fields that the central directory alone has: written on Unix, by version 2.0 of the format. */
export const MADE_BY = 0x0314;
/**
 * The attributes that common writers give to files: none, "owner reads and writes", a plain file that all read. No two
 * differ in one byte only, so that a changed byte is never another allowed value.
 */
export const EXTERNAL_ATTRIBUTES: readonly number[] = [0, 0o600 << 16, (0o100644 << 16) >>> 0];
const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;

/** Is the entry a link (by its Unix mode in the upper half of the external attributes)? */
export const isSymlink = (externalAttributes: number): boolean =>
  ((externalAttributes >>> 16) & FILE_TYPE) === SYMLINK;

/** What both headers of an entry say. */
export interface EntryHeader {
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes of the content. */
  readonly size: number;
  /** The raw name. */
  readonly name: Buffer;
}

/** Where an entry lies: the central directory alone says it. */
export interface CentralHeader extends EntryHeader {
  readonly madeBy: number;
  readonly extraLength: number;
  readonly commentLength: number;
  readonly disk: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  /** Of the local header. */
  readonly offset: number;
}

/** The twelve bytes of sizes and sum, which an archive written in one go has behind the content instead. */
function writeShared(header: EntryHeader, record: Buffer, at: number): void {
  record.writeUInt16LE(header.versionNeeded, at);
  record.writeUInt16LE(header.flags, at + 2);
  record.writeUInt16LE(header.method, at + 4);
  record.writeUInt16LE(header.time, at + 6);
  record.writeUInt16LE(header.date, at + 8);
  record.writeUInt32LE(header.crc, at + 10);
  record.writeUInt32LE(header.packedSize, at + 14);
  record.writeUInt32LE(header.size, at + 18);
  record.writeUInt16LE(header.name.length, at + 22);
}

export function localRecord(header: EntryHeader): Buffer {
  const record = Buffer.alloc(LOCAL_SIZE);
  record.writeUInt32LE(LOCAL_MAGIC, 0);
  writeShared(header, record, 4);
  return Buffer.concat([record, header.name]);
}

export function centralRecord(header: EntryHeader, offset: number): Buffer {
  const record = Buffer.alloc(CENTRAL_SIZE);
  record.writeUInt32LE(CENTRAL_MAGIC, 0);
  record.writeUInt16LE(MADE_BY, 4);
  writeShared(header, record, 6);
  record.writeUInt32LE((0o100644 << 16) >>> 0, 38);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, header.name]);
}

export function endRecord(entries: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(END_SIZE);
  record.writeUInt32LE(END_MAGIC, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

/** The record at `at`, or undefined where there is none, or not the whole of it. */
export function readCentral(bytes: Buffer, at: number): CentralHeader | undefined {
  if (at + CENTRAL_SIZE > bytes.length || bytes.readUInt32LE(at) !== CENTRAL_MAGIC) return undefined;
  const nameLength = bytes.readUInt16LE(at + 28);
  const header = {
    madeBy: bytes.readUInt16LE(at + 4),
    versionNeeded: bytes.readUInt16LE(at + 6),
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    time: bytes.readUInt16LE(at + 12),
    date: bytes.readUInt16LE(at + 14),
    crc: bytes.readUInt32LE(at + 16),
    packedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    extraLength: bytes.readUInt16LE(at + 30),
    commentLength: bytes.readUInt16LE(at + 32),
    disk: bytes.readUInt16LE(at + 34),
    internalAttributes: bytes.readUInt16LE(at + 36),
    externalAttributes: bytes.readUInt32LE(at + 38),
    offset: bytes.readUInt32LE(at + 42),
    name: bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength),
  };
  return header.name.length === nameLength ? header : undefined;
}
