import type { photoType } from './photo-type.js';

/** Width and height in dots. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

type PhotoType = NonNullable<ReturnType<typeof photoType>>;

const SIZES: Readonly<Record<PhotoType, (bytes: Buffer) => PhotoSize | undefined>> = {
  'image/png': pngSize,
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
};

/**
 * How large a picture unpacks in whoever looks at it, told without unpacking it.
 * @returns undefined where it does not tell
 */
export function photoSize(bytes: Buffer, type: PhotoType): PhotoSize | undefined {
  return SIZES[type](bytes);
}

/** ISO/IEC 15948 11.2.2: IHDR comes first. */
function pngSize(bytes: Buffer): PhotoSize | undefined {
  if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** ISO/IEC 10918-1 B.2.2: a frame header is SOF0 to SOF15, but for DHT, JPG and DAC among them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(bytes: Buffer): PhotoSize | undefined {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    // A fill byte stands alone; a segment tells its length.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** RFC 9649 2.5-2.7: the first chunk is VP8, VP8L or VP8X. */
function webpSize(bytes: Buffer): PhotoSize | undefined {
  if (bytes.length < 30) return undefined;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}
