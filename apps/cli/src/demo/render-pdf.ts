import { join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { type ActDocument, type Block, type Column, runsOf, typeset } from './acts/blocks.js';

const fontFolder = join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans');

const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const margin = { left: mm(25), top: mm(20), right: mm(15), bottom: mm(20) };
const lineHeight = 1.1;

/** Words with a hyphen stay whole: pdfmake would widen a justified line inside them, after the hyphen. */
function inline(text: string, bold = false): Content {
  return runsOf(text).flatMap((run) =>
    run.text
      .split(/([^ \n]+-[^ \n]+ ?)/)
      .filter((part) => part !== '')
      .map((part) => ({ text: part, bold: bold || run.bold, noWrap: part.includes('-') })),
  );
}

function centered(text: string, space: [number, number] = [0, 0]): Content {
  return {
    text: typeset(text),
    bold: true,
    alignment: 'center',
    headlineLevel: 1,
    margin: [0, space[0], 0, space[1]],
  };
}

function cell(text: string, column: Column, header: boolean): TableCell {
  return {
    text: inline(text, header),
    fontSize: 10,
    alignment: header ? 'center' : (column.align ?? 'left'),
  };
}

function table(columns: Column[], rows: string[][]): Content {
  return {
    margin: [0, 6, 0, 10],
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map((column) => `${column.width}%`),
      body: [
        columns.map((column) => cell(column.title, column, true)),
        ...rows.map((texts) => columns.map((column, i) => cell(texts[i] ?? '', column, false))),
      ],
    },
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, paddingTop: () => 3, paddingBottom: () => 3 },
  };
}

function blockOf(block: Block): Content[] {
  switch (block.type) {
    case 'heading':
      return [centered(block.text, [12, 6])];
    case 'paragraph':
      return [{ text: inline(block.text), alignment: 'justify', leadingIndent: mm(12.5) }];
    case 'table':
      return [table(block.columns, block.rows)];
    case 'annex':
      return [
        {
          columns: [
            { width: '50%', text: '' },
            { width: '50%', text: block.mark.map(typeset).join('\n'), alignment: 'center' },
          ],
          pageBreak: 'before',
          margin: [0, 0, 0, 16],
        },
        ...block.title.map((text) => centered(text)),
        { text: ' ' },
      ];
    case 'signature':
      return [
        {
          columns: [
            { width: '60%', text: block.post.map(typeset).join('\n'), bold: true },
            {
              width: '40%',
              // the name stands beside the post's last line
              text: '\n'.repeat(block.post.length - 1) + typeset(block.name),
              bold: true,
              alignment: 'right',
            },
          ],
          unbreakable: true,
          margin: [0, 24, 0, 0],
        },
      ];
  }
}

function headOf(document: ActDocument): Content[] {
  if (!document.head) return [];
  const { mark, issuer, dateLine } = document.head;
  const [date, number, place] = dateLine.map(typeset);
  return [
    { text: mark, alignment: 'right', margin: [0, 0, 0, 14] },
    ...issuer.map((text) => centered(text)),
    {
      columns: [
        { width: '42%', text: date ?? '' },
        { width: '24%', text: number ?? '', alignment: 'center' },
        { width: '34%', text: place ?? '', alignment: 'right' },
      ],
      margin: [0, 14, 0, 14],
    },
  ];
}

/** The document as PDF: A4, Noto Sans embedded, page numbers at the top from the second page on. */
export async function renderPdf(document: ActDocument): Promise<Buffer> {
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.addFonts({
    NotoSans: {
      normal: join(fontFolder, '400Regular/NotoSans_400Regular.ttf'),
      bold: join(fontFolder, '700Bold/NotoSans_700Bold.ttf'),
    },
  });
  const pdf = pdfmake.createPdf({
    info: { title: document.title.map(typeset).join(' ') },
    language: document.language === 'kk' ? 'kk-KZ' : 'ru-RU',
    displayTitle: true,
    pageSize: 'A4',
    pageOrientation: document.landscape ? 'landscape' : 'portrait',
    pageMargins: [margin.left, margin.top, margin.right, margin.bottom],
    defaultStyle: { font: 'NotoSans', fontSize: 12, lineHeight },
    header: (current: number) =>
      current > 1 ? { text: String(current), alignment: 'center', margin: [0, mm(10), 0, 0] } : '',
    pageBreakBefore: (node, nodes) =>
      node.headlineLevel === 1 && nodes.getFollowingNodesOnPage().length === 0,
    content: [
      ...headOf(document),
      ...document.title.map((text) => centered(text)),
      { text: ' ' },
      ...document.blocks.flatMap(blockOf),
    ],
  });
  return pdf.getBuffer();
}
