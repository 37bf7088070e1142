import { execFileSync } from 'node:child_process';
import decodeQR from 'qr/decode.js';

/** Dots per inch at which a sheet is looked at: as a phone would see it on paper. */
const RESOLUTION = 150;
/** What stands before the pixels of a picture: "P6", width and height, and the highest value. */
const HEADER = /^P6\s(\d+)\s(\d+)\s255\s/;

/**
 * What the QR code on the last page of a PDF says, drawn by poppler and read as a camera would read it.
 * @throws Error where there is none
 */
export function readQrCode(pdfPath: string): string {
  const [, pages = ''] =
    /^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [pdfPath], { encoding: 'utf8' })) ?? [];
  const picture = execFileSync('pdftoppm', ['-r', String(RESOLUTION), '-f', pages, '-l', pages, pdfPath], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const [header = '', width, height] = HEADER.exec(picture.toString('latin1', 0, 40)) ?? [];
  const data = new Uint8Array(picture.subarray(header.length));
  return decodeQR(
    { width: Number(width), height: Number(height), data },
    { format: 'RGB', timeLimit: 5_000 },
  );
}
