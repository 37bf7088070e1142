import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { Bytes } from './bytes.js';
import { formatOfZip } from './office-zip.js';
import { formatOfOle, OLE_MAGIC } from './ole.js';
import { damaged, notAllowed } from './refusal.js';
import { eachZipEntry, readPacked, ZIP_MAGIC, type ZipEntry } from './zip.js';

const inflate = promisify(inflateRaw);
const MOST_PARTS = 5_000;

/**
 * The parts of a Word document that are XML, by name without a leading "/": unpacked in the library's threads, so that
 * nobody waits meanwhile.
 * @param most bytes of these parts together, unpacked
 * @throws AppError FILE_FORMAT_REFUSED with `found`: what is no DOCX, locked, has macros, is damaged; `too_large` for what
 *   holds more than `most`
 */
export async function xmlPartsOf(content: Uint8Array, most: number): Promise<ReadonlyMap<string, Buffer>> {
  const bytes = Bytes.within(content);
  const head = await bytes.at(0, OLE_MAGIC.length);
  if (head.equals(OLE_MAGIC)) throw notAllowed(await formatOfOle(bytes));
  if (!head.subarray(0, ZIP_MAGIC.length).equals(ZIP_MAGIC)) throw notAllowed('unknown');
  const format = await formatOfZip(bytes);
  if (format !== 'docx') throw notAllowed(format);

  const entries = new Map<string, ZipEntry>();
  await eachZipEntry(bytes, (entry) => {
    if (!/\.(xml|rels)$/i.test(entry.name)) return;
    // Which of two would the editor show?
    if (entries.has(entry.name) || entries.size >= MOST_PARTS) throw damaged('zip');
    entries.set(entry.name, entry);
  });
  const parts = new Map<string, Buffer>();
  let left = most;
  for (const [name, entry] of entries) {
    const { packed, isStored } = await readPacked(bytes, entry, content.length);
    const part = isStored ? packed : await inflateWithin(packed, left);
    left -= part.length;
    if (left < 0) throw notAllowed('too_large');
    parts.set(name.replace(/^\//, ''), part);
  }
  return parts;
}

async function inflateWithin(packed: Buffer, most: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? notAllowed('too_large')
      : damaged('zip');
  }
}
