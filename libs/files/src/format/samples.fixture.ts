import CFB from 'cfb';
import { makeZip, type ZipMember } from '#testing';

/** Files of every kind, made byte by byte: small, but true to their formats. */

export const WORD_MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
export const SHEET_MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

export function contentTypes(...types: readonly string[]): string {
  const parts = types.map((type, index) => `<Override PartName="/part${index}.xml" ContentType="${type}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${parts.join('')}</Types>`;
}

/** An Office document with the given content types, and further members. */
export function makeOffice(types: readonly string[], more: readonly ZipMember[] = []): Buffer {
  return makeZip([
    { name: '[Content_Types].xml', content: contentTypes(...types) },
    { name: '_rels/.rels', content: '<Relationships/>' },
    { name: 'word/document.xml', content: '<document/>' },
    ...more,
  ]);
}

/** An OLE container with the given streams, as `cfb` writes it: paths from the root. */
export function makeOle(streams: readonly string[], size = 5000): Buffer {
  const container = CFB.utils.cfb_new();
  for (const stream of streams) CFB.utils.cfb_add(container, `/${stream}`, Buffer.alloc(size, 1));
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer);
}

export const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n',
);
export const RTF = Buffer.from('{\\rtf1\\ansi \\u1178? }');
export const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.alloc(64),
  Buffer.from('ffd9', 'hex'),
]);
/** One directory with no entries, little-endian and big-endian. */
export const TIFF_LE = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(64)]);
export const TIFF_BE = Buffer.concat([Buffer.from('4d4d002a00000008', 'hex'), Buffer.alloc(64)]);
export const RAR4 = Buffer.concat([Buffer.from('Rar!\x1a\x07\x00', 'latin1'), Buffer.alloc(32)]);
export const RAR5 = Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), Buffer.alloc(32)]);
export const EXE = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(62),
  Buffer.from('PE\0\0'),
  Buffer.alloc(64),
]);
export const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  Buffer.alloc(17),
  Buffer.from('0000000049444154', 'hex'),
  Buffer.alloc(16),
]);
