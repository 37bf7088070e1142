import { inflateRawSync } from 'node:zlib';
import type { Bytes } from './bytes.js';
import { damaged } from './refusal.js';

export const ZIP_MAGIC = Buffer.from('PK\x03\x04', 'latin1');

const END_SIZE = 22;
const END_MAGIC = 0x06054b50;
const END_MAGIC_BYTES = Buffer.from('PK\x05\x06', 'latin1');
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_LOCATOR_MAGIC = 0x07064b50;
const ZIP64_END_MAGIC = 0x06064b50;
const ENTRY_SIZE = 46;
const ENTRY_MAGIC = 0x02014b50;
const LOCAL_SIZE = 30;
const LOCAL_MAGIC = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const WINDOW = 256 * 1024;
const STORED = 0;
const DEFLATED = 8;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedSize: number;
  /** Where its local header lies. */
  readonly position: number;
}

/**
 * Reads the directory at the end of a ZIP archive, as the programs do that open it. The archive must end where the file
 * does, and begin where it does: nothing else hides before or behind it.
 * @param visit called for each entry, in order
 * @returns how many there are by the end record; undefined where only the longer one (ZIP64) tells
 * @throws AppError FILE_FORMAT_REFUSED for a damaged archive
 */
export async function eachZipEntry(
  bytes: Bytes,
  visit: (entry: ZipEntry) => void,
): Promise<number | undefined> {
  const { start, end, told } = await directoryOf(bytes);
  let window = Buffer.alloc(0);
  let windowAt = start;
  for (let position = start; position < end; ) {
    const inWindow = () => window.subarray(position - windowAt);
    if (!isWhole(inWindow())) {
      windowAt = position;
      window = Buffer.from(await bytes.at(position, Math.min(WINDOW, end - position)));
    }
    const entry = inWindow();
    if (!isWhole(entry) || entry.readUInt32LE(0) !== ENTRY_MAGIC) throw damaged('zip');
    const nameLength = entry.readUInt16LE(28);
    visit({
      name: entry.toString('utf8', ENTRY_SIZE, ENTRY_SIZE + nameLength),
      method: entry.readUInt16LE(10),
      encrypted: (entry.readUInt16LE(8) & 1) === 1,
      packedSize: entry.readUInt32LE(20),
      position: entry.readUInt32LE(42),
    });
    position += wholeSize(entry);
  }
  return told;
}

/**
 * The content of one entry.
 * @param most bytes, packed and unpacked; more is refused, however small it was packed
 */
export async function readZipEntry(bytes: Bytes, entry: ZipEntry, most: number): Promise<Buffer> {
  const { packed, isStored } = await readPacked(bytes, entry, most);
  if (isStored) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch {
    throw damaged('zip');
  }
}

/**
 * An entry as it lies in the archive. What lies there has to say of itself what the directory says of it: some programs
 * believe the one, some the other.
 * @param most bytes, packed
 */
export async function readPacked(
  bytes: Bytes,
  entry: ZipEntry,
  most: number,
): Promise<{ packed: Buffer; isStored: boolean }> {
  const local = await bytes.at(entry.position, LOCAL_SIZE);
  if (local.length < LOCAL_SIZE || local.readUInt32LE(0) !== LOCAL_MAGIC) throw damaged('zip');
  const name = await bytes.at(entry.position + LOCAL_SIZE, local.readUInt16LE(26));
  if (local.readUInt16LE(8) !== entry.method || name.toString('utf8') !== entry.name) throw damaged('zip');
  if (entry.encrypted || entry.packedSize > most) throw damaged('zip');
  if (entry.method !== STORED && entry.method !== DEFLATED) throw damaged('zip');
  const position = entry.position + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
  return { packed: await bytes.at(position, entry.packedSize), isStored: entry.method === STORED };
}

function wholeSize(entry: Buffer): number {
  return ENTRY_SIZE + entry.readUInt16LE(28) + entry.readUInt16LE(30) + entry.readUInt16LE(32);
}

function isWhole(entry: Buffer): boolean {
  return entry.length >= ENTRY_SIZE && entry.length >= wholeSize(entry);
}

async function directoryOf(bytes: Bytes): Promise<{ start: number; end: number; told: number | undefined }> {
  const tail = await bytes.tail(END_SIZE + LONGEST_COMMENT);
  const tailAt = bytes.size - tail.length;
  let at = tail.length - END_SIZE;
  while (
    at >= 0 &&
    !(tail.readUInt32LE(at) === END_MAGIC && at + END_SIZE + tail.readUInt16LE(at + 20) === tail.length)
  ) {
    at -= 1;
  }
  // A comment that holds another end record: programs that look for the last one would open another archive.
  if (at < 0 || tail.includes(END_MAGIC_BYTES, at + 1)) throw damaged('zip');
  const told = tail.readUInt16LE(at + 10);
  if (told !== tail.readUInt16LE(at + 8)) throw damaged('zip');
  const size = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  const isZip64 = size === 0xffffffff || start === 0xffffffff || told === 0xffff;
  const directory = isZip64 ? await zip64Directory(bytes, tailAt + at) : { start, end: start + size };
  if (directory.end > tailAt + at) throw damaged('zip');
  return { ...directory, told: isZip64 ? undefined : told };
}

/** @param endAt where the plain end record lies, which refers to the longer one before it */
async function zip64Directory(bytes: Bytes, endAt: number): Promise<{ start: number; end: number }> {
  const locator = await bytes.at(endAt - ZIP64_LOCATOR_SIZE, ZIP64_LOCATOR_SIZE);
  if (locator.length < ZIP64_LOCATOR_SIZE || locator.readUInt32LE(0) !== ZIP64_LOCATOR_MAGIC)
    throw damaged('zip');
  const record = await bytes.at(Number(locator.readBigUInt64LE(8)), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== ZIP64_END_MAGIC) throw damaged('zip');
  const start = Number(record.readBigUInt64LE(48));
  return { start, end: start + Number(record.readBigUInt64LE(40)) };
}
