import { open } from 'node:fs/promises';

/** Reads pieces at any place, of a file that is looked at and never loaded, or of bytes that are there already. */
export class Bytes {
  private constructor(
    private readonly read: (position: number, length: number) => Promise<Buffer>,
    readonly size: number,
  ) {}

  /** Runs `look` on the file at `path`, and closes it. */
  static async of<T>(path: string, look: (bytes: Bytes) => Promise<T>): Promise<T> {
    const handle = await open(path);
    try {
      const read = async (position: number, length: number) => {
        const buffer = Buffer.alloc(length);
        const { bytesRead } = await handle.read(buffer, 0, length, position);
        return buffer.subarray(0, bytesRead);
      };
      return await look(new Bytes(read, (await handle.stat()).size));
    } finally {
      await handle.close();
    }
  }

  static within(content: Uint8Array): Bytes {
    const all = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    return new Bytes(async (position, length) => all.subarray(position, position + length), all.length);
  }

  /** Up to `length` bytes from `position`; fewer where the file ends. */
  at(position: number, length: number): Promise<Buffer> {
    return this.read(position, Math.max(0, Math.min(length, this.size - position)));
  }

  /** The last `length` bytes. */
  tail(length: number): Promise<Buffer> {
    return this.at(Math.max(0, this.size - length), length);
  }
}
