import { fileTypeFromFile } from 'file-type';
import type { FileFormat } from '#contracts';
import { Bytes } from './bytes.js';
import { formatOfZip, OFFICE_KINDS } from './office-zip.js';
import { formatOfOle, OLE_MAGIC } from './ole.js';
import { damaged, notAllowed } from './refusal.js';
import { ZIP_MAGIC } from './zip.js';

/** How a file of each kind begins, at its very first byte, and what `file-type` calls it. */
const BEGINNINGS: readonly { magic: Buffer; fileType: string; format: FileFormat | 'ole' }[] = [
  { magic: Buffer.from('%PDF-'), fileType: 'pdf', format: 'pdf' },
  { magic: Buffer.from('{\\rtf'), fileType: 'rtf', format: 'rtf' },
  { magic: Buffer.from('ffd8ff', 'hex'), fileType: 'jpg', format: 'jpeg' },
  { magic: Buffer.from('II*\0', 'latin1'), fileType: 'tif', format: 'tiff' },
  { magic: Buffer.from('MM\0*', 'latin1'), fileType: 'tif', format: 'tiff' },
  { magic: Buffer.from('Rar!\x1a\x07\x00', 'latin1'), fileType: 'rar', format: 'rar' },
  { magic: Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), fileType: 'rar', format: 'rar' },
  { magic: OLE_MAGIC, fileType: 'cfb', format: 'ole' },
  { magic: ZIP_MAGIC, fileType: 'zip', format: 'zip' },
];
const LONGEST_MAGIC = 8;
/**
 * Does the rest of the file hold what its first bytes promise? A few letters that begin like a scan are no document.
 * Archives and Office documents are read by their own files.
 */
const HOLDS: Partial<Record<FileFormat, (bytes: Bytes) => Promise<boolean>>> = {
  // Readers look for a PDF's end mark in its last 1024 bytes; more behind it is another file.
  pdf: async (bytes) => (await bytes.tail(1024)).includes('%%EOF'),
  // Cameras add a few bytes behind the end mark.
  jpeg: async (bytes) => (await bytes.tail(65_536)).includes(Buffer.from('ffd9', 'hex')),
  rtf: async (bytes) => /\}[\s\0]*$/.test((await bytes.tail(1024)).toString('latin1')),
  tiff: async (bytes) => {
    const head = await bytes.at(0, 8);
    if (head.length < 8) return false;
    const directory = head[0] === 0x49 ? head.readUInt32LE(4) : head.readUInt32BE(4);
    return directory >= 8 && directory + 2 <= bytes.size;
  },
  // The mark, and one block header of at least seven bytes.
  rar: async (bytes) => bytes.size >= 14,
};

/**
 * The format of a file by its content; its name plays no part (775:10).
 * @throws AppError FILE_FORMAT_REFUSED with `reason` `not_allowed` or `damaged`, and `found`
 */
export async function detectFormat(path: string): Promise<FileFormat> {
  // A second opinion that also knows what is not allowed, so that the refusal can name it.
  const other = (await fileTypeFromFile(path).catch(() => undefined))?.ext;
  return Bytes.of(path, async (bytes) => {
    const head = await bytes.at(0, LONGEST_MAGIC);
    const beginning = BEGINNINGS.find(({ magic }) => head.subarray(0, magic.length).equals(magic));
    if (!beginning) throw notAllowed(other ?? 'unknown');
    const agrees =
      other === undefined ||
      other === beginning.fileType ||
      (beginning.format === 'zip' && OFFICE_KINDS.has(other));
    if (!agrees) throw notAllowed(other);
    switch (beginning.format) {
      case 'ole':
        return formatOfOle(bytes);
      case 'zip':
        return formatOfZip(bytes);
      default:
        if (!(await (HOLDS[beginning.format]?.(bytes) ?? true))) throw damaged(beginning.format);
        return beginning.format;
    }
  });
}
