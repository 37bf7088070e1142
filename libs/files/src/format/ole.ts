import type { FileFormat } from '#contracts';
import type { Bytes } from './bytes.js';
import { damaged, notAllowed } from './refusal.js';

/** [MS-CFB]: the container of DOC, XLS and PPT, a small file system. Numbers below are its own. */
export const OLE_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const END_OF_CHAIN = 0xfffffffe;
const NO_STREAM = 0xffffffff;
const LAST_SECTOR = 0xfffffffa;
const HEADER_SIZE = 512;
const HEADER_FATS = 109;
const ENTRY_SIZE = 128;
/** More than any document has; a chain that goes on is a trap. */
const MOST_ENTRIES = 65_536;

/** Streams that only this format has in its root. */
const FORMAT_OF_STREAM: Record<string, FileFormat> = {
  WordDocument: 'doc',
  Workbook: 'xls',
  Book: 'xls',
  'PowerPoint Document': 'ppt',
};
/** Other things that come in the same container. */
const REFUSED_STREAMS: Record<string, string> = {
  EncryptedPackage: 'encrypted',
  '__properties_version1.0': 'msg',
  VisioDocument: 'vsd',
  Quill: 'pub',
};

/**
 * Which of DOC, XLS and PPT an OLE container holds, by the streams in its root; those of embedded objects lie deeper
 * and do not count.
 * @throws AppError FILE_FORMAT_REFUSED
 */
export async function formatOfOle(bytes: Bytes): Promise<FileFormat> {
  const names = new Set(await rootNames(bytes));
  for (const [stream, found] of Object.entries(REFUSED_STREAMS))
    if (names.has(stream)) throw notAllowed(found);
  const formats = Object.entries(FORMAT_OF_STREAM).filter(([stream]) => names.has(stream));
  // XLS of two generations in one file is what Excel 97 itself could write; a file of two kinds is not.
  const format = new Set(formats.map(([, one]) => one));
  const [only] = format;
  if (only === undefined || format.size > 1) throw notAllowed('ole');
  return only;
}

/** Names of the streams and storages in the root. */
async function rootNames(bytes: Bytes): Promise<string[]> {
  const header = await bytes.at(0, HEADER_SIZE);
  if (header.length < HEADER_SIZE) throw damaged('ole');
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged('ole');
  const sectors = new Sectors(bytes, header, 2 ** shift);
  const directory = await sectors.chain(header.readUInt32LE(48), (MOST_ENTRIES * ENTRY_SIZE) / 2 ** shift);

  const entries: Buffer[] = [];
  for (const sector of directory) {
    const content = await sectors.read(sector);
    for (let at = 0; at + ENTRY_SIZE <= content.length; at += ENTRY_SIZE) {
      entries.push(content.subarray(at, at + ENTRY_SIZE));
    }
  }
  const root = entries[0];
  if (!root) throw damaged('ole');

  // The children of a storage are a binary tree, held together by their own numbers.
  const names: string[] = [];
  const open = [root.readUInt32LE(76)];
  const seen = new Set<number>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === NO_STREAM) continue;
    const entry = entries[id];
    if (!entry || seen.has(id)) throw damaged('ole');
    seen.add(id);
    const length = Math.min(entry.readUInt16LE(64), 64);
    names.push(entry.toString('utf16le', 0, Math.max(0, length - 2)));
    open.push(entry.readUInt32LE(68), entry.readUInt32LE(72));
  }
  return names;
}

/** The sectors of a container and the table that chains them. */
class Sectors {
  private readonly fats = new Map<number, Buffer>();
  private fatSectors: number[] | undefined;

  constructor(
    private readonly bytes: Bytes,
    private readonly header: Buffer,
    private readonly size: number,
  ) {}

  async read(sector: number): Promise<Buffer> {
    // Sector 0 follows the header, which takes the room of one sector.
    const position = (sector + 1) * this.size;
    if (sector > LAST_SECTOR || position >= this.bytes.size) throw damaged('ole');
    return this.bytes.at(position, this.size);
  }

  /** The numbers of a chain's sectors. @throws AppError where it is longer than `most` or runs in a ring */
  async chain(first: number, most: number): Promise<number[]> {
    const chain: number[] = [];
    for (let sector = first; sector !== END_OF_CHAIN; sector = await this.next(sector)) {
      if (chain.length >= most) throw damaged('ole');
      chain.push(sector);
    }
    return chain;
  }

  private async next(sector: number): Promise<number> {
    const perSector = this.size / 4;
    const table = (await this.tables())[Math.floor(sector / perSector)];
    if (table === undefined) throw damaged('ole');
    const fat = this.fats.get(table) ?? (await this.read(table));
    this.fats.set(table, fat);
    const at = (sector % perSector) * 4;
    if (at + 4 > fat.length) throw damaged('ole');
    return fat.readUInt32LE(at);
  }

  /** Which sectors hold the table: the first 109 are named in the header, more in sectors of their own. */
  private async tables(): Promise<number[]> {
    if (this.fatSectors) return this.fatSectors;
    const tables = Array.from({ length: HEADER_FATS }, (_, index) =>
      this.header.readUInt32LE(76 + index * 4),
    );
    // Each such sector names 127 or 1023 sectors of the table, of 128 or 1024 sectors each: 60 MB need eight of them.
    const perSector = this.size / 4;
    const most = Math.ceil(this.bytes.size / this.size / perSector / (perSector - 1)) + 1;
    const seen = new Set<number>();
    for (let more = this.header.readUInt32LE(68); more <= LAST_SECTOR; ) {
      if (seen.has(more) || seen.size >= most) throw damaged('ole');
      seen.add(more);
      const sector = await this.read(more);
      if (sector.length < this.size) throw damaged('ole');
      for (let at = 0; at < this.size - 4; at += 4) tables.push(sector.readUInt32LE(at));
      more = sector.readUInt32LE(this.size - 4);
    }
    this.fatSectors = tables;
    return tables;
  }
}
