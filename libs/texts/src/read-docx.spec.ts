import CFB from 'cfb';
import { Document, Footer, Packer, Paragraph, TextRun } from 'docx';
import type { TextAnswer, TextParagraph } from '#contracts';
import {
  countedXml as counted,
  type DocxParts,
  documentXml,
  footnotesXml,
  makeDocx,
  makeZip,
  DOCX_NUMBERING as NUMBERING,
  paragraphXml as p,
  DOCX_STYLES as STYLES,
  tableXml as table,
} from '#testing';
import { seeded } from './compare/compare.fixture.js';
import { MOST_TEXT } from './limits.js';
import { readDocx } from './read-docx.js';

const read = (body: string, parts?: DocxParts) => readDocx(makeDocx(documentXml(body), parts));

describe('what an act is made of', () => {
  test('typed numbers tell chapters, points, sub-points and items; a reference at the beginning is no number', async () => {
    const text = await read(
      [
        '1-тарау. Жалпы ережелер',
        '1. Осы Қағидалар тәртіпті айқындайды.',
        '15-1. Жаңа тармақ.',
        '1) бірінші тармақша;',
        'а) абзац;',
        '– сызықша;',
        'Статья 7. Порядок',
        '1.2. Нөмірі екі сатылы.',
        '1-тармақ мынадай редакцияда жазылсын:',
        '2024 жылғы 5 мамырдан бастап.',
      ]
        .map((line) => p(line))
        .join(''),
    );
    expect(numbersOf(text)).toEqual([
      ['heading', '1-тарау.', 'Жалпы ережелер'],
      ['point', '1.', 'Осы Қағидалар тәртіпті айқындайды.'],
      ['point', '15-1.', 'Жаңа тармақ.'],
      ['sub_point', '1)', 'бірінші тармақша;'],
      ['item', 'а)', 'абзац;'],
      ['item', '–', 'сызықша;'],
      ['heading', 'Статья 7.', 'Порядок'],
      ['point', '1.2.', 'Нөмірі екі сатылы.'],
      ['paragraph', null, '1-тармақ мынадай редакцияда жазылсын:'],
      ['paragraph', null, '2024 жылғы 5 мамырдан бастап.'],
    ]);
  });

  test('numbers that the editor counts are those that it shows', async () => {
    const text = await read(
      [
        counted('бір', 1),
        counted('бірінші', 1, 1),
        counted('екінші', 1, 1),
        counted('әріп', 1, 2),
        counted('екі', 1),
        counted('қайта бірінші', 1, 1),
        counted('жалғасы', 2),
        counted('бесінші', 3),
        counted('алтыншы', 3),
        counted('тарау', 4),
        counted('заңдық', 4, 1),
        counted('нүкте', 5),
        p('стильмен', '<w:pStyle w:val="Point"/>'),
        p('нөмірсіз', '<w:pStyle w:val="Point"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        counted('тізімі жоқ', 77),
      ].join(''),
      { related: { numbering: NUMBERING, styles: STYLES } },
    );
    expect(paragraphsOf(text).map(({ number }) => number)).toEqual([
      '1.',
      '1)',
      '2)',
      'а)',
      '2.',
      '1)',
      '3.',
      '5.',
      '6.',
      'Глава I.',
      '1.1.',
      '•',
      '7.',
      null,
      null,
    ]);
    expect(
      paragraphsOf(text)
        .map(({ kind }) => kind)
        .slice(0, 5),
    ).toEqual(['point', 'sub_point', 'sub_point', 'item', 'point']);
  });

  test('headings by their style, what it is based on included; a sentence in a heading style is a point', async () => {
    const style = '<w:pStyle w:val="Chapter"/>';
    const text = await read(
      p('Жалпы ережелер', style) + p('2. Бақылау жүктелсін.', style) + p('а', '<w:pStyle w:val="Ring"/>'),
      { related: { styles: STYLES } },
    );
    expect(paragraphsOf(text).map(({ kind }) => kind)).toEqual(['heading', 'point', 'paragraph']);
  });

  test('an annex and an approved text begin a part: the same point has another anchor there', async () => {
    const text = await read(
      [
        p('1. Бекітілсін.'),
        table([p(''), p('Қаржы министрінің 2026 жылғы 5 мамырдағы бұйрығымен бекітілген')]),
        p('1. Бекітілсін.'),
        p('Қағидаларға 2-қосымша'),
        p('1. Бекітілсін.'),
        p('Приложение 3 к Правилам'),
        p('Бұл туралы қосымша'),
      ].join(''),
    );
    expect(paragraphsOf(text).map(({ kind, anchor }) => [kind, anchor.replace(/~.*/, '')])).toEqual([
      ['point', '0.1'],
      ['part', '1'],
      ['point', '1.1'],
      ['part', '2'],
      ['point', '2.1'],
      ['part', '3'],
      ['paragraph', '3'],
    ]);
  });

  test('cells have their place in the grid, spans and what is left out before a row counted', async () => {
    const text = await read(
      table(
        [`<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('екі баған')}`, p('үшінші')],
        [p('а') + p('б'), p(''), p('в') + table([p('ішкі')])],
      ),
    );
    expect(paragraphsOf(text).map(({ text, cell }) => [text, cell])).toEqual([
      ['екі баған', { table: 0, row: 0, column: 0, span: 2 }],
      ['үшінші', { table: 0, row: 0, column: 2, span: 1 }],
      ['а\nб', { table: 0, row: 1, column: 0, span: 1 }],
      ['ішкі', { table: 1, row: 0, column: 0, span: 1 }],
      ['в', { table: 0, row: 1, column: 2, span: 1 }],
    ]);
  });

  test('a footnote stands behind the paragraph that refers to it', async () => {
    const text = await read(
      `<w:p><w:r><w:t>Мәтін</w:t><w:footnoteReference w:id="1"/></w:r></w:p>${p('Келесі')}`,
      { related: { footnotes: footnotesXml('Түсіндірме') } },
    );
    expect(numbersOf(text)).toEqual([
      ['paragraph', null, 'Мәтін'],
      ['footnote', '1', 'Түсіндірме'],
      ['paragraph', null, 'Келесі'],
    ]);
  });

  test('a document of another program: runs, breaks, tabs, a footer that is not of the text', async () => {
    const document = new Document({
      sections: [
        {
          footers: { default: new Footer({ children: [new Paragraph('колонтитул')] }) },
          children: [
            new Paragraph({
              children: [
                new TextRun('Бір'),
                new TextRun({ text: ' екі', bold: true }),
                new TextRun({ text: 'үш', break: 1 }),
              ],
            }),
            new Paragraph({ text: 'Тақырып', heading: 'Heading1' }),
          ],
        },
      ],
    });
    expect(numbersOf(await readDocx(await Packer.toBuffer(document)))).toEqual([
      ['paragraph', null, 'Бір екі\nүш'],
      ['heading', null, 'Тақырып'],
    ]);
  });

  test('text of a shape comes once, as the editor of today shows it', async () => {
    const box = (text: string) => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const shape = (requires: string) =>
      `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="${requires}">${box('жаңа')}</mc:Choice><mc:Fallback>${box('ескі')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const text = await read(shape('wps') + shape('x') + shape('wps x') + shape(''));
    expect(paragraphsOf(text).map((one) => one.text)).toEqual(['жаңа', 'ескі', 'ескі', 'ескі']);
  });
});

describe('anchors', () => {
  test('stay when a comma comes, change with a word, and are never the same twice', async () => {
    const [one, comma, word, again] = paragraphsOf(
      await read(['Бір екі', 'бір, екі.', 'бір үш', 'Бір екі'].map((line) => p(line)).join('')),
    ).map(({ anchor }) => anchor);
    expect(comma).toBe(`${one}~2`);
    expect(again).toBe(`${one}~3`);
    expect(word?.startsWith(one ?? '')).toBe(false);
  });
});

describe('tracked changes', () => {
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const gone = (text: string) => `<w:del w:id="1"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;

  test('the text is the one that accepting all gives, and it is said that there are some', async () => {
    const text = await read(
      [
        `<w:p>${run('Мерзімі ')}${gone('үш')}<w:ins w:id="2">${run('бес')}</w:ins>${run(' күн.')}</w:p>`,
        `<w:p><w:moveFrom w:id="3">${run('Ескі орны.')}</w:moveFrom></w:p>`,
        `<w:p><w:moveTo w:id="4">${run('Жаңа орны.')}</w:moveTo></w:p>`,
        `<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr>${run('Қосылған ')}</w:p><w:p>${run('абзац.')}</w:p>`,
        `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:pPrChange w:id="6"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:pPrChange></w:pPr>${run('нөмірлі')}</w:p>`,
        `<w:tbl><w:tr><w:trPr><w:del w:id="7"/></w:trPr><w:tc>${p('жойылған жол')}</w:tc></w:tr><w:tr><w:tc>${p('қалған жол')}</w:tc></w:tr></w:tbl>`,
      ].join(''),
      { related: { numbering: NUMBERING } },
    );
    expect(numbersOf(text)).toEqual([
      ['paragraph', null, 'Мерзімі бес күн.'],
      ['paragraph', null, 'Жаңа орны.'],
      ['paragraph', null, 'Қосылған абзац.'],
      ['point', '1.', 'нөмірлі'],
      ['cell', null, 'қалған жол'],
    ]);
    expect(text).toMatchObject({ text: { notes: { trackedChanges: 6 } } });
  });

  test('text before a deleted paragraph end is never lost, at the end of the document neither', async () => {
    const ended = (text: string) => `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run(text)}</w:p>`;
    expect(numbersOf(await read(`${p('1. Бірінші.')}${ended('Соңғы ')}${ended('сөз')}`))).toEqual([
      ['point', '1.', 'Бірінші.'],
      ['paragraph', null, 'Соңғы сөз'],
    ]);
  });

  test('hidden words, comments and pictures are told of', async () => {
    const text = await read(
      `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>жасырын</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> ашық</w:t></w:r><w:r><w:drawing/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>`,
    );
    expect(text).toMatchObject({
      text: {
        paragraphs: [{ text: 'жасырын ашық' }],
        notes: { trackedChanges: 0, hiddenRuns: 1, pictures: 1, comments: 1 },
      },
    });
  });

  test('signs that show nothing or turn the writing around do not make a word another one', async () => {
    const text = await read(p('ке\u00adлі\u200bсу\u00a0\u202eкүні й'.normalize('NFD')));
    expect(paragraphsOf(text).map((one) => one.text)).toEqual(['келісу күні й']);
  });
});

test('names that every object has are names like others', async () => {
  const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
  const inside = names.map((name) => `<w:${name} w:${name}="1"/>`).join('');
  const text = await read(`<w:p><w:r>${inside}<w:t>сөз</w:t></w:r></w:p>`, {
    related: {
      numbering: NUMBERING.replace('<w:num ', `${inside}<w:num `),
      styles: STYLES.replace('</w:styles>', `${inside}</w:styles>`),
    },
  });
  expect(numbersOf(text)).toEqual([['paragraph', null, 'сөз']]);
});

describe('what can not be read is answered, never thrown', () => {
  const doctype = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]>';
  test.each<[string, Buffer, TextAnswer]>([
    ['no bytes at all', Buffer.alloc(0), { refusal: 'format' }],
    ['a PDF', Buffer.from('%PDF-1.7\n...'), { refusal: 'pdf' }],
    ['a plain archive', makeZip([{ name: 'a.txt', content: 'a' }]), { refusal: 'format' }],
    [
      'a document with macros',
      makeDocx(documentXml(p('а')), { members: [{ name: 'word/vbaProject.bin', content: 'macro' }] }),
      { refusal: 'macros' },
    ],
    ['a document locked by a password', lockedOffice(), { refusal: 'locked' }],
    ['a cut file', makeDocx(documentXml(p('а'))).subarray(0, 400), { refusal: 'damaged' }],
    ['entities', makeDocx(`${doctype}<w:document>&y;</w:document>`), { refusal: 'damaged' }],
    ['an entity that nobody declared', makeDocx(documentXml(p('&nbsp;'))), { refusal: 'damaged' }],
    ['tags that do not close', makeDocx('<a><b></a>'), { refusal: 'damaged' }],
    ['no UTF-8', makeDocx(Buffer.from([0x3c, 0x61, 0xff, 0xfe, 0x3e])), { refusal: 'damaged' }],
    ['elements a thousand deep', makeDocx(documentXml('<w:sdt>'.repeat(1000))), { refusal: 'damaged' }],
    [
      'two main parts of the same name',
      makeDocx(documentXml(p('а')), {
        members: [{ name: 'word/document.xml', content: documentXml(p('б')) }],
      }),
      { refusal: 'damaged' },
    ],
    [
      'a number as long as a book, in every paragraph',
      makeDocx(documentXml(counted('а', 1).repeat(60)), {
        related: { numbering: NUMBERING.replace('"%1."', `"${'%1'.padEnd(200_000, 'ұзақ ')}"`) },
      }),
      { refusal: 'too_large' },
    ],
    [
      'a footnote as long as a book, named by every paragraph',
      makeDocx(documentXml(`<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`.repeat(100)), {
        related: { footnotes: footnotesXml('ұзақ '.repeat(20_000)) },
      }),
      { refusal: 'too_large' },
    ],
    ['pictures alone', makeDocx(documentXml('<w:p><w:r><w:drawing/></w:r></w:p>')), { refusal: 'no_text' }],
    ['a bomb', makeDocx(Buffer.alloc(MOST_TEXT.unpacked + 1, ' ')), { refusal: 'too_large' }],
    [
      'a bomb beside the text',
      makeDocx(documentXml(p('а')), {
        members: [{ name: 'word/theme.xml', content: Buffer.alloc(MOST_TEXT.unpacked, ' ') }],
      }),
      { refusal: 'too_large' },
    ],
    [
      'more paragraphs than are read',
      makeDocx(documentXml(p('а').repeat(MOST_TEXT.paragraphs + 1))),
      { refusal: 'too_large' },
    ],
  ])('%s', async (_, bytes, answer) => {
    expect(await readDocx(bytes)).toEqual(answer);
  });

  test('a file with bytes changed at random is read or refused', async () => {
    const whole = makeDocx(documentXml(p('1. Мәтін') + table([p('а'), p('б')]) + counted('бір', 1)), {
      related: { numbering: NUMBERING, styles: STYLES },
    });
    const random = seeded(7);
    for (let round = 0; round < 600; round += 1) {
      const bytes = Buffer.from(whole);
      for (let hits = 1 + Math.floor(random() * 4); hits > 0; hits -= 1) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      const answer = await readDocx(bytes);
      expect('text' in answer || typeof answer.refusal === 'string').toBe(true);
    }
  });

  test('XML with pieces cut out, doubled and exchanged is read or refused', async () => {
    const whole = documentXml(
      p('1. Мәтін') + table([p('а'), p('б')], [p('в')]) + counted('бір', 1) + p('соңы'),
    );
    const random = seeded(11);
    const place = () => Math.floor(random() * whole.length);
    for (let round = 0; round < 400; round += 1) {
      const [from, to] = [place(), place()].sort((one, other) => one - other) as [number, number];
      const piece = whole.slice(from, to);
      const xml =
        [whole.replace(piece, ''), whole.replace(piece, piece + piece), `${piece}${whole}`][round % 3] ?? '';
      const answer = await readDocx(makeDocx(xml, { related: { numbering: NUMBERING } }));
      expect('text' in answer || typeof answer.refusal === 'string').toBe(true);
    }
  });
});

/** What an editor writes for a document with a password: [MS-OFFCRYPTO] 2.3.4. */
function lockedOffice(): Buffer {
  const container = CFB.utils.cfb_new();
  for (const stream of ['EncryptionInfo', 'EncryptedPackage']) {
    CFB.utils.cfb_add(container, `/${stream}`, Buffer.alloc(5_000, 1));
  }
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer);
}

function paragraphsOf(answer: TextAnswer): readonly TextParagraph[] {
  if (!('text' in answer)) throw new Error(answer.refusal);
  return answer.text.paragraphs;
}

function numbersOf(answer: TextAnswer): unknown[] {
  return paragraphsOf(answer).map(({ kind, number, text }) => [kind, number, text]);
}
