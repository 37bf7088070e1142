import { join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** The bytes of a PDF, in the portal's own letters. Only the worker draws: the api never loads what draws. */
export async function drawPdf(definition: TDocumentDefinitions): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake');
  const fonts = join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans');
  pdfmake.addFonts({
    NotoSans: {
      normal: join(fonts, '400Regular/NotoSans_400Regular.ttf'),
      bold: join(fonts, '600SemiBold/NotoSans_600SemiBold.ttf'),
    },
  });
  // It is drawn from the database alone: no address is fetched, and no file but the fonts is read.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
  return pdfmake.createPdf(definition).getBuffer();
}
