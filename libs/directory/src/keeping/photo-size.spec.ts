import { photoSize } from './photo-size.js';

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(33);
  bytes.write('89504e470d0a1a0a0000000d49484452', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const jpeg = (width: number, height: number, before = '') => {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height);
  size.writeUInt16BE(width, 2);
  return Buffer.concat([
    Buffer.from(`ffd8${before}ffc2001108`, 'hex'),
    size,
    Buffer.alloc(12),
    Buffer.from('ffd9', 'hex'),
  ]);
};
const webp = (kind: string, at: number, parts: string) => {
  const bytes = Buffer.alloc(40);
  bytes.write('RIFF', 'latin1');
  bytes.write(`WEBP${kind}`, 8, 'latin1');
  bytes.write(parts, at, 'hex');
  return bytes;
};

describe('the size of a picture is told by its header', () => {
  test.each([
    ['a PNG', 'image/png', png(30_000, 20_000), 30_000, 20_000],
    ['a JPEG', 'image/jpeg', jpeg(640, 480), 640, 480],
    [
      'a JPEG with other segments and fill bytes before',
      'image/jpeg',
      jpeg(640, 480, 'ffe00004aaaaffffc40003aa'),
      640,
      480,
    ],
    ['a WebP with loss', 'image/webp', webp('VP8 ', 26, '80026801'), 640, 360],
    ['a WebP without loss', 'image/webp', webp('VP8L', 21, '7fc25900'), 640, 360],
    ['an extended WebP', 'image/webp', webp('VP8X', 24, '7f0200670100'), 640, 360],
  ] as const)('%s', (_, type, bytes, width, height) => {
    expect(photoSize(bytes, type)).toEqual({ width, height });
  });

  test.each([
    ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['image/png', Buffer.alloc(40)],
    ['image/jpeg', Buffer.from('ffd8ffd9', 'hex')],
    ['image/jpeg', Buffer.from('ffd8ffe0ffffaaaaaaaaaaaaaaaaaaffd9', 'hex')],
    ['image/webp', Buffer.alloc(20)],
    ['image/webp', Buffer.alloc(40)],
  ] as const)('%s that does not tell', (type, bytes) => {
    expect(photoSize(bytes, type)).toBeUndefined();
  });
});
