const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG_START = Buffer.from('ffd8ff', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');
const PNG_END = Buffer.from('49454e44ae426082', 'hex');

/**
 * The MIME type of a picture by its content: JPEG (ISO/IEC 10918-1 B.2), PNG (ISO/IEC 15948 5.2, 11.2.5) or WebP
 * (RFC 9649 2.4), complete and with nothing behind it.
 * @returns undefined for anything else
 */
export function photoType(bytes: Buffer): 'image/jpeg' | 'image/png' | 'image/webp' | undefined {
  if (startsWith(bytes, JPEG_START) && endsWith(bytes, JPEG_END)) return 'image/jpeg';
  if (startsWith(bytes, PNG) && endsWith(bytes, PNG_END)) return 'image/png';
  const riff = bytes.length > 16 && bytes.toString('latin1', 0, 4) === 'RIFF';
  if (riff && bytes.toString('latin1', 8, 12) === 'WEBP' && bytes.readUInt32LE(4) + 8 === bytes.length) {
    return 'image/webp';
  }
  return undefined;
}

const startsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start);
const endsWith = (bytes: Buffer, end: Buffer) => bytes.subarray(-end.length).equals(end);
