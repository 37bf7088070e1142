import { degrees, PDFDocument, type PDFEmbeddedPage, type PDFPage } from '@cantoo/pdf-lib';
import type { PreviewReason } from '#contracts';
import { drawStamp } from './stamp.js';

/** What the thread is given. */
export interface PreviewOrder {
  readonly content: Uint8Array;
  readonly format: 'pdf' | 'jpeg';
  /** Lines of the mark, the first in bold. */
  readonly lines: readonly string[];
}
export type PreviewAnswer = { readonly pdf: Uint8Array } | { readonly refusal: PreviewReason };

/** Why a file cannot be shown. */
export class PreviewRefusal extends Error {
  constructor(readonly reason: PreviewReason) {
    super(reason);
  }
}

const MOST_PAGES = 500;
/** ISO 32000-2 Annex C: a side of a page, in points. */
const LEAST_SIDE = 3;
const MOST_SIDE = 14_400;
/** Width of A4, for which the mark is drawn. */
const USUAL_SIDE = 595;
/** Of a page only this is drawn: its notes, its actions and what else hangs on it stay behind (ISO 32000-2 7.7.3.3). */
const DRAWN = new Set(['Type', 'Parent', 'Contents', 'Resources', 'MediaBox', 'CropBox', 'Rotate', 'Group']);
/** Sides of a page to each other beyond which the mark shrinks no more: thousands of them would be drawn. */
const MOST_SLENDER = 8;
const ANGLE = 30;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The file as a new PDF with the mark across each page. Each page of the old one is a drawing on a new page: nothing but
 * what it shows comes along, so no script, link, attachment or form, and no state of its own reaches the mark.
 * @throws PreviewRefusal, or whatever the parser met
 */
export async function drawPreview({ content, format, lines }: PreviewOrder): Promise<Uint8Array> {
  const preview = await PDFDocument.create();
  const [stamp] = await preview.embedPdf(await drawStamp(lines));
  if (!stamp) throw new Error('The mark has no page.');
  if (format === 'jpeg') await addPicture(preview, content);
  else await addPages(preview, content);
  for (const page of preview.getPages()) markPage(page, stamp);
  return preview.save();
}

async function addPicture(preview: PDFDocument, content: Uint8Array): Promise<void> {
  const picture = await preview.embedJpg(content);
  const size = asked(picture);
  const scale = USUAL_SIDE / Math.min(size.width, size.height);
  const page = preview.addPage([size.width * scale, size.height * scale]);
  page.drawImage(picture, { x: 0, y: 0, ...page.getSize() });
}

async function addPages(preview: PDFDocument, content: Uint8Array): Promise<void> {
  const source = await PDFDocument.load(content, { updateMetadata: false, ignoreEncryption: true });
  if (source.isEncrypted) throw new PreviewRefusal('locked');
  if (source.getPageCount() > MOST_PAGES) throw new PreviewRefusal('too_large');
  for (const page of source.getPages()) {
    const { x, y, width, height } = page.getCropBox();
    const box = { left: x, bottom: y, right: x + width, top: y + height };
    const angle = ((page.getRotation().angle % 360) + 360) % 360;
    const size = asked({ width, height });
    const added = preview.addPage(angle % 180 === 0 ? [width, height] : [height, width]);
    // A page without content is blank.
    if (page.node.Contents() === undefined) continue;
    for (const key of page.node.keys()) if (!DRAWN.has(key.decodeText())) page.node.delete(key);
    const drawing = await preview.embedPage(page, box);
    added.drawPage(drawing, { ...turned(angle, size), rotate: degrees(-angle), ...size });
  }
}

/** Sides that a page may have; zero, endless and none are not. */
function asked({ width, height }: Size): Size {
  const sides = [width, height];
  if (!sides.every((side) => side >= LEAST_SIDE && side <= MOST_SIDE)) throw new PreviewRefusal('unreadable');
  return { width, height };
}

/** Where the lower left corner of a drawing goes that is turned clockwise by quarters, so that it fills the page. */
function turned(angle: number, { width, height }: Size): { x: number; y: number } {
  switch (angle) {
    case 90:
      return { x: 0, y: width };
    case 180:
      return { x: width, y: height };
    case 270:
      return { x: height, y: 0 };
    default:
      return { x: 0, y: 0 };
  }
}

/** The mark in rows over the whole page, each row moved by half, as large as the page asks for; on a strip no smaller than its length bears. */
function markPage(page: PDFPage, stamp: PDFEmbeddedPage): void {
  const { width, height } = page.getSize();
  const scale = Math.max(Math.min(width, height), Math.max(width, height) / MOST_SLENDER) / USUAL_SIDE;
  const size = { width: stamp.width * scale, height: stamp.height * scale };
  const [stepX, stepY] = [size.width * 1.1, size.width * 0.62];
  // The lower left corner of a turned mark lies left of and below the page for the first of each row.
  for (let row = 0, y = -stepY / 2; y < height; row += 1, y += stepY) {
    for (let x = (row % 2 === 0 ? 0 : -stepX / 2) - stepX / 3; x < width; x += stepX) {
      page.drawPage(stamp, { x, y, ...size, rotate: degrees(ANGLE) });
    }
  }
}
