import { spawnSync } from 'node:child_process';
import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { FileFormat } from '#contracts';
import { AppError } from '#kernel';
import { Previews } from './previews.js';

jest.setTimeout(60_000);

const LINES = [
  'Қызмет бабында пайдалану үшін',
  'Әбдіқалықов Құсайын Өмірұлы',
  'Цифрлық даму министрлігі һәм ғылым',
  '21.11.2026 16:05:09',
];

describe('a preview', () => {
  const previews = new Previews();

  const draw = (content: Uint8Array, format: FileFormat = 'pdf', lines = LINES) =>
    previews.draw('reader', { format, size: content.length }, async () => content, lines);

  const refusalOf = (drawing: Promise<unknown>) =>
    drawing.then(
      () => 'drawn',
      (error: unknown) =>
        error instanceof AppError ? `${error.code} ${error.params['reason']}` : String(error),
    );

  /** What pdftotext reads on each page. */
  function textOf(pdf: Uint8Array): string[] {
    const { stdout, status, stderr } = spawnSync('pdftotext', ['-raw', '-', '-'], {
      input: pdf,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return stdout
      .replace(/[\n ]+/g, ' ')
      .split('\f')
      .slice(0, -1);
  }

  async function pages(count: number, change?: (pdf: PDFDocument) => void): Promise<Uint8Array> {
    const pdf = await PDFDocument.create();
    for (let page = 1; page <= count; page += 1)
      pdf.addPage([595, 842]).drawText(`Page ${page}`, { x: 50, y: 700 });
    change?.(pdf);
    return pdf.save({ useObjectStreams: false });
  }

  test('carries every line of the mark across every page, Kazakh letters too, over what the page says', async () => {
    const found = textOf(await draw(await pages(3)));
    expect(found).toHaveLength(3);
    for (const [index, text] of found.entries()) {
      expect(text).toContain(`Page ${index + 1}`);
      for (const line of LINES) expect(text.split(line).length - 1).toBeGreaterThan(3);
    }
  });

  test('shows turned and cropped pages as a reader does', async () => {
    const source = await pages(4, (pdf) => {
      for (const [index, page] of pdf.getPages().entries()) page.setRotation(degrees(index * 90));
      pdf.getPage(1).setCropBox(100, 600, 300, 200);
    });
    const drawn = await PDFDocument.load(await draw(source));
    expect(
      drawn.getPages().map((page) => [page.getWidth(), page.getHeight(), page.getRotation().angle]),
    ).toEqual([
      [595, 842, 0],
      [200, 300, 0],
      [595, 842, 0],
      [842, 595, 0],
    ]);
  });

  test('keeps its mark though a page leaves the state of drawing in disorder', async () => {
    const source = await pages(1, (pdf) => {
      const content = pdf.context.stream('q q 0.001 0 0 0.001 9999 9999 cm 0 0 0 0 re W n Q Q Q Q');
      pdf.getPage(0).node.set(PDFName.of('Contents'), pdf.context.register(content));
    });
    expect(textOf(await draw(source))[0]).toContain(LINES[1]);
  });

  test('brings no script, link, form or attachment of the file along', async () => {
    const source = await pages(1, (pdf) => {
      pdf.addJavaScript('harm', 'app.alert(1)');
      pdf.getForm().createTextField('name').addToPage(pdf.getPage(0));
      const action = { Type: 'Action', S: 'URI', URI: PDFString.of('https://example.org/') };
      const link = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 99, 99], A: action };
      pdf.getPage(0).node.addAnnot(pdf.context.register(pdf.context.obj(link)));
    });
    const drawn = await PDFDocument.load(await draw(source));
    expect(drawn.getPage(0).node.Annots()?.size() ?? 0).toBe(0);
    const objects = drawn.context.enumerateIndirectObjects().map(([, object]) => String(object));
    expect(objects.filter((object) => /\/(JavaScript|URI|Annot|Widget)\b/.test(object))).toEqual([]);
    for (const key of ['Names', 'AcroForm', 'OpenAction', 'AA']) {
      expect(drawn.catalog.get(PDFName.of(key))).toBeUndefined();
    }
  });

  test('is drawn of a picture too', async () => {
    const header = 'ffd8ffc0001108' + '0190' + '0258' + '03011100021101031101' + 'ffd9';
    const [text] = textOf(await draw(Buffer.from(header, 'hex'), 'jpeg'));
    expect(text).toContain(LINES[1]);
  });

  test.each(['docx', 'xlsx', 'tiff', 'zip'] as const)('is not drawn of %s', async (format) => {
    expect(await refusalOf(draw(Buffer.from('PK'), format))).toBe('PREVIEW_IMPOSSIBLE format');
  });

  describe('of a file that was made to harm', () => {
    /** A PDF of the given objects, numbered from 1; the first is the catalogue. */
    function pdfOf(...objects: (string | Buffer)[]): Buffer {
      const body = objects.map((object, index) =>
        Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]),
      );
      const trailer = `trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n0\n%%EOF\n`;
      return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...body, Buffer.from(trailer)]);
    }
    const streamOf = (dictionary: string, content: Buffer) =>
      Buffer.concat([
        Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]);
    const CATALOGUE = '<< /Type /Catalog /Pages 2 0 R >>';
    const bomb = deflateSync(Buffer.alloc(200_000_000), { level: 1 });

    test.each([
      ['no PDF at all', () => Buffer.from('%PDF-1.7\nnothing\n%%EOF\n'), 'unreadable'],
      [
        'a tree of pages that bites its tail',
        () => pdfOf(CATALOGUE, '<< /Type /Pages /Count 9 /Kids [2 0 R] >>'),
        'unreadable',
      ],
      [
        'a page without an end',
        () =>
          pdfOf(
            CATALOGUE,
            '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
            '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1000000000 1000000000] >>',
          ),
        'unreadable',
      ],
      [
        'a lock of which nobody has the key',
        () =>
          Buffer.from(
            pdfOf(
              CATALOGUE,
              '<< /Type /Pages /Count 0 /Kids [] >>',
              '<< /Filter /Standard /V 9 /R 9 /O () /U () /P 0 >>',
            )
              .toString('latin1')
              .replace('/Root', '/Encrypt 3 0 R /Root'),
            'latin1',
          ),
        'locked',
      ],
      ['pages without number', () => pages(501), 'too_large'],
      [
        'a stream that unpacks to ten gigabytes',
        () =>
          pdfOf(
            CATALOGUE,
            '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
            `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [${'4 0 R '.repeat(50)}] >>`,
            streamOf('/Filter /FlateDecode', bomb),
          ),
        'too_large',
      ],
    ])('with %s is refused, and meanwhile the portal goes on', async (_, make, reason) => {
      const content = await make();
      // Were the file parsed here, hardly a pulse would come between.
      let pulses = 0;
      const pulse = setInterval(() => {
        pulses += 1;
      }, 5);
      try {
        expect(await refusalOf(draw(content))).toBe(`PREVIEW_IMPOSSIBLE ${reason}`);
      } finally {
        clearInterval(pulse);
      }
      expect(pulses).toBeGreaterThan(5);
    });

    test('that is too large for a parser is not even read', async () => {
      const read = jest.fn();
      const size = 31 * 1024 * 1024;
      expect(await refusalOf(previews.draw('reader', { format: 'pdf', size }, read, LINES))).toBe(
        'PREVIEW_IMPOSSIBLE too_large',
      );
      expect(read).not.toHaveBeenCalled();
    });
  });

  test('of a strip as thin as a page may be carries no more marks than another', async () => {
    const strip = await pages(1, (pdf) => {
      pdf.getPage(0).setSize(3, 14_400);
    });
    const drawn = await draw(strip);
    expect(drawn.length).toBeLessThan(20_000);
    const content = textOf(drawn)[0] ?? '';
    expect(content.split(LINES[0] ?? '').length - 1).toBeLessThan(60);
  });

  test('waits its turn: few are drawn at once, and of very many the last are told so', async () => {
    let inHand = 0;
    let most = 0;
    const read = async () => {
      inHand += 1;
      most = Math.max(most, inHand);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inHand -= 1;
      throw new Error('gone');
    };
    const asked = Array.from({ length: 24 }, (_, reader) =>
      refusalOf(previews.draw(`reader ${reader}`, { format: 'pdf', size: 1 }, read, LINES)),
    );
    const told = await Promise.all(asked);
    expect(told.filter((one) => one === 'Error: gone')).toHaveLength(22);
    expect(told.filter((one) => one.startsWith('UNAVAILABLE'))).toHaveLength(2);
    expect(most).toBeLessThanOrEqual(2);
  });

  test('one account with many files that take all their time keeps nobody else from reading', async () => {
    const slow = Promise.withResolvers<Uint8Array>();
    const holding = Array.from({ length: 6 }, () =>
      refusalOf(previews.draw('greedy', { format: 'pdf', size: 1 }, () => slow.promise, LINES)),
    );
    expect(
      await refusalOf(previews.draw('greedy', { format: 'pdf', size: 1 }, () => slow.promise, LINES)),
    ).toMatch(/^UNAVAILABLE/);
    expect(textOf(await draw(await pages(1)))).toHaveLength(1);
    slow.reject(new Error('gone'));
    expect(await Promise.all(holding)).toEqual(Array(6).fill('Error: gone'));
  });
});
