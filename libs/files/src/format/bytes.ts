import { type FileHandle, open } from 'node:fs/promises';

/** Reads pieces of a file at any place: a file is looked at, never loaded. */
export class Bytes {
  private constructor(
    private readonly handle: FileHandle,
    readonly size: number,
  ) {}

  /** Runs `look` on the file at `path`, and closes it. */
  static async of<T>(path: string, look: (bytes: Bytes) => Promise<T>): Promise<T> {
    const handle = await open(path);
    try {
      return await look(new Bytes(handle, (await handle.stat()).size));
    } finally {
      await handle.close();
    }
  }

  /** Up to `length` bytes from `position`; fewer where the file ends. */
  async at(position: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.size - position));
    const buffer = Buffer.alloc(wanted);
    const { bytesRead } = await this.handle.read(buffer, 0, wanted, position);
    return buffer.subarray(0, bytesRead);
  }

  /** The last `length` bytes. */
  tail(length: number): Promise<Buffer> {
    return this.at(Math.max(0, this.size - length), length);
  }
}
