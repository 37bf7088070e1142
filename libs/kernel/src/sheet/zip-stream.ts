import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** 1 January 1980, 00:00, the first moment that a ZIP knows: the same content gives the same bytes. */
const DATE = (1 << 5) | 1;
/** Names are UTF-8; sizes and sum come behind the content. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
const LARGEST = 0xffff_ffff;

interface Part {
  readonly name: Buffer;
  /** Where it begins in the archive. */
  readonly at: number;
  readonly sums: Sums;
}

interface Sums {
  crc: number;
  packed: number;
  size: number;
}

/** An archive whose parts are packed while they come (APPNOTE.TXT 6.3.10, 4.3): nothing of it is kept, below 4 GiB. */
export class ZipStream {
  private readonly parts: Part[] = [];
  private offset = 0;

  /** @param texts the content, written as UTF-8 */
  async *part(name: string, texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
    const part: Part = { name: Buffer.from(name), at: this.offset, sums: { crc: 0, packed: 0, size: 0 } };
    const { sums } = part;
    yield this.out(localHeader(part));
    const deflate = createDeflateRaw();
    // Where the content fails, so does what is read below.
    pipeline(Readable.from(summed(texts, sums)), deflate, () => undefined);
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      sums.packed += piece.length;
      yield this.out(piece);
    }
    yield this.out(descriptor(sums));
    this.parts.push(part);
  }

  /** What ends the archive. */
  end(): Buffer {
    const directory = Buffer.concat(this.parts.map(centralHeader));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.parts.length, 8);
    end.writeUInt16LE(this.parts.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.offset, 16);
    return Buffer.concat([directory, end]);
  }

  private out(bytes: Buffer): Buffer {
    this.offset += bytes.length;
    if (this.offset > LARGEST) throw new Error('The archive is too large for its format.');
    return bytes;
  }
}

async function* summed(texts: AsyncIterable<string> | Iterable<string>, sums: Sums): AsyncGenerator<Buffer> {
  for await (const text of texts) {
    const bytes = Buffer.from(text);
    sums.crc = crc32(bytes, sums.crc);
    sums.size += bytes.length;
    yield bytes;
  }
}

/** What both headers of a part say. */
function shared({ name, sums }: Part, isKnown: boolean): Buffer {
  const record = Buffer.alloc(26);
  record.writeUInt16LE(VERSION, 0);
  record.writeUInt16LE(FLAGS, 2);
  record.writeUInt16LE(DEFLATED, 4);
  record.writeUInt16LE(DATE, 8);
  if (isKnown) writeSums(sums, record, 10);
  record.writeUInt16LE(name.length, 22);
  return record;
}

function localHeader(part: Part): Buffer {
  return Buffer.concat([uint32(0x04034b50), shared(part, false), part.name]);
}

function centralHeader(part: Part): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(part.at, 10);
  return Buffer.concat([uint32(0x02014b50), uint16(VERSION), shared(part, true), rest, part.name]);
}

function descriptor(sums: Sums): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  writeSums(sums, record, 4);
  return record;
}

function writeSums({ crc, packed, size }: Sums, record: Buffer, at: number): void {
  record.writeUInt32LE(crc, at);
  record.writeUInt32LE(packed, at + 4);
  record.writeUInt32LE(size, at + 8);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
