import { Document, type FileChild, Packer, PageOrientation } from 'docx';

/** Of the page between its margins, in twentieths of a point. */
export const SIDEWAYS_WIDTH = 15_000;
const FONT = 'Times New Roman';
/** Half-points. */
const SIZE = 20;

/** A document of A4 pages that lie on their sides, as the wide tables of drafting are printed. @returns the bytes of the DOCX */
export function sidewaysDocx(title: string, children: readonly FileChild[]): Promise<Buffer> {
  const document = new Document({
    creator: 'Kelisim',
    title,
    styles: { default: { document: { run: { font: FONT, size: SIZE } } } },
    sections: [
      {
        properties: {
          page: {
            // The library turns the sides of a page that lies on its side.
            size: { orientation: PageOrientation.LANDSCAPE, width: 11_906, height: 16_838 },
            margin: { top: 1000, bottom: 800, left: 900, right: 900 },
          },
        },
        children,
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** A text as a document can hold it: XML 1.0 (2.2) has no place for some signs, however they came into it. */
export function writable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '');
}
