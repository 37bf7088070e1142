import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { Bytes } from './bytes.js';
import { damaged } from './refusal.js';
import { eachZipEntry, readPacked, type ZipEntry } from './zip.js';

const inflate = promisify(inflateRaw);

/**
 * Unpacks all of a ZIP archive and keeps nothing: proves that it holds no more than it may before a program that
 * believes its directory opens it.
 * @param most bytes of all entries together, unpacked
 * @throws AppError FILE_FORMAT_REFUSED for a damaged archive, and for one that holds more
 */
export async function unpackWithin(path: string, most: number): Promise<void> {
  await Bytes.of(path, async (bytes) => {
    const entries: ZipEntry[] = [];
    const told = await eachZipEntry(bytes, (entry) => entries.push(entry));
    // Programs that count would open what lies behind the directory; no sheet is so long that it needs ZIP64.
    if (told !== entries.length) throw damaged('zip');
    let left = most;
    for (const entry of entries) {
      const { packed, isStored } = await readPacked(bytes, entry, left);
      // In the library's threads: the others wait for nothing.
      const size = isStored
        ? packed.length
        : await inflate(packed, { maxOutputLength: Math.max(1, left) }).then(
            (whole) => whole.length,
            () => Number.POSITIVE_INFINITY,
          );
      left -= size;
      if (left < 0) throw damaged('zip');
    }
  });
}
