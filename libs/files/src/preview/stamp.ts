import { join } from 'node:path';

/** Points: wide enough for a full name or the name of a ministry in one line or two. */
const WIDTH = 300;
/** Seen on white paper, and letters of the file are read through it. The mark carries it itself: drawing it with another has no effect. */
const OPACITY = 0.28;
const INK = '#0f3d66';

/**
 * The mark as a PDF page that is no larger than its words. Noto Sans (SIL Open Font License 1.1) has all Kazakh letters;
 * those that are used are embedded.
 */
export async function drawStamp([title, ...lines]: readonly string[]): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake');
  const fonts = join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans');
  pdfmake.addFonts({
    NotoSans: {
      normal: join(fonts, '400Regular/NotoSans_400Regular.ttf'),
      bold: join(fonts, '600SemiBold/NotoSans_600SemiBold.ttf'),
    },
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
  return pdfmake
    .createPdf({
      pageSize: { width: WIDTH, height: 'auto' },
      pageMargins: [0, 0, 0, 0],
      defaultStyle: {
        font: 'NotoSans',
        fontSize: 10,
        lineHeight: 1.1,
        alignment: 'center',
        color: INK,
        opacity: OPACITY,
      },
      content: [{ text: title ?? '', bold: true, fontSize: 11 }, ...lines.map((text) => ({ text }))],
    })
    .getBuffer();
}
